package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Stamp;
import io.wellkept.probe.freshness.DateTexts.Found;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date where a machine should find one: an attribute, a value in a script. ISO 8601 is
 * asked for; what stands there is also an epoch, digits without marks, or a sentence.
 */
final class StampText {
  private static final int LONGEST = 80;
  private static final int SECONDS = 10;
  private static final int MILLISECONDS = 13;
  private static final int DAY = 8;

  private StampText() {}

  /** Null if there is no single day, with its year. */
  static @Nullable Stamp of(String value, DateCustom custom) {
    if (value.length() < 6 || value.length() > 4 * LONGEST) {
      return null;
    }
    // JSON may write 2020\/10\/05
    String text = value.replace("\\", "").strip();
    int digits = digits(text);
    if (digits >= DAY) {
      return ofDigits(text, digits, custom);
    }
    if (digits == text.length()) {
      return null;
    }
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    List<Found> found = DateTexts.in(cut, custom.withYear());
    return found.isEmpty() || found.getFirst().range() ? null : Stamp.of(found.getFirst());
  }

  private static int digits(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
      count++;
    }
    return count;
  }

  /** 20201005, 20201005143000, 20201005T1430, 1601902800, 1601902800000. */
  private static @Nullable Stamp ofDigits(String text, int digits, DateCustom custom) {
    boolean whole = digits == text.length();
    if (whole && (digits == SECONDS || digits == MILLISECONDS)) {
      long value = Long.parseLong(text);
      return Stamp.of(
          digits == SECONDS ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value));
    }
    boolean compact = digits == DAY || digits == 14 || digits == 12;
    LocalDate day = compact ? compactDay(text) : null;
    if (day == null) {
      return null;
    }
    String rest = digits == DAY ? text.substring(DAY, Math.min(text.length(), LONGEST)) : "";
    List<Found> found = DateTexts.in(day + rest, custom);
    return found.isEmpty() ? new Stamp(day, null, null) : Stamp.of(found.getFirst());
  }

  /** The day of eight digits; null if they are none. */
  static @Nullable LocalDate compactDay(String digits) {
    try {
      return LocalDate.of(
          Integer.parseInt(digits, 0, 4, 10),
          Integer.parseInt(digits, 4, 6, 10),
          Integer.parseInt(digits, 6, 8, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
