package io.wellkept.report.digest;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Standing;
import io.wellkept.touchpoint.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a touchpoint was wrong: an incident as the time that it took.
 *
 * @param from since when it is wrong, as far as the evidence tells; what had time first, since that
 *     was over
 * @param until when it was fine again; {@link Instant#MAX} if it is not over
 */
record Trouble(Incident incident, Instant from, Instant until, Condition condition) {
  /** Empty for what says nothing about customers, or is not late yet. */
  static Optional<Trouble> of(Incident incident) {
    if (incident.audience() != Audience.OWNERS) {
      return Optional.empty();
    }
    Instant late = incident.lateFrom().orElse(Instant.MIN);
    Instant from = late.isAfter(incident.since()) ? late : incident.since();
    Instant until = end(incident);
    return from.isBefore(until)
        ? Optional.of(new Trouble(incident, from, until, incident.condition()))
        : Optional.empty();
  }

  private static Instant end(Incident incident) {
    if (!(incident.standing() instanceof Standing.Resolved over)) {
      return Instant.MAX;
    }
    @Nullable Instant fine = incident.fineSince();
    return fine != null && fine.isBefore(over.at()) ? fine : over.at();
  }

  boolean openAt(Instant moment) {
    return from.isBefore(moment) && !until.isBefore(moment);
  }

  boolean within(Instant begin, Instant end) {
    return from.isBefore(end) && until.isAfter(begin);
  }

  Stretches stretches(Instant begin, Instant end) {
    Instant first = from.isBefore(begin) ? begin : from;
    Instant last = until.isAfter(end) ? end : until;
    return Stretches.of(first, last);
  }

  /** How long it lasted within that time, less what does not count. */
  Duration lasted(Instant begin, Instant end, Stretches excused) {
    return stretches(begin, end).minus(excused).length();
  }

  double lost() {
    return Weights.lost(condition);
  }

  /** Whether it is over because it was set right, and not because nobody wants to know any more. */
  boolean mended() {
    return incident.standing() instanceof Standing.Resolved over && !over.because().isNoRepair();
  }
}
