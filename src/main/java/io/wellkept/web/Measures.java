package io.wellkept.web;

import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Spans;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Measurements as people read them. */
final class Measures {
  /** Nobody reads so many seconds. */
  private static final double SPOKEN_FROM = 2 * 86_400;

  private Measures() {}

  static TouchpointView.Measured words(Measurement measurement) {
    String name = measurement.name();
    double value = measurement.value();
    if (name.endsWith("_seconds")) {
      String what = plain(name, "_seconds");
      if (value >= SPOKEN_FROM) {
        return new TouchpointView.Measured(what, Spans.words(Duration.ofSeconds((long) value)));
      }
      return value < 1
          ? new TouchpointView.Measured(what, Math.round(value * 1000) + " ms")
          : new TouchpointView.Measured(what, rounded(value) + " s");
    }
    if (name.endsWith("_bytes")) {
      return new TouchpointView.Measured(plain(name, "_bytes"), bytes(value));
    }
    if (name.endsWith("_days_left")) {
      String left = rounded(Math.floor(value)) + " days left";
      return new TouchpointView.Measured(plain(name, "_days_left"), left);
    }
    return new TouchpointView.Measured(plain(name, ""), rounded(value));
  }

  private static String bytes(double value) {
    return value < 1024
        ? rounded(value) + " B"
        : value < 1024 * 1024
            ? rounded(value / 1024) + " KB"
            : rounded(value / 1024 / 1024) + " MB";
  }

  private static String plain(String name, String unit) {
    return name.substring(0, name.length() - unit.length())
        .replace('_', ' ')
        .toLowerCase(Locale.ROOT);
  }

  private static String rounded(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString()
        : "not a number";
  }
}
