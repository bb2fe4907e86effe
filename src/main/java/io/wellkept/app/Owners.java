package io.wellkept.app;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.incident.PlanOverride.Offer;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Confirmation;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks owners whether what they look after is still theirs, ends what people said about it when its
 * time is over, and reports owners on whom nobody can count. What is asked is an incident; the
 * ladder does the rest.
 */
final class Owners implements Round {
  private static final Logger log = LoggerFactory.getLogger(Owners.class);
  private static final String WORD = "owners";
  private static final Duration REVIEW = Duration.ofMinutes(1);
  private static final Duration REPORT = Duration.ofMinutes(15);

  /** Of the time between two confirmations, the part over which the first questions spread. */
  private static final int SPREAD = 10;

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Predicate<View> rules;
  private final Runnable changed;
  private Set<HandedOver> known = Set.of();
  private Instant reviewed = Instant.MIN;
  private Instant reported = Instant.MIN;

  /**
   * @param plan as the files have it
   * @param rules whether the plan here is the one that is in force everywhere
   * @param changed runs when a touchpoint is in other hands than before, here or by another process
   */
  Owners(Ledger ledger, Supplier<Plan> plan, Predicate<View> rules, Runnable changed) {
    this.ledger = ledger;
    this.plan = plan;
    this.rules = rules;
    this.changed = changed;
  }

