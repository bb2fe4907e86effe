package io.wellkept.report.digest;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;

/** How much things count in a digest. */
final class Weights {
  /** So many times as much does a place count that has all the spend there is. */
  static final double ALL_THE_SPEND = 4;

  /** Less of the time seen than this is a blind spot. */
  static final double SEEN_ENOUGH = 0.9;

  private Weights() {}

  /** How often a touchpoint counts in the score. */
  static double of(Importance importance) {
    return switch (importance) {
      case LOW -> 1;
      case NORMAL -> 2;
      case HIGH -> 4;
    };
  }

  /** Which part of the time in such a condition is lost, from 0 to 1. */
  static double lost(Condition condition) {
    return switch (condition) {
      case HEALTHY, UNKNOWN -> 0;
      case DEGRADED, OVERDUE -> 0.5;
      case STALE, UNANSWERED -> 0.75;
      case BROKEN -> 1;
    };
  }

  /**
   * How often a place counts where that part of all spend goes.
   *
   * @param part from 0 to 1
   */
  static double ofSpend(double part) {
    return 1 + (ALL_THE_SPEND - 1) * part;
  }
}
