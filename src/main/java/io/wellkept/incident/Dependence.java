package io.wellkept.incident;

import io.wellkept.incident.Escalation.Situation;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an incident must wait for because of what its touchpoint depends on. An ancestor explains no
 * worse fault than its own, and holds only what somebody answers for.
 */
final class Dependence {
  private final Incident incident;
  private final Situation situation;
  private final Instant now;

  private Dependence(Incident incident, Situation situation, Instant now) {
    this.incident = incident;
    this.situation = situation;
    this.now = now;
  }

  static Optional<Hold> hold(Incident incident, Situation situation, Instant now) {
    return situation.ancestors().isEmpty()
        ? Optional.empty()
        : new Dependence(incident, situation, now).hold();
  }

  private Optional<Hold> hold() {
    List<Ancestor> relevant = situation.ancestors().stream().filter(this::isLive).toList();
    return relevant.stream()
        .filter(this::isBad)
        .findFirst()
        .map(this::untilItIsWell)
        .or(() -> relevant.stream().flatMap(a -> afterRecovery(a).stream()).findFirst())
        .or(() -> relevant.stream().flatMap(a -> toBeSeen(a).stream()).findFirst());
  }

  /** What should not exist now, or not yet, is missed by nothing. */
  private boolean isLive(Ancestor ancestor) {
    return !ancestor.touchpoint().live().notYet(now) && !ancestor.touchpoint().live().over(now);
  }

  private boolean isBad(Ancestor ancestor) {
    return ancestor.incidents().stream()
        .filter(its -> !its.resolved() && !isFineForNow(its))
        // anybody may report anything: what a machine saw is not silenced by that
        .filter(its -> !Incidents.isReported(its))
        .anyMatch(its -> explains(ancestor, its) && isAnsweredFor(ancestor, its));
  }

  /** An unsteady one holds while it is bad, not while it is fine between two times. */
  private static boolean isFineForNow(Incident its) {
    return its.unsteady() != null && its.fineSince() != null;
  }

  private boolean explains(Ancestor ancestor, Incident its) {
    return !incident.severity().worseThan(its.severity())
        && (!situation.policy().aroundTheClock() || ladder(ancestor, its).aroundTheClock());
  }

  /** Nobody is woken for what its people may sleep through, nor kept waiting for who sleeps. */
  private static Policy ladder(Ancestor ancestor, Incident its) {
    return ancestor.policies().choose(ancestor.touchpoint().importance(), its.severity());
  }

  /** Whether people know of it, or will; and whether it is more than an old memory. */
  private boolean isAnsweredFor(Ancestor ancestor, Incident its) {
    boolean nobodyReached =
        !its.told().isEmpty()
            && its.told().stream()
                .allMatch(
                    t -> t.outcome() == Told.Outcome.FAILED || t.outcome() == Told.Outcome.SKIPPED);
    return !nobodyReached
        && state(ancestor, its.check())
            .map(state -> !isObserved(ancestor, state) && !isBlindForLong(state))
            .orElse(true);
  }

  private static Optional<CheckState> state(Ancestor ancestor, CheckId check) {
    return ancestor.states().stream().filter(state -> state.check().equals(check)).findFirst();
  }

  private boolean isObserved(Ancestor ancestor, CheckState state) {
    return now.isBefore(state.born().plus(ancestor.touchpoint().observe()));
  }

  private boolean isBlindForLong(CheckState state) {
    Instant since = state.blindSince();
    return since != null && !now.isBefore(since.plus(situation.timing().blindFor()));
  }

  private Hold untilItIsWell(Ancestor ancestor) {
    // its own looks wake what depends on it; this is for the case that nobody does
    Instant again = now.plus(situation.timing().tryLadderAgain());
    return new Hold(Reason.PARENT_IS_BAD, again, ancestor.touchpoint().id(), List.of());
  }

  /** What was seen before the ancestor's end says nothing of the time after it. */
  private Optional<Hold> afterRecovery(Ancestor ancestor) {
    return ancestor.incidents().stream()
        .filter(its -> explains(ancestor, its))
        .flatMap(its -> wellSince(its).stream())
        .max(Comparator.naturalOrder())
        .filter(well -> !well.isAfter(now) && incident.lastBadAt().isBefore(well))
        .map(well -> well.plus(situation.timing().blindFor()))
        .filter(now::isBefore)
        .map(until ->
            new Hold(
                Reason.PARENT_RECOVERED,
                until,
                ancestor.touchpoint().id(),
                List.of(incident.check())));
  }

  private static Optional<Instant> wellSince(Incident its) {
    if (isFineForNow(its)) {
      return Optional.ofNullable(its.fineSince());
    }
    boolean recovered =
        its.standing() instanceof Standing.Resolved over
            && (over.because() == Reason.RECOVERED
                || over.because() == Reason.VANISHED
                || over.because() == Reason.STEADY_AGAIN);
    return recovered && its.standing() instanceof Standing.Resolved over
        ? Optional.of(over.at())
        : Optional.empty();
  }

  /** Before anybody is told, an ancestor that may be the cause is looked at; not for long. */
  private Optional<Hold> toBeSeen(Ancestor ancestor) {
    Duration patience = situation.timing().lookFirst();
    Instant deadline = incident.openedAt().plus(patience);
    boolean waits =
        incident.uncalled() && now.isBefore(deadline) && !incident.openedAt().isAfter(now);
    if (!waits || !mayExplain(ancestor)) {
      return Optional.empty();
    }
    List<CheckState> quick =
        ancestor.touchpoint().checks().stream()
            .filter(check -> answersWithin(check, patience))
            .flatMap(check -> state(ancestor, check.id()).stream())
            .filter(state -> state.blindSince() == null && !isObserved(ancestor, state))
            .toList();
    List<CheckId> old = quick.stream().filter(this::isOlder).map(CheckState::check).toList();
    if (old.isEmpty() && quick.stream().allMatch(state -> state.suspicions().isEmpty())) {
      return Optional.empty();
    }
    Instant soon = now.plus(situation.timing().retryFirst());
    Instant again = Stream.of(soon, deadline).min(Comparator.naturalOrder()).orElseThrow();
    return Optional.of(new Hold(Reason.PARENT_TO_BE_SEEN, again, ancestor.touchpoint().id(), old));
  }

  private boolean mayExplain(Ancestor ancestor) {
    return !situation.policy().aroundTheClock()
        || ancestor
            .policies()
            .choose(ancestor.touchpoint().importance(), Severity.CRITICAL)
            .aroundTheClock();
  }

  /** What acts when it looks, and what is confirmed after hours only, is not asked for this. */
  private static boolean answersWithin(Check check, Duration patience) {
    Duration confirm = check.schedule().confirm();
    return !confirm.isZero() && confirm.compareTo(patience) < 0;
  }

  private boolean isOlder(CheckState state) {
    Instant last = state.lastLook();
    return last == null || last.isBefore(incident.openedAt());
  }
}
