package io.wellkept.incident;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    /** It cannot be done; a sentence for the person says why and what would work. */
    record Refused(String why) implements Result {}
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
      return new Result.Refused("this is over already: nothing is left to take");
    }
    if (incident.audience().isAskedNothing()) {
      return new Result.Refused("this is for information: there is nothing to take");
    }
    if (!until.isAfter(now)) {
      return new Result.Refused("the promised time has passed already: name a later one");
    }
    if (until.isAfter(now.plus(policy.promiseAtMost()))) {
      return new Result.Refused(
          "a promise here may reach "
              + Spans.words(policy.promiseAtMost())
              + " at most: name an earlier time");
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
      return new Result.Refused("this is over already: nothing is left to snooze");
    }
    if (!until.isAfter(now)) {
      if (incident.snoozedUntil() == null) {
        return new Result.AlreadySo(incident);
      }
      Event event = event(incident, Event.Type.UNSNOOZED, person, now, "");
      return new Result.Done(incident.snoozedUntil(null).wakeAt(now), List.of(event));
    }
    if (until.isAfter(now.plus(policy.promiseAtMost()))) {
      return new Result.Refused(
          "a snooze here may reach "
              + Spans.words(policy.promiseAtMost())
              + " at most: name an earlier time");
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
      return new Result.Refused("our next look tells whether this is repaired");
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
      return new Result.Refused("our looks open it again when it is wrong again");
    }
    if (!(incident.standing() instanceof Standing.Resolved over)) {
      return new Result.AlreadySo(incident);
    }
    if (over.because() != Reason.SETTLED_BY_WORD
        || !now.isBefore(over.at().plus(OPEN_AGAIN_WITHIN))) {
      return new Result.Refused("this is over for good: report it anew");
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
    if (!until.isAfter(now)) {
      throw new IllegalArgumentException("name a day that is still to come");
    }
    if (until.isAfter(now.plus(LONGEST_MUTE))) {
      throw new IllegalArgumentException(
          "a finding can be muted for " + Spans.words(LONGEST_MUTE) + " at most");
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("say in a word why this is not a fault");
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
