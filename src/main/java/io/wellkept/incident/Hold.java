package io.wellkept.incident;

import io.wellkept.incident.Escalation.Situation;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds back everything that the ladder would say of an incident which nobody has taken.
 *
 * @param until when to ask again
 * @param by id of the touchpoint because of which it is held; null if it is none
 * @param lookFirst checks of which a look is waited for, and that should look soon
 */
public record Hold(Reason why, Instant until, @Nullable String by, List<CheckId> lookFirst) {
  public Hold {
    lookFirst = List.copyOf(lookFirst);
  }

  Hold(Reason why, Instant until) {
    this(why, until, null, List.of());
  }

  /** The first of the holds that are in force; empty if the ladder may go on. */
  static Optional<Hold> on(Incident incident, Situation situation, Instant now) {
    if (incident.fineSince() != null && incident.unsteady() == null) {
      // also a promise that has passed waits: whether it was kept shows at the second look, and
      // while nobody can look it is not called wrong
      Instant again = now.plus(situation.timing().tryLadderAgain());
      return Optional.of(new Hold(Reason.WAITING_FOR_CERTAINTY, again));
    }
    Optional<Hold> maintenance = maintenance(incident, situation, now);
    if (maintenance.isPresent()) {
      return maintenance;
    }
    Instant observed = situation.observedUntil();
    if (now.isBefore(observed)) {
      return Optional.of(new Hold(Reason.OBSERVING, observed));
    }
    Instant snoozed = incident.snoozedUntil();
    if (snoozed != null && now.isBefore(snoozed)) {
      return Optional.of(new Hold(Reason.SNOOZED, snoozed));
    }
    Storm storm = situation.storm();
    if (storm != null && situation.heldByStorm(incident, now) && incident.uncalled()) {
      return Optional.of(new Hold(Reason.STORM, storm.holdsUntil(incident.severity())));
    }
    // its people would hear of one fault twice; what outlives the ancestor's is told then
    return Dependence.hold(incident, situation, now);
  }

  /**
   * While it is worked on nobody is told, and what was seen meanwhile is not told after it: the
   * first look after it decides.
   */
  static Optional<Hold> maintenance(Incident incident, Situation situation, Instant now) {
    Optional<Pause> lasting = situation.maintenance().at(now);
    if (lasting.isPresent()) {
      return Optional.of(new Hold(Reason.MAINTENANCE, lasting.get().until()));
    }
    if (Incidents.isReported(incident)) {
      // no look tells more about what people reported
      return Optional.empty();
    }
    return situation
        .maintenance()
        .lastBefore(now)
        .filter(over -> incident.lastBadAt().isBefore(over.until()))
        .map(over -> over.until().plus(situation.timing().blindFor()))
        .filter(now::isBefore)
        .map(until -> new Hold(Reason.MAINTENANCE_OVER, until, null, List.of(incident.check())));
  }
}
