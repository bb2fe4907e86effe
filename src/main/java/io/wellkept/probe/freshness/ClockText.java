package io.wellkept.probe.freshness;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The time of day that stands beside a date: T10:00:00Z, um 14:30 Uhr, at 2:30 pm, à 9h30. */
final class ClockText {
  private static final int MOST_BETWEEN = 6;

  private static final Set<String> AT =
      Set.of(
          "t", "at", "um", "à", "a", "las", "alle", "ore", "om", "kl", "klo", "o", "в", "о", "u");

  /** Only those that mean one offset wherever they are written. */
  private static final Map<String, ZoneOffset> ZONES =
      Map.of(
          "z",
          ZoneOffset.UTC,
          "utc",
          ZoneOffset.UTC,
          "gmt",
          ZoneOffset.UTC,
          "mez",
          ZoneOffset.ofHours(1),
          "cet",
          ZoneOffset.ofHours(1),
          "mesz",
          ZoneOffset.ofHours(2),
          "cest",
          ZoneOffset.ofHours(2),
          "edt",
          ZoneOffset.ofHours(-4),
          "pdt",
          ZoneOffset.ofHours(-7),
          "pst",
          ZoneOffset.ofHours(-8));

  private final String text;
  private final int length;

  /**
   * A time of day.
   *
   * @param end behind its last character
   * @param time the time
   * @param offset its zone; null if none is said
   */
  record Read(int end, LocalTime time, @Nullable ZoneOffset offset) {}

  ClockText(String text, int length) {
    this.text = text;
    this.length = length;
  }

  /** The time that stands here, with no more than a few marks before it; null if none does. */
  @Nullable Read at(int place) {
    int p = begin(place);
    int hour = p < 0 ? -1 : number(p, 2);
    int digits = hour < 0 ? 0 : digits(p);
    if (hour < 0 || digits > 2) {
      return null;
    }
    p += digits;
    char mark = charAt(p);
    int minute = mark == ':' || mark == '.' || mark == 'h' || mark == 'H' ? number(p + 1, 2) : -1;
    if (minute < 0 || digits(p + 1) != 2) {
      return null;
    }
    p += 3;
    int second = 0;
    if (mark == ':' && charAt(p) == ':' && digits(p + 1) == 2) {
      second = Math.min(number(p + 1, 2), 59);
      p = fraction(p + 3);
    }
    return finished(p, hour, minute, second, mark == '.');
  }

  /** Where the digits begin; -1 if something else stands here. */
  private int begin(int place) {
    int p = place;
    boolean said = false;
    for (int i = 0; i < MOST_BETWEEN; i++) {
      char c = charAt(p);
      if (TextCursor.digit(c) >= 0) {
        return p > place ? p : -1;
      }
      if (TextCursor.blank(c) || ",|-–—·•@(/:.;".indexOf(c) >= 0) {
        p++;
        continue;
      }
      int end = word(p);
      if (said || end == p || !AT.contains(lower(p, end))) {
        return -1;
      }
      said = true;
      p = end;
    }
    return -1;
  }

  private @Nullable Read finished(int at, int hour, int minute, int second, boolean doubtful) {
    int p = blanks(at);
    int end = word(p);
    String word = charAt(p + 1) == '.' ? halfOfDay(p) : lower(p, end);
    int stop = at;
    int hours = hour;
    boolean sure = !doubtful;
    if (word.equals("pm") || word.equals("am")) {
      sure = true;
      hours = hour % 12 + (word.equals("pm") ? 12 : 0);
      stop = charAt(p + 1) == '.' ? p + 4 : end;
    } else if (word.equals("uhr") || word.equals("h") || word.equals("hrs")) {
      sure = true;
      stop = end;
    }
    if (!sure || hours > 23 || minute > 59) {
      return null;
    }
    LocalTime time = LocalTime.of(hours, minute, second);
    Read zoned = zoned(stop, time);
    return zoned == null ? new Read(stop, time, null) : zoned;
  }

  private String halfOfDay(int at) {
    if (text.regionMatches(true, at, "p.m.", 0, 4)) {
      return "pm";
    }
    return text.regionMatches(true, at, "a.m.", 0, 4) ? "am" : "";
  }

  private @Nullable Read zoned(int at, LocalTime time) {
    int p = blanks(at);
    char sign = charAt(p);
    boolean plus = sign == '+';
    if ((plus || sign == '-' || sign == '−') && digits(p + 1) >= 2) {
      return offset(p, plus, time);
    }
    int end = word(p);
    ZoneOffset offset = ZONES.get(lower(p, end));
    return offset == null ? null : new Read(end, time, offset);
  }

  /** +01:00, +0100, +01. */
  private @Nullable Read offset(int at, boolean plus, LocalTime time) {
    int digits = digits(at + 1);
    int hours = number(at + 1, 2);
    int end = at + 1 + digits;
    int minutes = 0;
    if (digits == 4) {
      minutes = number(at + 3, 2);
    } else if (digits == 2 && charAt(end) == ':' && digits(end + 1) == 2) {
      minutes = number(end + 1, 2);
      end += 3;
    } else if (digits != 2 || !plus) {
      // "14:30 - 16" goes on with another hour
      return null;
    }
    if (hours > 14 || minutes > 59) {
      return null;
    }
    int seconds = hours * 3600 + minutes * 60;
    return new Read(end, time, ZoneOffset.ofTotalSeconds(plus ? seconds : -seconds));
  }

  private int fraction(int at) {
    return charAt(at) == '.' || charAt(at) == ',' ? at + 1 + digits(at + 1) : at;
  }

  /** How many digits stand here; ten stand for more. */
  private int digits(int at) {
    int count = 0;
    while (count < 10 && TextCursor.digit(charAt(at + count)) >= 0) {
      count++;
    }
    return count;
  }

  private int number(int at, int most) {
    int value = -1;
    for (int i = 0; i < most && TextCursor.digit(charAt(at + i)) >= 0; i++) {
      value = Math.max(value, 0) * 10 + TextCursor.digit(charAt(at + i));
    }
    return value;
  }

  private int word(int at) {
    int p = at;
    while (p - at < 6 && MonthNames.inWord(charAt(p))) {
      p++;
    }
    return p;
  }

  private int blanks(int at) {
    int p = at;
    while (p - at < 2 && TextCursor.blank(charAt(p))) {
      p++;
    }
    return p;
  }

  private String lower(int from, int to) {
    return text.substring(Math.min(from, length), Math.min(to, length)).toLowerCase(Locale.ROOT);
  }

  private char charAt(int at) {
    return at < length ? text.charAt(at) : '\0';
  }
}
