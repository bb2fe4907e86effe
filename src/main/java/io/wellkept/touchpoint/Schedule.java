package io.wellkept.touchpoint;

import java.time.Duration;
import java.time.Instant;

/**
 * When a check looks.
 *
 * @param every the time between two looks; more than zero
 * @param confirm how long after a look that changed the picture the second look comes; zero means
 *     that one look is enough
 */
public record Schedule(Duration every, Duration confirm) {
  public Schedule {
    if (every.isNegative() || every.isZero() || confirm.isNegative()) {
      throw new IllegalArgumentException("a schedule of " + every + " and " + confirm + " is none");
    }
  }

  /** The first moment after now in the rhythm of {@code due}: being late never moves the rhythm. */
  public Instant next(Instant due, Instant now) {
    if (now.isBefore(due)) {
      return due;
    }
    long missed = Duration.between(due, now).dividedBy(every);
    return due.plus(every.multipliedBy(missed + 1));
  }
}
