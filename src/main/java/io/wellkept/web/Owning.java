package io.wellkept.web;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.incident.PlanOverride.Offer;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Confirmation;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what people say of who looks after what: each act is one transaction. */
final class Owning {
  /** What is decided about owners is decided by one at a time, here and by the round. */
  static final String WORD = "owners";

  private static final Logger LOG = LoggerFactory.getLogger(Owning.class);
  private static final int LONGEST_REASON = 500;

  /** The same word a moment later is the same word. */
  private static final Duration SAME = Duration.ofDays(1);

  private final WebContext context;

  /** What became of an act. */
  sealed interface Answer {
    /** It is so now. */
    record Done() implements Answer {}

    /** It was so already. */
    record AlreadySo() implements Answer {}

    /** Nothing was done; the sentence says why and what would work. */
    record Refused(Sentence why) implements Answer {
      Refused(String key, Object... values) {
        this(Sentence.of(key, values));
      }
    }
  }

  /** One act, within its transaction. */
  private record Moment(Work work, Plan configured, Plan present, Instant now) {
    String name(String person) {
      return configured.people().nameOf(person);
    }

    Optional<Offer> offer(String touchpoint) {
      return EffectivePlan.offers(work.overrides(), now)
          .filter(offer -> offer.touchpoint().equals(touchpoint))
          .findFirst();
    }

    Optional<Incident> open(CheckId check, @Nullable String subject) {
      return work.openIncidents(List.of(check)).stream()
          .filter(incident -> subject == null || incident.subject().equals(subject))
          .findFirst();
    }

    void close(CheckId check, @Nullable String subject, Reason because) {
      open(check, subject).ifPresent(incident -> work.close(incident, because, now));
    }

    /**
     * @param person whose word it is
     * @param actor who said it: that person, or somebody for them
     */
    void note(
        Event.Type type,
        CheckId check,
        String person,
        @Nullable Reason because,
        String text,
        Acting.Actor actor) {
      String incident = open(check, null).map(Incident::id).orElse(null);
      String words = actor.speaksFor(person, name(person)) + text + " (by " + actor.via() + ")";
      work.append(new Event(now, type, check, incident, actor.person(), because, words.strip()));
    }
  }

  Owning(WebContext context) {
    this.context = context;
  }

  private Answer act(
      String what, String about, Acting.Actor actor, Function<Moment, Answer> decide) {
    Instant now = context.clock().instant();
    Plan configured = context.plan().get();
    Answer answer =
        context
            .ledger()
            .write(work -> {
              work.alone(WORD);
              Plan present = EffectivePlan.of(configured, work.overrides(), now);
              return decide.apply(new Moment(work, configured, present, now));
            });
    if (answer instanceof Answer.Done) {
      LOG.atInfo()
          .setMessage("An owner spoke.")
          .addKeyValue("what", what)
          .addKeyValue("about", about)
          .addKeyValue("person", actor.person())
          .addKeyValue("via", actor.via())
          .log();
    }
    return answer;
  }

  // ---- these are all mine

