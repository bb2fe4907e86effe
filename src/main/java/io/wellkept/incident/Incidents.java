package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a look means for the incidents of its check. */
public final class Incidents {
  /** The subject of the operators' incident about a check that cannot look. */
  public static final String BLIND = "blind";

  private Incidents() {}

  /**
   * The rules for one check.
   *
   * @param threshold findings with less confidence open no incident
   * @param muted keys of findings that a person muted
   * @param blindFor how long a check may be blind before the operators hear it
   */
  public record Terms(Schedule schedule, double threshold, Set<String> muted, Duration blindFor) {
    public Terms {
      muted = Set.copyOf(muted);
    }

    boolean oneLookIsEnough() {
      return schedule.confirm().isZero();
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
      case Observation.Seen(List<Finding> findings, List<Measurement> measurements) ->
          new Sight(state, terms, now).take(open, findings, measurements, memory);
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
            tally);
    Duration patience = longer(terms.blindFor(), terms.schedule().every().multipliedBy(2));
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

  private static Event event(
      Instant at, Event.Type type, Incident incident, @Nullable Reason reason, String text) {
    return new Event(at, type, incident.check(), incident.id(), null, reason, text);
  }

  /** One look that saw, being taken in. */
  private static final class Sight {
    private final CheckState state;
    private final Terms terms;
    private final Instant now;
    private final List<Incident> changed = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Suspicion> suspicions = new HashMap<>();
    private Reason why = Reason.ALL_FINE;
    private boolean lookAgain;

    Sight(CheckState state, Terms terms, Instant now) {
      this.state = state;
      this.terms = terms;
      this.now = now;
    }

    Step take(
        List<Incident> open, List<Finding> seen, List<Measurement> measurements, Memory memory) {
      List<Finding> findings = seen.stream().map(this::sinceEarliest).toList();
      Map<String, List<Finding>> counted = countedBySubject(findings);
      Map<String, Incident> incidents = new LinkedHashMap<>();
      open.forEach(incident -> incidents.put(incident.subject(), incident));
      endBlindness(incidents.remove(BLIND));
      Set<String> subjects = new TreeSet<>(counted.keySet());
      subjects.addAll(incidents.keySet());
      subjects.addAll(state.suspicions().keySet());
      for (String subject : subjects) {
        List<Finding> bad = counted.getOrDefault(subject, List.of());
        Incident incident = incidents.get(subject);
        if (incident != null) {
          onIncident(incident, bad);
        } else {
          onSuspicion(subject, bad);
        }
      }
      if (why == Reason.ALL_FINE && !findings.isEmpty()) {
        why = findings.stream().allMatch(this::muted) ? Reason.ONLY_MUTED : Reason.NOT_SURE_ENOUGH;
      }
      return step(findings, measurements, memory, !counted.isEmpty());
    }

    private Step step(
        List<Finding> findings, List<Measurement> measurements, Memory memory, boolean bad) {
      Tally finished = state.tally().covers(now) ? null : state.tally();
      Tally tally = (finished == null ? state.tally() : Tally.of(now)).look(bad);
      for (Measurement measurement : measurements) {
        if (measurement.name().equals(Measurement.LATENCY)) {
          tally = tally.took(measurement.value());
        }
      }
      CheckState next =
          new CheckState(
              state.check(),
              state.born(),
              now,
              now,
              null,
              null,
              findings,
              measurements,
              suspicions,
              memory,
              tally);
      Instant again = lookAgain ? now.plus(terms.schedule().confirm()) : null;
      return new Step(next, changed, events, why, finished, again);
    }

    private Finding sinceEarliest(Finding finding) {
      return state.findings().stream()
          .filter(before -> before.key().equals(finding.key()))
          .filter(before -> before.since().isBefore(finding.since()))
          .findFirst()
          .map(before -> finding.since(before.since()))
          .orElse(finding);
    }

    private boolean muted(Finding finding) {
      return terms.muted().contains(finding.key());
    }

