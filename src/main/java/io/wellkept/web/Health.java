package io.wellkept.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the loops say of themselves. */
public interface Health {
  /** Every loop that must run, in a steady order. */
  List<Loop> loops();

  /**
   * One loop.
   *
   * @param completed when it last completed a round; before the first, when it was started
   * @param within how long ago that may be at most
   */
  record Loop(String name, Instant completed, Duration within) {
    boolean late(Instant now) {
      return completed.plus(within).isBefore(now);
    }
  }
}
