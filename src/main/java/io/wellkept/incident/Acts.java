package io.wellkept.incident;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person can do to an incident. Nothing here resolves it, only a look that finds it fine
 * does; except for what people reported, which no look sees. Acting twice is acting once.
 */
public final class Acts {
  private Acts() {}

  /** What became of the act. */
  public sealed interface Result {
    /** Store these; the incident wants to be looked at by the ladder at once. */
    record Done(Incident incident, List<Event> events) implements Result {}

    /** Nothing is to be changed; what was wanted is so already. */
    record AlreadySo(Incident incident) implements Result {}

    /**
     * It cannot be done.
     *
     * @param most how far the person may go; null where that is not what was wrong
     */
    record Refused(Refusal because, @Nullable Duration most) implements Result {
      public Refused(Refusal because) {
        this(because, null);
      }

      /** Why, and what would work, in English. */
      public String why() {
        return because.words(most);
      }
    }
  }

  /**
   * "I take it", with a promise.
   *
   * @param until when it will be mended; after now, and not beyond what the policy allows
   * @param via the road by which the word came
   */
  public static Result take(
      Incident incident,
      String person,
      Instant until,
      String reason,
      String via,
      Policy policy,
      Instant now) {
    if (incident.resolved()) {
      return new Result.Refused(Refusal.NOTHING_TO_TAKE);
    }
    if (incident.audience().isAskedNothing()) {
      return new Result.Refused(Refusal.FOR_INFORMATION);
    }
    if (!until.isAfter(now)) {
      return new Result.Refused(Refusal.PROMISE_HAS_PASSED);
    }
    if (until.isAfter(now.plus(policy.promiseAtMost()))) {
      return new Result.Refused(Refusal.PROMISE_TOO_FAR, policy.promiseAtMost());
    }
    boolean sameAgain =
        incident
            .taken()
            .filter(t -> t.by().equals(person) && t.until().equals(until))
            .filter(t -> t.reason().equals(reason))
            .isPresent();
    if (sameAgain) {
      return new Result.AlreadySo(incident);
    }
    Standing.Taken taken = new Standing.Taken(person, now, until, reason, via);
    Event event = event(incident, Event.Type.TAKEN, person, now, promise(taken));
    return new Result.Done(incident.taken(taken).snoozedUntil(null).wakeAt(now), List.of(event));
  }

  private static String promise(Standing.Taken taken) {
    String why = taken.reason().isBlank() ? "" : ": " + taken.reason();
    String span = Spans.words(Duration.between(taken.at(), taken.until()));
    return "promised within " + span + ", by " + taken.via() + why;
  }

  /** "Not me after all": the ladder goes on where it stood. */
  public static Result giveBack(Incident incident, String person, String via, Instant now) {
    if (incident.taken().isEmpty()) {
      return new Result.AlreadySo(incident);
    }
    Event event = event(incident, Event.Type.UNTAKEN, person, now, "by " + via);
    return new Result.Done(incident.standing(new Standing.Open()).wakeAt(now), List.of(event));
  }

  /**
   * Says nothing about it until then; an end not after now ends a snooze.
   *
   * @param until not beyond what the policy allows a promise: silence reaches no further than a
   *     word
   */
  public static Result snooze(
      Incident incident, String person, Instant until, Policy policy, Instant now) {
    if (incident.resolved()) {
      return new Result.Refused(Refusal.NOTHING_TO_SNOOZE);
    }
    if (!until.isAfter(now)) {
      if (incident.snoozedUntil() == null) {
        return new Result.AlreadySo(incident);
      }
      Event event = event(incident, Event.Type.UNSNOOZED, person, now, "");
      return new Result.Done(incident.snoozedUntil(null).wakeAt(now), List.of(event));
    }
    if (until.isAfter(now.plus(policy.promiseAtMost()))) {
      return new Result.Refused(Refusal.SNOOZE_TOO_FAR, policy.promiseAtMost());
    }
    Event event =
        event(
            incident,
            Event.Type.SNOOZED,
            person,
            now,
            "for " + Spans.words(Duration.between(now, until)));
    return new Result.Done(incident.snoozedUntil(until).wakeAt(now), List.of(event));
  }

  /** "It is settled", for what people reported. */
  public static Result settle(Incident incident, String person, String via, Instant now) {
    if (!Incidents.isReported(incident)) {
      return new Result.Refused(Refusal.A_LOOK_TELLS);
    }
    if (incident.resolved()) {
      return new Result.AlreadySo(incident);
    }
    Event event =
        new Event(
            now,
            Event.Type.RESOLVED,
            incident.check(),
            incident.id(),
            person,
            Reason.SETTLED_BY_WORD,
            "by " + via);
    return new Result.Done(Incidents.close(incident, Reason.SETTLED_BY_WORD, now), List.of(event));
  }

  /** How long after its end what people reported may be opened again. */
  public static final Duration OPEN_AGAIN_WITHIN = Duration.ofDays(14);

  /** "It is not settled after all": a new incident about what people reported. */
  public static Result openAgain(Incident incident, String person, String via, Instant now) {
    if (!Incidents.isReported(incident)) {
      return new Result.Refused(Refusal.A_LOOK_OPENS);
    }
    if (!(incident.standing() instanceof Standing.Resolved over)) {
      return new Result.AlreadySo(incident);
    }
    if (over.because() != Reason.SETTLED_BY_WORD
        || !now.isBefore(over.at().plus(OPEN_AGAIN_WITHIN))) {
      return new Result.Refused(Refusal.OVER_FOR_GOOD);
    }
    Incident again =
        Incidents.reported(
            incident.check().touchpoint(), incident.subject(), incident.findings(), now);
    Event event =
        new Event(
            now,
            Event.Type.OPENED,
            again.check(),
            again.id(),
            person,
            Reason.REPORTED,
            "not settled after all, by " + via);
    return new Result.Done(again, List.of(event));
  }

  /** The longest that a finding may be muted at once. */
  public static final Duration LONGEST_MUTE = Duration.ofDays(90);

  /** Why a finding cannot be muted so; empty if it can. */
  public static Optional<Result.Refused> refusedMute(Instant until, String reason, Instant now) {
    if (!until.isAfter(now)) {
      return Optional.of(new Result.Refused(Refusal.MUTE_HAS_PASSED));
    }
    if (until.isAfter(now.plus(LONGEST_MUTE))) {
      return Optional.of(new Result.Refused(Refusal.MUTE_TOO_FAR, LONGEST_MUTE));
    }
    return reason.isBlank()
        ? Optional.of(new Result.Refused(Refusal.MUTE_WITHOUT_REASON))
        : Optional.empty();
  }

  /**
   * "Not a fault": the finding is shown and never told until then.
   *
   * @throws IllegalArgumentException if the end is not after now or further than {@link
   *     #LONGEST_MUTE}, or no reason is given; the message is for the person
   */
  public static PlanOverride.Mute mute(
      Incident incident,
      Finding finding,
      String person,
      Instant until,
      String reason,
      Instant now) {
    Optional<Result.Refused> refused = refusedMute(until, reason, now);
    if (refused.isPresent()) {
      throw new IllegalArgumentException(refused.get().why());
    }
    return new PlanOverride.Mute(
        Ids.of("mute", incident.check().toString(), finding.key(), now.toString()),
        person,
        now,
        until,
        incident.check(),
        finding.key(),
        reason.strip());
  }

  private static Event event(
      Incident incident, Event.Type type, String person, Instant now, String text) {
    return new Event(now, type, incident.check(), incident.id(), person, null, text);
  }
}
