package io.wellkept.report;

import io.wellkept.touchpoint.Condition;

/**
 * The colours of a condition, for pages, mails and charts alike; {@code wellkept.css} has the same.
 * No colour stands alone: a symbol or a word is always with it.
 *
 * @param ink for words and symbols on a light page, as {@code #rrggbb}
 * @param ground behind them
 * @param darkInk for words and symbols on a dark page
 */
public record Hue(String ink, String ground, String darkInk, String darkGround) {
  private static final Hue LATE = new Hue("#6b4aa3", "#f2edfa", "#c3a6f2", "#2d2442");

  public static Hue of(Condition condition) {
    return switch (condition) {
      case HEALTHY -> new Hue("#1b7340", "#eaf4ee", "#6fcf94", "#183025");
      case UNKNOWN -> new Hue("#5a6370", "#eef0f2", "#aab4bf", "#262d33");
      case DEGRADED -> new Hue("#8a5300", "#fbf1df", "#f0b35a", "#38290f");
      case OVERDUE, STALE -> LATE;
      case UNANSWERED -> new Hue("#97327d", "#faecf5", "#f09ad8", "#3d2036");
      case BROKEN -> new Hue("#b3261e", "#fdeceb", "#ff8f87", "#43211f");
    };
  }
}