  @Override
  public String name() {
    return "owners";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  @Override
  public boolean run(Instant now) {
    boolean turnedBack = now.isBefore(reviewed);
    if (turnedBack || !now.isBefore(reviewed.plus(REVIEW))) {
      // found before anything is held: whoever looks meanwhile does not wait for us
      List<CheckId> questions = ledger.read(HandOvers::questions);
      if (ledger.read(view -> Listening.isBehind(view, now))) {
        return false;
      }
      ledger.change(work -> review(work, questions, now));
      reviewed = now;
    }
    if (turnedBack || !now.isBefore(reported.plus(REPORT))) {
      report(now);
      reported = now;
    }
    Set<HandedOver> handed =
        ledger.read(
            view -> EffectivePlan.handedOver(view.overrides(), now).collect(Collectors.toSet()));
    if (!handed.equals(known)) {
      known = handed;
      changed.run();
    }
    return false;
  }

  private void review(Work work, List<CheckId> questions, Instant now) {
    if (!rules.test(work)) {
      return;
    }
    work.alone(WORD);
    HandOvers.settle(work, plan.get(), questions, now);
    Present present = Present.of(plan.get(), work.overrides(), now);
    Map<String, List<Touchpoint>> owned = owned(present.plan());
    if (!work.owners().keySet().equals(owned.keySet())) {
      work.own(owned.keySet(), now);
    }
    ask(work, present, notDisowned(work, owned, questions));
    remindOfOffers(work, present);
    endAbsences(work, present);
    Verdicts.ask(work, present, (id, since) -> pauses(work, id, since, present.overrides()));
  }

  /** What each owner answers for; those who own something and no others. */
  static Map<String, List<Touchpoint>> owned(Plan plan) {
    return plan.touchpoints().values().stream()
        .filter(touchpoint -> plan.people().person(touchpoint.owner()).isPresent())
        .collect(Collectors.groupingBy(Touchpoint::owner, TreeMap::new, Collectors.toList()));
  }

  // ---- the question

  /** What each can be asked about: whoever said that a thing is not theirs has answered for it. */
  private static Map<String, List<Touchpoint>> notDisowned(
      Work work, Map<String, List<Touchpoint>> owned, List<CheckId> questions) {
    if (questions.isEmpty()) {
      return owned;
    }
    Set<CheckId> disowned =
        work.openIncidents(questions).stream()
            .map(Incident::check)
            .filter(check -> check.equals(Ownership.disowned(check.touchpoint())))
            .collect(Collectors.toSet());
    Map<String, List<Touchpoint>> left = new TreeMap<>();
    owned.forEach((person, theirs) -> {
      List<Touchpoint> kept =
          theirs.stream().filter(t -> !disowned.contains(Ownership.disowned(t.id()))).toList();
      if (!kept.isEmpty()) {
        left.put(person, kept);
      }
    });
    return left;
  }

  private void ask(Work work, Present present, Map<String, List<Touchpoint>> owned) {
    Map<String, Incident> asked = open(work, Ownership.CONFIRM);
    Duration every = present.plan().daemon().ownership().confirmEvery();
    for (Incident incident : asked.values()) {
      if (every == null || !owned.containsKey(incident.subject())) {
        work.close(incident, Reason.TAKEN_BACK, present.now());
      } else {
        Instant since = incident.openedAt();
        List<Touchpoint> theirs = owned.getOrDefault(incident.subject(), List.of());
        save(work, incident, List.of(question(work, theirs, since, present)), present.now());
      }
    }
    if (every == null) {
      return;
    }
    Map<String, Instant> owners = work.owners();
    for (Map.Entry<String, List<Touchpoint>> owner : owned.entrySet()) {
      String id = owner.getKey();
      Person person = present.plan().people().person(id).orElseThrow();
      Instant since = owners.getOrDefault(id, present.now());
      if (!asked.containsKey(id)
          && !present.now().isBefore(due(work, id, since, every))
          && !WorkingTime.awayNext(person, present.now())) {
        List<Finding> question = List.of(question(work, owner.getValue(), present.now(), present));
        raise(work, Ownership.CONFIRM, id, Audience.PERSON, question, present.now());
      }
    }
  }

  /** When the person is asked again, or for the first time. */
  static Instant due(View view, String person, Instant since, Duration every) {
    return view.lastConfirmation(person)
        .map(Confirmation::at)
        .filter(at -> !at.isBefore(since))
        .map(at -> at.plus(every))
        .orElseGet(() -> since.plus(every).plus(spread(person, every)));
  }

  /** All owners of a new plan became one on the same day; they are not asked on the same day. */
  private static Duration spread(String person, Duration every) {
    int place = Math.floorMod(Ids.of("spread", person).hashCode(), 1_000);
    return every.dividedBy(SPREAD).multipliedBy(place).dividedBy(1_000);
  }

  private Finding question(View view, List<Touchpoint> theirs, Instant asked, Present present) {
    List<String> names = theirs.stream().map(Touchpoint::name).toList();
    Duration within = present.plan().daemon().ownership().answerWithin();
    String person = theirs.getFirst().owner();
    Pauses pauses = pauses(view, person, asked, present.overrides());
    return Ownership.confirm(names, asked, within, pauses, present.now());
  }

  /** Time in which the person could not answer: nobody listened, or the person was away. */
  private Pauses pauses(View view, String id, Instant since, List<PlanOverride> overrides) {
    List<Pause> all = new ArrayList<>(view.pauses(since).pauses());
    Person person = plan.get().people().person(id).orElseThrow();
    person.away().forEach(days -> all.add(days(days, person)));
    for (PlanOverride override : overrides) {
      if (override instanceof PlanOverride.Away away && away.person().equals(id)) {
        Instant begin = days(away.days(), person).from();
        // who came back earlier than they said was away until then
        all.add(new Pause(begin.isBefore(away.from()) ? away.from() : begin, away.until()));
      }
    }
    return new Pauses(all);
  }

  private static Pause days(Absence days, Person person) {
    return new Pause(
        days.from().atStartOfDay(person.zone()).toInstant(),
        days.until().plusDays(1).atStartOfDay(person.zone()).toInstant());
  }

  /** That half of the time is over is news to whoever has not answered. */
  private void remindOfOffers(Work work, Present present) {
    Plan now = present.plan();
    List<Offer> offers = EffectivePlan.offers(present.overrides(), present.now()).toList();
    List<CheckId> ids = offers.stream().map(o -> Ownership.offered(o.touchpoint())).toList();
    for (Incident incident : ids.isEmpty() ? List.<Incident>of() : work.openIncidents(ids)) {
      offers.stream()
          .filter(offer -> Ownership.offered(offer.touchpoint()).equals(incident.check()))
          .filter(offer -> offer.to().equals(incident.subject()))
          .findFirst()
          .ifPresent(offer -> {
            String from = now.people().nameOf(offer.owner());
            String to = now.people().nameOf(offer.to());
            Pauses deaf = work.pauses(offer.from());
            Finding asked = Ownership.offer(offer, from, to, deaf, present.now());
            save(work, incident, List.of(asked), present.now());
          });
    }
  }

  private void endAbsences(Work work, Present present) {
    for (Incident incident : open(work, Ownership.AWAY).values()) {
      boolean lasts =
          present.overrides().stream()
              .filter(PlanOverride.Away.class::isInstance)
              .map(PlanOverride.Away.class::cast)
              .anyMatch(
                  away -> away.person().equals(incident.subject()) && away.inForce(present.now()));
      if (!lasts) {
        work.close(incident, Reason.BACK_AGAIN, present.now());
      }
    }
  }

  // ---- owners on whom nobody can count

  private void report(Instant now) {
    Map<String, List<Finding>> found = new TreeMap<>();
    boolean known =
        ledger.read(view -> {
          if (!rules.test(view)) {
            return false;
          }
          Plan present = EffectivePlan.of(plan.get(), view.overrides(), now);
          owned(present)
              .forEach((person, theirs) ->
                  found.put(person, Reliance.of(view, present, person, theirs, now)));
          return true;
        });
    if (!known) {
      return;
    }
    ledger.change(work -> {
      work.alone(WORD);
      Map<String, Incident> open = open(work, Ownership.PEOPLE);
      open.values().stream()
          .filter(incident -> found.getOrDefault(incident.subject(), List.of()).isEmpty())
          .forEach(incident -> work.close(incident, Reason.RECOVERED, now));
      found.forEach((person, findings) -> {
        Incident before = open.get(person);
        if (before != null && !findings.isEmpty()) {
          save(work, before, findings, now);
        } else if (!findings.isEmpty()) {
          raise(work, Ownership.PEOPLE, person, Audience.LEAD, findings, now);
        }
      });
    });
  }

  // ---- incidents

  private static Map<String, Incident> open(Work work, CheckId check) {
    Map<String, Incident> open = new TreeMap<>();
    work.openIncidents(List.of(check)).forEach(one -> open.put(one.subject(), one));
    return open;
  }

  private static void save(Work work, Incident before, List<Finding> findings, Instant now) {
    Incident next = Incidents.still(before, findings, now);
    if (next != before) {
      work.save(next);
    }
  }

  private static void raise(
      Work work,
      CheckId check,
      String person,
      Audience audience,
      List<Finding> findings,
      Instant now) {
    Incident incident = Incidents.about(check, person, audience, findings, now);
    work.save(incident);
    String headline = incident.worst().headline();
    work.append(new Event(now, Event.Type.OPENED, check, incident.id(), person, null, headline));
    log.info("An owner is asked about or reported check={} person={}", check, person);
  }
}
