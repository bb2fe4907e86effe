package io.wellkept.incident;

import io.wellkept.touchpoint.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what, and when, about one incident. It compares what should have been said by now
 * with what was said, so asking twice gives nothing twice.
 */
public final class Escalation {
  private Escalation() {}

  /**
   * What the ladder must know beside the incident.
   *
   * @param reachable whether any road leads to the person
   * @param observedUntil until when the touchpoint is new and only observed
   * @param ancestors everything that the touchpoint depends on, directly or by way of others,
   *     nearest first
   * @param concerned ids of those who look after what else the check is about: they are informed
   *     once the ladder has reached somebody, and asked nothing
   * @param storm with which the incident, or the latest news of it, came; null if with none
   * @param maintenance when the touchpoint is under maintenance, since the incident was opened
   */
  public record Situation(
      Policy policy,
      Roster roster,
      Predicate<Person> reachable,
      Instant observedUntil,
      List<Ancestor> ancestors,
      List<String> concerned,
      @Nullable Storm storm,
      Timing timing,
      Pauses maintenance) {
    public Situation {
      ancestors = List.copyOf(ancestors);
      concerned = List.copyOf(concerned);
    }

    boolean heldByStorm(Incident incident, Instant now) {
      return storm != null && storm.holds(incident.severity(), now);
    }
  }

  /**
   * What follows.
   *
   * @param next the incident to store, with the moment at which to ask again
   * @param notices for the outbox
   * @param why what was decided, or what holds everything back
   * @param nobody whether nobody on the whole ladder can be reached: the operators must hear it
   * @param hold what holds everything back; null if nothing does
   */
  public record Decision(
      Incident next,
      List<Notice> notices,
      List<Event> events,
      Reason why,
      boolean nobody,
      @Nullable Hold hold) {
    Decision butNobody() {
      return new Decision(next, notices, events, why, true, hold);
    }

    Decision heldBy(Hold what) {
      return new Decision(next, notices, events, why, nobody, what);
    }
  }

  /** Who is next if nobody reacts, and when. */
  public record Forecast(List<Person> persons, Instant at) {}

  public static Decision next(Incident incident, Situation situation, Instant now) {
    return new Climb(incident, situation, now).decide();
  }

  /**
   * The rung after the present one that has somebody to tell; empty when there is none or when the
   * incident is over, taken, snoozed or held because of what it depends on.
   */
  public static Optional<Forecast> forecast(Incident incident, Situation situation, Instant now) {
    boolean waitsForNobody = incident.resolved() || incident.audience().isAskedNothing();
    if (waitsForNobody || incident.taken().isPresent() || incident.snoozedUntil() != null) {
      return Optional.empty();
    }
    return new Climb(incident, situation, now).forecast();
  }

  /** Why what happens now happens, and who is next; for whoever asks. */
  public static Outlook outlook(Incident incident, Situation situation, Instant now) {
    Decision decision = next(incident, situation, now);
    Hold hold = decision.hold();
    // a wait for what it depends on has no end that is known
    boolean endless = hold != null && hold.why() == Reason.PARENT_IS_BAD;
    return new Outlook(
        decision.why(),
        hold != null,
        endless ? null : decision.next().wakeAt(),
        hold == null ? null : hold.by(),
        afterwards(incident, situation, now).orElse(null));
  }

  /** As {@link #forecast}, and for what is taken or snoozed when that ends. */
  private static Optional<Forecast> afterwards(
      Incident incident, Situation situation, Instant now) {
    if (incident.resolved() || incident.audience().isAskedNothing()) {
      return Optional.empty();
    }
    Incident free = incident.standing(new Standing.Open()).snoozedUntil(null);
    Optional<Standing.Taken> taken = incident.taken();
    if (taken.isPresent()) {
      return new Climb(free, situation, Climb.latest(taken.get().until(), now)).whenItLapses();
    }
    Instant snoozed = incident.snoozedUntil();
    Instant at = snoozed == null ? now : Climb.latest(snoozed, now);
    return new Climb(free, situation, at).forecast();
  }
}
