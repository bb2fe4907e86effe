package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The stylesheet has the colours that mails and charts have, and they can be read. */
final class HueTest {
  /** WCAG 2.2, success criterion 1.4.3. */
  private static final double READABLE = 4.5;

  @Test
  void theStylesheetHasTheSameColours() throws IOException {
    String css = Files.readString(Path.of("src/main/resources/web/wellkept.css"));
    int dark = css.indexOf("prefers-color-scheme: dark");
    for (Condition condition : Condition.values()) {
      Hue hue = Hue.of(condition);
      String name = "--" + condition.name().toLowerCase(Locale.ROOT);
      assertThat(css.substring(0, dark))
          .contains(name + ": " + hue.ink() + ";")
          .contains(name + "-ground: " + hue.ground() + ";");
      assertThat(css.substring(dark))
          .contains(name + ": " + hue.darkInk() + ";")
          .contains(name + "-ground: " + hue.darkGround() + ";");
    }
  }

  @Test
  void canBeReadOnTheirGround() {
    for (Condition condition : Condition.values()) {
      Hue hue = Hue.of(condition);
      assertThat(contrast(hue.ink(), hue.ground())).isGreaterThan(READABLE);
      assertThat(contrast(hue.darkInk(), hue.darkGround())).isGreaterThan(READABLE);
    }
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
  }

  private static double part(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
