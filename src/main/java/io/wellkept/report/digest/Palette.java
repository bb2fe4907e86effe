package io.wellkept.report.digest;

import io.wellkept.report.Hue;
import io.wellkept.touchpoint.Condition;
import java.awt.Color;

/**
 * The colours of pictures in mails: those of the stylesheet.
 *
 * @param onStrong for signs and numbers on the colour of a condition
 * @param dark whether the colours of conditions are those for a dark ground
 */
record Palette(
    Color ground, Color ink, Color quiet, Color line, Color accent, Color onStrong, boolean dark) {
  /** What every mail program shows, and what is printed. */
  static final Palette LIGHT =
      new Palette(
          new Color(0xffffff),
          new Color(0x1d2327),
          new Color(0x596066),
          new Color(0xdcdad2),
          new Color(0x0b6e5f),
          new Color(0xffffff),
          false);

  /** For mail programs that can tell that their reader wants it dark. */
  static final Palette DARK =
      new Palette(
          new Color(0x1d2327),
          new Color(0xe8eaea),
          new Color(0xa5adb3),
          new Color(0x384046),
          new Color(0x45b8a2),
          new Color(0x14181b),
          true);

  Color of(Condition condition) {
    Hue hue = Hue.of(condition);
    return Color.decode(dark ? hue.darkInk() : hue.ink());
  }

  /** What is in order, so quiet that the rest stands out. */
  Color done() {
    Hue hue = Hue.of(Condition.HEALTHY);
    return Color.decode(dark ? hue.darkGround() : hue.ground());
  }
}
