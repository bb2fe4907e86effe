package io.wellkept.web;

import io.wellkept.touchpoint.Measurement;
import io.wellkept.words.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Measurements as people read them. */
final class Measures {
  /** Nobody reads so many seconds. */
  private static final double SPOKEN_FROM = 2 * 86_400;

  /** What is measured of each part of a way: the name of that part is before it. */
  private static final List<String> OF_A_PART =
      List.of("_intended_seconds", "_median_seconds", "_p90_seconds", "_cases", "_waiting");

  /** What becomes of those who came to a stage: its name is between these. */
  private static final List<String> OF_A_STAGE =
      List.of("left_after_", "went_back_from_", "skipped_");

  private static final String PERCENT = "_percent";

  private Measures() {}

  static TouchpointView.Measured words(Measurement measurement, Words words) {
    String name = name(measurement.name(), words);
    return new TouchpointView.Measured(name, value(measurement, words));
  }

  /** How the figure is called; what has no name of its own is called as programs call it. */
  private static String name(String name, Words words) {
    if (words.knows("measured." + name)) {
      return words.say("measured." + name);
    }
    if (name.startsWith(Measurement.SPEND)) {
      String currency = name.substring(Measurement.SPEND.length()).toUpperCase(Locale.ROOT);
      return words.say("measured.spend-in", currency);
    }
    for (String end : OF_A_PART) {
      if (name.endsWith(end)) {
        return words.say("measured.part." + end.substring(1), part(before(name, end), words));
      }
    }
    for (String start : OF_A_STAGE) {
      if (name.startsWith(start) && name.endsWith(PERCENT)) {
        String stage = plain(before(name.substring(start.length()), PERCENT));
        return words.say("measured.stage." + start.substring(0, start.length() - 1), stage);
      }
    }
    return plain(name);
  }

  /** "order to parcel", of {@code order_to_parcel}. */
  static String part(String name, Words words) {
    int middle = name.indexOf("_to_");
    return middle < 0
        ? plain(name)
        : words.say(
            "measured.from-to",
            plain(name.substring(0, middle)),
            plain(name.substring(middle + "_to_".length())));
  }

  private static String before(String name, String end) {
    return name.substring(0, name.length() - end.length());
  }

  private static String plain(String name) {
    return name.replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static String value(Measurement measurement, Words words) {
    String name = measurement.name();
    double value = measurement.value();
    if (name.endsWith("_seconds")) {
      if (value >= SPOKEN_FROM) {
        return words.span(Duration.ofSeconds((long) value));
      }
      return value < 1
          ? words.say("measured.in.millis", rounded(Math.round(value * 1000), words))
          : words.say("measured.in.seconds", rounded(value, words));
    }
    if (name.endsWith("_bytes")) {
      return bytes(value, words);
    }
    if (name.endsWith("_days_left")) {
      double left = Math.floor(value);
      return words.say("measured.in.days-left", rounded(left, words), left);
    }
    if (name.endsWith("_days")) {
      return words.say("measured.in.days", rounded(value, words), value);
    }
    return name.endsWith(PERCENT)
        ? words.say("measured.in.percent", rounded(value, words))
        : rounded(value, words);
  }

  private static String bytes(double value, Words words) {
    return value < 1024
        ? words.say("measured.in.bytes", rounded(value, words))
        : value < 1024 * 1024
            ? words.say("measured.in.kilobytes", rounded(value / 1024, words))
            : words.say("measured.in.megabytes", rounded(value / 1024 / 1024, words));
  }

  /** Three digits, as the language writes them. */
  private static String rounded(double value, Words words) {
    if (!Double.isFinite(value)) {
      return words.say("measured.in.no-number");
    }
    NumberFormat format = NumberFormat.getNumberInstance(words.locale());
    format.setMaximumFractionDigits(20);
    format.setGroupingUsed(false);
    return format.format(BigDecimal.valueOf(value).round(new MathContext(3)));
  }
}
