package io.wellkept.web;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Sentence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is away, as said at run time. Those who stand in are told once. */
final class Absences {
  private static final Logger LOG = LoggerFactory.getLogger(Absences.class);
  private static final int MOST_DAYS = 366;

  /** More than anybody plans; each is a message to whoever stands in. */
  private static final int MOST = 20;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final WebContext context;

  Absences(WebContext context) {
    this.context = context;
  }

  /** Why nobody can be away on these days; empty if they can. */
  static Optional<Sentence> refuse(LocalDate from, LocalDate until, LocalDate today) {
    if (until.isBefore(from)) {
      return Optional.of(Sentence.of("own.until-before-from"));
    }
    return until.isAfter(today.plusDays(MOST_DAYS))
        ? Optional.of(Sentence.of("own.too-far-ahead", MOST_DAYS))
        : Optional.empty();
  }

  static List<PlanOverride.Away> inForce(Ledger.View view, Person person, Instant now) {
    return view.overrides().stream()
        .filter(PlanOverride.Away.class::isInstance)
        .map(PlanOverride.Away.class::cast)
        .filter(absence -> absence.person().equals(person.id()) && absence.inForce(now))
        .toList();
  }

  /**
   * @param actor who says so: the person, or somebody for them
   */
  Owning.Answer begin(Person person, Absence days, Acting.Actor actor, Instant now) {
    Instant end = days.until().plusDays(1).atStartOfDay(person.zone()).toInstant();
    String id = Ids.of("away", person.id(), days.toString(), now.toString());
    Owning.Answer answer =
        context
            .ledger()
            .write(work -> {
              work.alone(Owning.WORD);
              List<PlanOverride.Away> before = inForce(work, person, now);
              if (before.stream().anyMatch(a -> a.days().equals(days))) {
                return new Owning.Answer.AlreadySo();
              }
              if (before.size() >= MOST) {
                return new Owning.Answer.Refused("own.refused.away-often", before.size());
              }
              // In force at once, so that the ladder sees days to come; the days say when it
              // counts.
              work.add(new PlanOverride.Away(id, actor.person(), now, end, person.id(), days));
              tellStandIns(work, person, days, actor, now);
              wake(work, person, now);
              return new Owning.Answer.Done();
            });
    logged(answer instanceof Owning.Answer.Done, person, actor);
    return answer;
  }

  /** False if there was none. */
  boolean end(Person person, Acting.Actor actor, Instant now) {
    boolean changed =
        context
            .ledger()
            .write(work -> {
              work.alone(Owning.WORD);
              List<PlanOverride.Away> inForce = inForce(work, person, now);
              inForce.forEach(absence -> work.end(absence.id(), now));
              if (!inForce.isEmpty()) {
                work.append(event(person, actor, "back again", now));
                closeWord(work, person, now);
                wake(work, person, now);
              }
              return !inForce.isEmpty();
            });
    return logged(changed, person, actor);
  }

  private static boolean logged(boolean changed, Person person, Acting.Actor actor) {
    if (changed) {
      LOG.atInfo()
          .setMessage("Who is away was changed.")
          .addKeyValue("person", person.id())
          .addKeyValue("by", actor.person())
          .addKeyValue("via", actor.via())
          .log();
    }
    return changed;
  }

  /** One word holds for all that the person looks after; a later one takes its place. */
  private void tellStandIns(
      Ledger.Work work, Person person, Absence days, Acting.Actor actor, Instant now) {
    String when = "from " + DAY.format(days.from()) + " until " + DAY.format(days.until());
    work.append(event(person, actor, when, now));
    List<Touchpoint> theirs = context.planAt(work, now).ownedBy(person.id());
    closeWord(work, person, now);
    if (theirs.isEmpty()) {
      return;
    }
    String names = String.join(", ", theirs.stream().map(Touchpoint::name).toList());
    Finding away =
        Ownership.away(person.name() + " is away " + when, now)
            .with("what " + person.name() + " looks after", names);
    work.save(Incidents.about(Ownership.AWAY, person.id(), Audience.STAND_INS, List.of(away), now));
  }

  private static void closeWord(Ledger.Work work, Person person, Instant now) {
    work.openIncidents(List.of(Ownership.AWAY)).stream()
        .filter(word -> word.subject().equals(person.id()))
        .forEach(word -> work.save(Incidents.close(word, Reason.BACK_AGAIN, now)));
  }

  private static Event event(Person person, Acting.Actor actor, String text, Instant now) {
    String words = actor.speaksFor(person.id(), person.name()) + text + " (by " + actor.via() + ")";
    return new Event(now, Event.Type.AWAY, Ownership.AWAY, null, actor.person(), null, words);
  }

  /** Lets the ladder decide anew about whatever the person may be waited for. */
  private void wake(Ledger.Work work, Person person, Instant now) {
    Plan plan = context.planAt(work, now);
    Predicate<Incident> concerns =
        incident ->
            incident.told().stream().anyMatch(told -> told.person().equals(person.id()))
                || plan.touchpoint(incident.check().touchpoint())
                    .filter(touchpoint -> answers(touchpoint, person))
                    .isPresent();
    work.openIncidents().stream()
        .filter(concerns)
        .forEach(incident -> work.save(incident.wakeAt(now)));
  }

  private static boolean answers(Touchpoint touchpoint, Person person) {
    return touchpoint.owner().equals(person.id()) || touchpoint.backups().contains(person.id());
  }
}
