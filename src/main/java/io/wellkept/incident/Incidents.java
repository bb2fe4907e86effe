package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a look means for the incidents of its check. */
public final class Incidents {
  /** The subject of the operators' incident about a check that cannot look. */
  public static final String BLIND = "blind";

  /**
   * The name of the check that no machine is: incidents that people reported. No check of a plan
   * may have it.
   */
  public static final String REPORTED = "reported";

  private Incidents() {}

  /**
   * The rules for one check.
   *
   * @param threshold findings with less confidence open no incident
   * @param muted keys of findings that a person muted
   * @param timing how long a check may be blind before the operators hear it, and how long what was
   *     unsteady must be fine
   * @param maintenance whether the touchpoint is under maintenance: what is seen then is no news
   */
  public record Terms(
      Schedule schedule, double threshold, Set<String> muted, Timing timing, boolean maintenance) {
    public Terms {
      muted = Set.copyOf(muted);
    }

    boolean oneLookIsEnough() {
      return schedule.confirm().isZero();
    }

    Steadiness steadiness() {
      return new Steadiness(schedule, timing.steadyFor());
    }
  }

  /**
   * What follows.
   *
   * @param changed incidents to store; those whose {@code wakeAt} has come want the ladder at once
   * @param finished an hour that is complete and belongs to history; null if the hour goes on
   * @param lookAgainAt a second look that came before the schedule's; null if none is needed
   */
  public record Step(
      CheckState next,
      List<Incident> changed,
      List<Event> events,
      Reason why,
      @Nullable Tally finished,
      @Nullable Instant lookAgainAt) {}

  /**
   * Takes one observation in.
   *
   * @param open the check's incidents that are not resolved
   * @param memory what the judge wants to remember
   */
  public static Step step(
      CheckState state,
      List<Incident> open,
      Observation observation,
      Memory memory,
      Terms terms,
      Instant now) {
    return switch (observation) {
      case Observation.Blind(Fault fault) -> blind(state, open, fault, memory, terms, now);
      case Observation.Seen seen -> new Sight(state, terms, now).take(open, seen, memory);
    };
  }

  /** Ends an incident whose check is no longer looked at. */
  public static Incident close(Incident incident, Reason because, Instant now) {
    return incident.standing(new Standing.Resolved(now, because)).wakeAt(now);
  }

  /** The line of history for {@link #close} and for what a look resolved. */
  public static Event closed(Incident incident, Reason because, Instant now) {
    return event(now, Event.Type.RESOLVED, incident, because, "");
  }

  /** Opens an incident that tells the operators of a trouble of Wellkept's own. */
  public static Incident trouble(
      CheckId about, String subject, Severity severity, String headline, Instant now) {
    Finding finding = Finding.of("wellkept." + subject, severity, Condition.UNKNOWN, headline, now);
    return Incident.open(about, subject, Audience.OPERATORS, List.of(finding), now);
  }

  /**
   * Opens an incident that somebody reported. No look ends it: only the word of whoever looks after
   * it does.
   */
  public static Incident reported(
      String touchpoint, String subject, List<Finding> findings, Instant now) {
    CheckId check = new CheckId(touchpoint, REPORTED);
    return Incident.open(check, subject, Audience.OWNERS, findings, now);
  }

  /** The same incident, reported once more: nobody is told again. */
  public static Incident reportedAgain(Incident incident, Finding finding, Instant now) {
    return incident.badWith(List.of(finding), now);
  }

  /** The same with other words: whoever was told hears that there is more. */
  public static Incident reportedMore(Incident incident, Finding finding, Instant now) {
    return incident.badWith(List.of(finding), now).newsAt(now).wakeAt(now);
  }

  /** Whether people reported it, and no machine watches it. */
  public static boolean isReported(Incident incident) {
    return incident.check().check().equals(REPORTED) && incident.audience() == Audience.OWNERS;
  }

  /** Opens an incident about what a person looks after; nobody looks, so nothing confirms it. */
  public static Incident about(
      CheckId what, String person, Audience audience, List<Finding> findings, Instant now) {
    return Incident.open(what, person, audience, findings, now);
  }

  /** The same with what is so now; what is new in kind, or worse, is told. */
  public static Incident still(Incident incident, List<Finding> findings, Instant now) {
    return incident.findings().equals(findings)
        ? incident
        : incident.badWith(findings, now).wakeAt(now);
  }

  private static Step blind(
      CheckState state, List<Incident> open, Fault fault, Memory memory, Terms terms, Instant now) {
    Instant since = state.blindSince() == null ? now : state.blindSince();
    Tally finished = state.tally().covers(now) ? null : state.tally();
    Tally tally = (finished == null ? state.tally() : Tally.of(now)).blindLook();
    CheckState next =
        new CheckState(
            state.check(),
            state.born(),
            now,
            state.lastSeen(),
            since,
            fault,
            state.findings(),
            state.measurements(),
            state.suspicions(),
            memory,
            tally,
            state.swings());
    Duration patience = longer(terms.timing().blindFor(), terms.schedule().every().multipliedBy(2));
    boolean known = open.stream().anyMatch(i -> i.subject().equals(BLIND));
    // that our network is closed is one trouble, however many checks are blind by it
    boolean toldAsOne = fault instanceof Fault.NetworkClosed;
    if (known || toldAsOne || now.isBefore(since.plus(patience))) {
      return new Step(next, List.of(), List.of(), Reason.BLIND, finished, null);
    }
    Finding finding =
        Finding.of(
            "blind." + fault.code(),
            Severity.MAJOR,
            Condition.UNKNOWN,
            "Cannot look: " + fault.words(),
            since);
    Incident incident =
        Incident.open(state.check(), BLIND, Audience.OPERATORS, List.of(finding), now);
    Event event = event(now, Event.Type.BLIND, incident, Reason.BLIND_FOR_LONG, fault.words());
    return new Step(next, List.of(incident), List.of(event), Reason.BLIND_FOR_LONG, finished, null);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static Event event(
      Instant at, Event.Type type, Incident incident, @Nullable Reason reason, String text) {
    return new Event(at, type, incident.check(), incident.id(), null, reason, text);
  }
}