    private Map<String, List<Finding>> countedBySubject(List<Finding> findings) {
      Map<String, List<Finding>> bySubject = new LinkedHashMap<>();
      for (Finding finding : findings) {
        if (!muted(finding) && finding.confidence() >= terms.threshold()) {
          bySubject.computeIfAbsent(finding.subject(), s -> new ArrayList<>()).add(finding);
        }
      }
      return bySubject;
    }

    private void endBlindness(@Nullable Incident blindness) {
      if (blindness == null) {
        return;
      }
      changed.add(close(blindness, Reason.SEES_AGAIN, now));
      events.add(event(now, Event.Type.SEES_AGAIN, blindness, Reason.SEES_AGAIN, ""));
    }

    private void onSuspicion(String subject, List<Finding> bad) {
      Suspicion suspicion = state.suspicions().get(subject);
      if (bad.isEmpty()) {
        say(Reason.FALSE_ALARM);
        return;
      }
      if (suspicion == null && !terms.oneLookIsEnough()) {
        suspicions.put(subject, new Suspicion(now, bad));
        lookAgain = true;
        say(Reason.TO_BE_CONFIRMED);
        return;
      }
      Reason because = suspicion == null ? Reason.SEEN_ONCE_IS_ENOUGH : Reason.CONFIRMED;
      Incident incident = Incident.open(state.check(), subject, Audience.OWNERS, bad, now);
      changed.add(incident);
      events.add(event(now, Event.Type.OPENED, incident, because, incident.worst().headline()));
      say(because);
    }

    private void onIncident(Incident incident, List<Finding> bad) {
      if (bad.isEmpty()) {
        onFine(incident);
        return;
      }
      Optional<Finding> news = bad.stream().filter(incident::isNews).findFirst();
      boolean relapsed = incident.fineSince() != null;
      Incident next = incident.badWith(bad, now);
      if (next.severity() != incident.severity()) {
        // another severity may mean another ladder, which wants to be asked at once
        next = next.wakeAt(now);
      }
      if (relapsed) {
        events.add(event(now, Event.Type.RELAPSED, incident, Reason.RELAPSED, ""));
        next = next.wakeAt(now);
        say(Reason.RELAPSED);
      }
      if (news.isPresent()) {
        Reason because =
            incident.seen().containsKey(news.get().code()) ? Reason.WORSE : Reason.NEW_FINDING;
        events.add(event(now, Event.Type.UPDATED, incident, because, news.get().headline()));
        next = endTaking(next).wakeAt(now);
        say(because);
      } else if (!relapsed) {
        say(Reason.STILL_BAD);
      }
      changed.add(next);
    }

    private Incident endTaking(Incident incident) {
      if (incident.taken().isEmpty()) {
        return incident;
      }
      String taker = incident.taken().get().by();
      events.add(
          new Event(
              now,
              Event.Type.UNTAKEN,
              incident.check(),
              incident.id(),
              taker,
              Reason.TAKING_ENDED,
              ""));
      return incident.standing(new Standing.Open());
    }

    private void onFine(Incident incident) {
      if (incident.findings().stream().allMatch(this::muted)) {
        resolve(incident, Reason.ONLY_MUTED);
        return;
      }
      if (terms.oneLookIsEnough() || incident.fineSince() != null) {
        Instant fine = incident.fineSince() == null ? now : incident.fineSince();
        resolve(incident.fineSince(fine), Reason.RECOVERED);
        return;
      }
      changed.add(incident.fineSince(now));
      events.add(event(now, Event.Type.LOOKS_FINE, incident, Reason.LOOKS_FINE_AGAIN, ""));
      lookAgain = true;
      say(Reason.LOOKS_FINE_AGAIN);
    }

    private void resolve(Incident incident, Reason because) {
      changed.add(close(incident, because, now));
      events.add(closed(incident, because, now));
      say(because);
    }

    /** The first subject that has something to say speaks for the look. */
    private void say(Reason reason) {
      if (why == Reason.ALL_FINE) {
        why = reason;
      }
    }
  }
}