  /** What the person answers for and did not say to be somebody else's. */
  static Set<String> theirs(Ledger.View view, Plan present, String person) {
    List<Touchpoint> owned = present.ownedBy(person);
    List<CheckId> ids = owned.stream().map(t -> Ownership.disowned(t.id())).toList();
    Set<String> disowned =
        (ids.isEmpty() ? List.<Incident>of() : view.openIncidents(ids))
            .stream()
                .filter(incident -> incident.subject().equals(person))
                .map(incident -> incident.check().touchpoint())
                .collect(Collectors.toSet());
    return owned.stream()
        .map(Touchpoint::id)
        .filter(id -> !disowned.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The person says that all of it is theirs.
   *
   * @param seen the touchpoints that they saw when they said so; null for whatever is theirs now
   */
  Answer confirm(String person, @Nullable Set<String> seen, Acting.Actor actor) {
    return act("confirmed", person, actor, moment -> confirm(moment, person, seen, actor));
  }

  private static Answer confirm(
      Moment moment, String person, @Nullable Set<String> seen, Acting.Actor actor) {
    Set<String> theirs = theirs(moment.work(), moment.present(), person);
    if (theirs.isEmpty()) {
      return new Answer.Refused("own.refused.nothing-to-confirm");
    }
    if (seen != null && !seen.equals(theirs)) {
      return new Answer.Refused("own.refused.list-changed");
    }
    Optional<Incident> asked = moment.open(Ownership.CONFIRM, person);
    boolean again =
        asked.isEmpty()
            && moment
                .work()
                .lastConfirmation(person)
                .filter(last -> moment.now().isBefore(last.at().plus(SAME)))
                .filter(last -> last.touchpoints().equals(List.copyOf(theirs)))
                .isPresent();
    if (again) {
      return new Answer.AlreadySo();
    }
    moment.work().confirm(new Confirmation(person, moment.now(), List.copyOf(theirs)));
    String what = theirs.size() == 1 ? "1 touchpoint" : theirs.size() + " touchpoints";
    moment.note(Event.Type.OWNER_CONFIRMED, Ownership.CONFIRM, person, null, what, actor);
    moment.close(Ownership.CONFIRM, person, Reason.OWNER_CONFIRMED);
    return new Answer.Done();
  }

  // ---- hand over

  /** Asks somebody to take a touchpoint over. Empty if there is no such touchpoint. */
  Optional<Answer> offer(
      String id, @Nullable String onlyIfOf, String to, String why, Acting.Actor actor) {
    if (context.plan().get().touchpoint(id).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        act("offered", id, actor, moment -> offer(moment, id, onlyIfOf, to, why, actor)));
  }

  private Answer offer(
      Moment moment,
      String id,
      @Nullable String onlyIfOf,
      String to,
      String why,
      Acting.Actor actor) {
    Touchpoint touchpoint = moment.present().touchpoint(id).orElseThrow();
    String owner = touchpoint.owner();
    if (onlyIfOf != null && !onlyIfOf.equals(owner)) {
      return new Answer.Refused("own.refused.not-yours");
    }
    Optional<Sentence> unfit = unfit(moment, to, owner);
    if (unfit.isPresent()) {
      return new Answer.Refused(unfit.get());
    }
    Optional<Offer> before = moment.offer(id);
    if (before.isPresent()) {
      return before.get().to().equals(to)
          ? new Answer.AlreadySo()
          : new Answer.Refused("own.refused.offered-already", moment.name(before.get().to()));
    }
    Duration within = moment.present().daemon().ownership().acceptWithin();
    Offer offer =
        new Offer(
            Ids.of("offer", id, to, moment.now().toString()),
            actor.person(),
            moment.now(),
            moment.now().plus(within),
            id,
            owner,
            to,
            shortened(why));
    moment.work().add(offer);
    Pauses none = new Pauses(List.of());
    Finding asks = Ownership.offer(offer, moment.name(owner), moment.name(to), none, moment.now());
    CheckId check = Ownership.offered(id);
    moment.work().save(Incidents.about(check, to, Audience.PERSON, List.of(asks), moment.now()));
    String words = "to " + moment.name(to) + (offer.why().isEmpty() ? "" : ": " + offer.why());
    moment.note(Event.Type.OFFERED, check, actor.person(), null, words, actor);
    return new Answer.Done();
  }

  /** Why the person cannot be asked; empty if they can. */
  private static Optional<Sentence> unfit(Moment moment, String to, String owner) {
    Optional<Person> person = moment.present().people().person(to);
    if (person.isEmpty()) {
      return Optional.of(Sentence.of("own.refused.unknown"));
    }
    if (to.equals(owner)) {
      return Optional.of(Sentence.of("own.refused.theirs-already", moment.name(to)));
    }
    if (person.get().hasLeft(moment.now())) {
      return Optional.of(Sentence.of("own.refused.has-left", person.get().name()));
    }
    if (person.get().awayAt(moment.now())) {
      return Optional.of(Sentence.of("own.refused.is-away", person.get().name()));
    }
    return moment.present().daemon().roadsTo(person.get()).isEmpty()
        ? Optional.of(Sentence.of("own.refused.not-reached", person.get().name()))
        : Optional.empty();
  }

  /** Whoever offered it keeps it. */
  Answer takeBack(String id, @Nullable String onlyIfOf, Acting.Actor actor) {
    return act(
        "took back",
        id,
        actor,
        moment -> {
          Optional<Offer> offer =
              moment.offer(id).filter(o -> onlyIfOf == null || o.owner().equals(onlyIfOf));
          if (offer.isEmpty()) {
            return new Answer.AlreadySo();
          }
          notHandedOver(moment, offer.get(), Reason.TAKEN_BACK, "", actor);
          return new Answer.Done();
        });
  }

  private static void notHandedOver(
      Moment moment, Offer offer, Reason because, String why, Acting.Actor actor) {
    CheckId check = Ownership.offered(offer.touchpoint());
    moment.work().end(offer.id(), offer.from());
    String words = "to " + moment.name(offer.to()) + (why.isEmpty() ? "" : ": " + why);
    moment.note(Event.Type.NOT_HANDED_OVER, check, actor.person(), because, words, actor);
    moment.close(check, offer.to(), because);
  }

  /** "I take it over": from now on it is theirs. */
  Answer accept(String id, String person, Acting.Actor actor) {
    return act("accepted", id, actor, moment -> accept(moment, id, person, actor));
  }

  private static Answer accept(Moment moment, String id, String person, Acting.Actor actor) {
    Optional<Offer> offered = moment.offer(id).filter(offer -> offer.to().equals(person));
    if (offered.isEmpty()) {
      return isTheirs(moment, id, person)
          ? new Answer.AlreadySo()
          : new Answer.Refused("own.refused.no-longer-offered");
    }
    Offer offer = offered.get();
    if (!isTheirs(moment, id, offer.owner())) {
      return new Answer.Refused("own.refused.other-hands");
    }
    List<PlanOverride> overrides = moment.work().overrides();
    EffectivePlan.handedOver(overrides, moment.now())
        .filter(before -> before.touchpoint().equals(id))
        .forEach(before -> moment.work().end(before.id(), moment.now()));
    moment.work().end(offer.id(), offer.from());
    String filed = moment.configured().touchpoint(id).orElseThrow().owner();
    if (!filed.equals(person)) {
      String row = Ids.of("handed-over", id, person, moment.now().toString());
      moment.work().add(new HandedOver(row, offer.owner(), moment.now(), null, id, filed, person));
    }
    CheckId check = Ownership.offered(id);
    String words = "from " + moment.name(offer.owner()) + " to " + moment.name(person);
    moment.note(Event.Type.HANDED_OVER, check, person, null, words, actor);
    moment.close(check, person, Reason.HANDED_OVER);
    moment.close(Ownership.disowned(id), null, Reason.HANDED_OVER);
    // another owner: every open incident asks again who must know
    moment.work().openIncidents().stream()
        .filter(incident -> incident.check().touchpoint().equals(id))
        .forEach(incident -> moment.work().save(incident.wakeAt(moment.now())));
    return new Answer.Done();
  }

  private static boolean isTheirs(Moment moment, String id, String person) {
    return moment
        .present()
        .touchpoint(id)
        .filter(touchpoint -> touchpoint.owner().equals(person))
        .isPresent();
  }

  /** "Not me": it stays where it is. */
  Answer decline(String id, String person, String why, Acting.Actor actor) {
    return act(
        "declined",
        id,
        actor,
        moment -> {
          Optional<Offer> offer = moment.offer(id).filter(o -> o.to().equals(person));
          if (offer.isEmpty()) {
            return new Answer.AlreadySo();
          }
          String reason = shortened(why);
          moment
              .open(Ownership.offered(id), person)
              .filter(incident -> !reason.isEmpty())
              .ifPresent(incident -> {
                Finding answered = incident.worst().with("the answer", reason);
                List<Finding> findings = List.of(answered);
                moment.work().save(Incidents.still(incident, findings, moment.now()));
              });
          notHandedOver(moment, offer.get(), Reason.DECLINED, reason, actor);
          return new Answer.Done();
        });
  }

  // ---- not mine

  /** The person says that it is not theirs: somebody must find out whose it is. */
  Answer disown(String id, String person, String why, Acting.Actor actor) {
    String reason = shortened(why);
    return act(
        "not theirs",
        id,
        actor,
        moment -> {
          if (!isTheirs(moment, id, person)) {
            return new Answer.Refused("own.refused.not-yours");
          }
          if (reason.isEmpty()) {
            return new Answer.Refused("own.refused.say-why");
          }
          CheckId check = Ownership.disowned(id);
          if (moment.open(check, person).isPresent()) {
            return new Answer.AlreadySo();
          }
          String name = moment.present().touchpoint(id).orElseThrow().name();
          Finding finding = Ownership.disowned(moment.name(person), name, reason, moment.now());
          moment
              .work()
              .save(Incidents.about(check, person, Audience.LEAD, List.of(finding), moment.now()));
          moment.note(Event.Type.DISOWNED, check, person, null, reason, actor);
          return new Answer.Done();
        });
  }

  /** It is theirs after all. */
  Answer own(String id, String person, Acting.Actor actor) {
    return act(
        "theirs after all",
        id,
        actor,
        moment -> {
          if (!isTheirs(moment, id, person)) {
            return new Answer.Refused("own.refused.not-yours");
          }
          CheckId check = Ownership.disowned(id);
          if (moment.open(check, person).isEmpty()) {
            return new Answer.AlreadySo();
          }
          String words = "theirs after all";
          moment.note(Event.Type.OWNER_CONFIRMED, check, person, null, words, actor);
          moment.close(check, person, Reason.OWNER_CONFIRMED);
          return new Answer.Done();
        });
  }

  private static String shortened(String reason) {
    String stripped = reason.strip();
    return stripped.length() <= LONGEST_REASON ? stripped : stripped.substring(0, LONGEST_REASON);
  }
}
