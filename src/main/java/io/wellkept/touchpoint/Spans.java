package io.wellkept.touchpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them: {@code 30s}, {@code 1h30m}, "2 days". */
public final class Spans {
  /** One or more numbers with a unit: ms, s, m, h, d, w; blanks between them are allowed. */
  public static final String PATTERN = "(\\d+\\s*(ms|s|m|h|d|w)\\s*)+";

  private static final Pattern WHOLE = Pattern.compile(PATTERN);
  private static final Pattern PART = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d|w)");

  private Spans() {}

  /**
   * Reads a duration such as {@code 90s}, {@code 1h 30m} or {@code 2w}; a day has 24 hours.
   *
   * @throws IllegalArgumentException if the text is of another form or beyond what a long of
   *     milliseconds holds
   */
  public static Duration parse(String text) {
    String trimmed = text.strip();
    if (!WHOLE.matcher(trimmed).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration: write for example 30s, 5m, 1h30m or 2d");
    }
    Matcher parts = PART.matcher(trimmed);
    long millis = 0;
    try {
      while (parts.find()) {
        millis =
            Math.addExact(
                millis, Math.multiplyExact(Long.parseLong(parts.group(1)), unit(parts.group(2))));
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is too long a duration", e);
    }
    return Duration.ofMillis(millis);
  }

  private static long unit(String name) {
    return switch (name) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      case "w" -> 604_800_000;
      default -> throw new IllegalStateException("unit " + name + " passed the pattern");
    };
  }

  /** The shortest form that {@link #parse} reads back, for example {@code 1h30m}. */
  public static String text(Duration span) {
    if (span.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, span.toDays(), "d");
    append(text, span.toHoursPart(), "h");
    append(text, span.toMinutesPart(), "m");
    append(text, span.toSecondsPart(), "s");
    append(text, span.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount != 0) {
      text.append(amount).append(unit);
    }
  }

  /** Rounded to what matters to a reader, the two largest units: "3 hours 20 minutes". */
  public static String words(Duration span) {
    Duration size = span.abs();
    if (size.compareTo(Duration.ofSeconds(1)) < 0) {
      return size.toMillis() == 0 ? "no time" : size.toMillis() + " milliseconds";
    }
    List<String> parts = new ArrayList<>();
    word(parts, size.toDays(), "day");
    word(parts, size.toHoursPart(), "hour");
    if (size.toDays() == 0) {
      word(parts, size.toMinutesPart(), "minute");
    }
    if (size.toHours() == 0) {
      word(parts, size.toSecondsPart(), "second");
    }
    return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
  }

  private static void word(List<String> parts, long amount, String unit) {
    if (amount != 0) {
      parts.add(String.format(Locale.ROOT, "%d %s%s", amount, unit, amount == 1 ? "" : "s"));
    }
  }
}
