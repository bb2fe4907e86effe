package io.wellkept.incident;

import io.wellkept.incident.Incidents.Step;
import io.wellkept.incident.Incidents.Terms;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
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

/** One look that saw, being taken in. */
final class Sight {
  private final CheckState state;
  private final Terms terms;
  private final Instant now;
  private final List<Incident> changed = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Suspicion> suspicions = new HashMap<>();
  private final SwingsNow swings;
  private Set<String> gone = Set.of();
  private Reason why = Reason.ALL_FINE;
  private @Nullable Instant lookAgainAt;

  Sight(CheckState state, Terms terms, Instant now) {
    this.state = state;
    this.terms = terms;
    this.now = now;
    this.swings = new SwingsNow(state.swings(), terms.steadiness(), now, !terms.maintenance());
  }

  Step take(List<Incident> open, Observation.Seen seen, Memory memory) {
    List<Finding> findings = seen.findings().stream().map(this::sinceEarliest).toList();
    gone = seen.gone();
    Map<String, List<Finding>> counted = countedBySubject(findings);
    Map<String, Incident> incidents = new LinkedHashMap<>();
    open.forEach(incident -> incidents.put(incident.subject(), incident));
    endBlindness(incidents.remove(Incidents.BLIND));
    Set<String> subjects = new TreeSet<>(counted.keySet());
    subjects.addAll(incidents.keySet());
    subjects.addAll(state.suspicions().keySet());
    for (String subject : subjects) {
      List<Finding> bad = counted.getOrDefault(subject, List.of());
      Incident incident = incidents.get(subject);
      if (incident == null) {
        onSuspicion(subject, bad);
      } else if (isUnconfirmed(incident)) {
        onUnconfirmed(incident, bad);
      } else {
        onIncident(incident, bad);
      }
    }
    if (why == Reason.ALL_FINE && !findings.isEmpty()) {
      why = findings.stream().allMatch(this::muted) ? Reason.ONLY_MUTED : Reason.NOT_SURE_ENOUGH;
    }
    return step(findings, seen.measurements(), memory, !counted.isEmpty());
  }

