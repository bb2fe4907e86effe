package io.wellkept.incident;

import io.wellkept.touchpoint.Schedule;
import java.time.Duration;
import java.time.Instant;

/**
 * What counts as unsteady, and after which time as steady again, measured by how often a check
 * looks.
 *
 * @param steadyFor the shortest time after which anything is called steady
 */
record Steadiness(Schedule schedule, Duration steadyFor) {
  /** So many confirmed times of being bad within {@link #span} are one unsteady touchpoint. */
  private static final int CONFIRMED = 3;

  /** So many times at all, also those that no second look confirmed. */
  private static final int AT_ALL = 10;

  private static final int LOOKS_IN_SPAN = 288;
  private static final int RHYTHMS = 3;

  /** A day for what is looked at every five minutes; from half a day up to a week. */
  private Duration span() {
    return between(
        schedule.every().multipliedBy(LOOKS_IN_SPAN),
        steadyFor.multipliedBy(24),
        steadyFor.multipliedBy(336));
  }

  /** Without what is too long ago to count. */
  Swings lately(Swings swings, Instant now) {
    return swings.after(now.minus(span()));
  }

  boolean unsteady(Swings lately) {
    return lately.confirmed() >= CONFIRMED || lately.all() >= AT_ALL;
  }

  /**
   * How long it must be fine without a break: several times the longest break in its rhythm so far,
   * at least twelve looks (up to three days), at most a day beyond that. What begins again after it
   * was called steady has a longer break, so each time it takes longer.
   */
  Duration steadyAfter(Rhythm rhythm) {
    Duration least =
        between(schedule.every().multipliedBy(12), steadyFor, steadyFor.multipliedBy(144));
    Duration longest = rhythm.longest();
    return longest == null
        ? least
        : between(longest.multipliedBy(RHYTHMS), least, least.plus(steadyFor.multipliedBy(48)));
  }

  private static Duration between(Duration span, Duration least, Duration most) {
    if (span.compareTo(least) < 0) {
      return least;
    }
    return span.compareTo(most) > 0 ? most : span;
  }
}
