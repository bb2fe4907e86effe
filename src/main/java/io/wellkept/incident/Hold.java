package io.wellkept.incident;

import io.wellkept.incident.Escalation.Situation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds back everything that the ladder would say of an incident which nobody has taken.
 *
 * @param until when to ask again; null where a look will wake it
 */
record Hold(Reason why, @Nullable Instant until) {
  /** The first of the holds that are in force; empty if the ladder may go on. */
  static Optional<Hold> on(Incident incident, Situation situation, Instant now) {
    if (incident.fineSince() != null) {
      // also a promise that has passed waits: whether it was kept shows at the second look
      return Optional.of(new Hold(Reason.WAITING_FOR_CERTAINTY, null));
    }
    Instant observed = situation.observedUntil();
    if (now.isBefore(observed)) {
      return Optional.of(new Hold(Reason.OBSERVING, observed));
    }
    Instant snoozed = incident.snoozedUntil();
    if (snoozed != null && now.isBefore(snoozed)) {
      return Optional.of(new Hold(Reason.SNOOZED, snoozed));
    }
    if (situation.parentBad() && incident.reached().isEmpty()) {
      // its people would hear of one fault twice; what outlives the parent's is told then
      return Optional.of(new Hold(Reason.PARENT_IS_BAD, now.plus(situation.timing().listAfter())));
    }
    return Optional.empty();
  }
}
