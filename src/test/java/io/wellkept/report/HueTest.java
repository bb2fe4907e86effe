package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.Contrast;
import io.wellkept.touchpoint.Condition;
import java.awt.Color;
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
      assertThat(css.substring(css.indexOf("@media print")))
          .contains(name + ": " + hue.ink() + ";");
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
    return Contrast.of(Color.decode(one), Color.decode(other));
  }
}
