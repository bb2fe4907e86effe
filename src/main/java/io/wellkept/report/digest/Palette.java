package io.wellkept.report.digest;

import io.wellkept.touchpoint.Condition;
import java.awt.Color;

/**
 * The colours of pictures in mails: those of the stylesheet's dark half. A mail program that turns
 * a mail dark leaves its pictures alone, so that a dark ground of their own suits both.
 */
final class Palette {
  static final Color GROUND = new Color(0x1d2327);
  static final Color INK = new Color(0xe8eaea);
  static final Color QUIET = new Color(0xa5adb3);
  static final Color LINE = new Color(0x384046);
  static final Color ACCENT = new Color(0x45b8a2);
  static final Color ON_STRONG = new Color(0x14181b);
  static final Color DONE = new Color(0x173526);
  static final Color GOOD = new Color(0x6fcf94);
  static final Color BAD = new Color(0xff8f87);
  static final Color WARN = new Color(0xf0b35a);
  static final Color LATE = new Color(0xc3a6f2);
  static final Color UNKNOWN = new Color(0xaab4bf);

  private Palette() {}

  static Color of(Condition condition) {
    return switch (condition) {
      case HEALTHY -> GOOD;
      case BROKEN -> BAD;
      case DEGRADED -> WARN;
      case STALE, OVERDUE, UNANSWERED -> LATE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
