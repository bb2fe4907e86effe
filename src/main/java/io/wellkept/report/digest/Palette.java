package io.wellkept.report.digest;

import io.wellkept.report.Hue;
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

  /** What is in order, so quiet that the rest stands out. */
  static final Color DONE = Color.decode(Hue.of(Condition.HEALTHY).darkGround());

  private Palette() {}

  static Color of(Condition condition) {
    return Color.decode(Hue.of(condition).darkInk());
  }
}