  private static boolean isUnconfirmed(Incident incident) {
    Rhythm rhythm = incident.unsteady();
    return rhythm != null && rhythm.unconfirmed();
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
            tally,
            swings.all());
    return new Step(next, changed, events, why, finished, lookAgainAt);
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
    changed.add(Incidents.close(blindness, Reason.SEES_AGAIN, now));
    events.add(Incidents.event(now, Event.Type.SEES_AGAIN, blindness, Reason.SEES_AGAIN, ""));
  }

  private void onSuspicion(String subject, List<Finding> bad) {
    Suspicion suspicion = state.suspicions().get(subject);
    if (bad.isEmpty()) {
      if (suspicion != null) {
        falseAlarm(subject, suspicion);
      }
      return;
    }
    if (!terms.oneLookIsEnough() && isToBeConfirmed(subject, suspicion, bad)) {
      return;
    }
    Reason because = suspicion == null ? Reason.SEEN_ONCE_IS_ENOUGH : Reason.CONFIRMED;
    Incident incident = Incident.open(state.check(), subject, Audience.OWNERS, bad, now);
    swings.begins(subject, suspicion == null ? now : suspicion.since());
    if (swings.unsteady(subject)) {
      because = Reason.UNSTEADY;
      incident = incident.unsteady(swings.rhythm(subject));
    }
    changed.add(incident);
    String headline = incident.worst().headline();
    events.add(Incidents.event(now, Event.Type.OPENED, incident, because, headline));
    say(because);
  }

  /** A look that comes before the time of the second look says nothing more than the first. */
  private boolean isToBeConfirmed(
      String subject, @Nullable Suspicion suspicion, List<Finding> bad) {
    if (suspicion != null && waited(suspicion.since())) {
      return false;
    }
    Instant since = suspicion == null ? now : suspicion.since();
    suspicions.put(subject, new Suspicion(since, bad));
    lookAgain(since);
    say(Reason.TO_BE_CONFIRMED);
    return true;
  }

  /** Whether a second look may confirm what was seen then; a clock that went back waits no more. */
  private boolean waited(Instant first) {
    return !now.isBefore(first.plus(terms.schedule().confirm())) || now.isBefore(first);
  }

  private void lookAgain(Instant first) {
    Instant second = first.plus(terms.schedule().confirm());
    if (lookAgainAt == null || second.isBefore(lookAgainAt)) {
      lookAgainAt = second;
    }
  }

  private void falseAlarm(String subject, Suspicion suspicion) {
    say(Reason.FALSE_ALARM);
    swings.falseAlarm(subject, suspicion.since());
    if (!swings.unsteady(subject)) {
      return;
    }
    Finding finding = swings.finding(subject, suspicion);
    if (muted(finding)) {
      return;
    }
    Incident incident =
        Incident.open(state.check(), subject, Audience.OWNERS, List.of(finding), now)
            .unsteady(swings.rhythm(subject))
            .fineSince(now);
    changed.add(incident);
    events.add(
        Incidents.event(now, Event.Type.OPENED, incident, Reason.UNSTEADY, finding.headline()));
  }

  /** Nothing was ever confirmed of it: one bad look is one more false alarm, two are a fault. */
  private void onUnconfirmed(Incident incident, List<Finding> bad) {
    String subject = incident.subject();
    Suspicion suspicion = state.suspicions().get(subject);
    if (!bad.isEmpty()) {
      if (!isToBeConfirmed(subject, suspicion, bad)) {
        swings.begins(subject, suspicion == null ? now : suspicion.since());
        Rhythm rhythm = swings.again(incident).confirmed();
        onIncident(incident.unsteady(rhythm).fineSince(null), bad);
      }
      return;
    }
    if (suspicion != null) {
      swings.falseAlarm(subject, suspicion.since());
      changed.add(incident.unsteady(swings.again(incident)).fineSince(now));
      say(Reason.FALSE_ALARM);
      return;
    }
    onFine(incident);
  }

  private void onIncident(Incident incident, List<Finding> bad) {
    if (bad.isEmpty()) {
      onFine(incident);
      return;
    }
    if (terms.maintenance()) {
      onMaintained(incident, bad);
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
      events.add(Incidents.event(now, Event.Type.RELAPSED, incident, Reason.RELAPSED, ""));
      next = swungBack(next).wakeAt(now);
      say(Reason.RELAPSED);
    }
    if (news.isPresent()) {
      Reason because = whyNews(incident, news.get());
      String headline = news.get().headline();
      events.add(Incidents.event(now, Event.Type.UPDATED, incident, because, headline));
      next = endTaking(next).wakeAt(now);
      say(because);
    } else if (!relapsed) {
      say(Reason.STILL_BAD);
    }
    changed.add(next);
  }

  /**
   * History shows when it is bad while it is worked on, not in which way by turns: what is new in
   * kind, or worse, is written when it still stands after it. Nothing follows from it.
   */
  private void onMaintained(Incident incident, List<Finding> bad) {
    if (incident.fineSince() != null) {
      events.add(Incidents.event(now, Event.Type.RELAPSED, incident, Reason.MAINTENANCE, ""));
    }
    changed.add(incident.badMeanwhile(bad, now));
    say(Reason.STILL_BAD);
  }

  private Reason whyNews(Incident incident, Finding news) {
    if (incident.seen().containsKey(news.code())) {
      return Reason.WORSE;
    }
    return news.due() == null || news.hasTime(now) ? Reason.NEW_FINDING : Reason.LATE;
  }

  private Incident swungBack(Incident incident) {
    if (incident.unsteady() == null) {
      return incident;
    }
    swings.begins(incident.subject(), now);
    return incident.unsteady(swings.again(incident));
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
    Instant since = incident.fineSince();
    Rhythm rhythm = incident.unsteady();
    if (rhythm != null) {
      onFineForNow(incident, rhythm, since);
      return;
    }
    if (isKeptOpen(incident)) {
      onFineMeanwhile(incident);
      return;
    }
    if (terms.oneLookIsEnough() || (since != null && waited(since))) {
      Instant fine = since == null ? now : since;
      swings.ends(incident.subject(), fine);
      boolean vanished = gone.contains(incident.subject());
      resolve(incident.fineSince(fine), vanished ? Reason.VANISHED : Reason.RECOVERED);
      return;
    }
    if (since == null) {
      changed.add(incident.fineSince(now));
      events.add(looksFine(incident, Reason.LOOKS_FINE_AGAIN));
    }
    lookAgain(since == null ? now : since);
    say(Reason.LOOKS_FINE_AGAIN);
  }

  /**
   * Who knows of it would hear twice of what is fine and bad again while it is worked on: the first
   * look after the maintenance says whether it is over. What is gone is not seen again.
   */
  private boolean isKeptOpen(Incident incident) {
    return terms.maintenance() && !incident.heard().isEmpty() && !gone.contains(incident.subject());
  }

  private void onFineMeanwhile(Incident incident) {
    if (incident.fineSince() == null) {
      changed.add(incident.fineSince(now));
      events.add(looksFine(incident, Reason.MAINTENANCE));
    }
    say(Reason.LOOKS_FINE_AGAIN);
  }

  /** Something unsteady is over when it was fine for several times its rhythm. */
  private void onFineForNow(Incident incident, Rhythm rhythm, @Nullable Instant since) {
    String subject = incident.subject();
    if (since == null || since.isAfter(now)) {
      swings.ends(subject, now);
      changed.add(incident.unsteady(swings.paused(incident)).fineSince(now));
      events.add(looksFine(incident, Reason.FINE_FOR_NOW));
      say(Reason.FINE_FOR_NOW);
      return;
    }
    boolean steady = !now.isBefore(since.plus(terms.steadiness().steadyAfter(rhythm)));
    if (!steady || isKeptOpen(incident)) {
      say(Reason.FINE_FOR_NOW);
      return;
    }
    resolve(incident, Reason.STEADY_AGAIN);
  }

  private Event looksFine(Incident incident, Reason because) {
    return Incidents.event(now, Event.Type.LOOKS_FINE, incident, because, "");
  }

  private void resolve(Incident incident, Reason because) {
    changed.add(Incidents.close(incident, because, now));
    events.add(Incidents.closed(incident, because, now));
    say(because);
  }

  /** The first subject that has something to say speaks for the look. */
  private void say(Reason reason) {
    if (why == Reason.ALL_FINE) {
      why = reason;
    }
  }
}
