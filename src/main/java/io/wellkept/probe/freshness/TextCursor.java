package io.wellkept.probe.freshness;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at places of a text. Each question looks at a bounded number of characters behind it. */
class TextCursor {
  static final int FIRST_YEAR = 1900;
  static final int LAST_YEAR = 2100;
  private static final int MOST_SPACES = 4;
  private static final int LONGEST_NUMBER = 9;

  /** Between day, month and year: 5 <i>de</i> octubre <i>de</i> 2020, the 5th <i>of</i> October. */
  private static final Set<String> BETWEEN =
      Set.of("de", "del", "of", "da", "do", "den", "d", "ta", "thang", "tháng", "năm", "nam");

  /** Between the days of a range. */
  private static final Set<String> TO =
      Set.of(
          "to", "until", "till", "through", "thru", "bis", "zum", "au", "al", "a", "hasta", "até",
          "ate", "tot", "do", "til", "по", "до", "έως", "fino");

  final String text;
  final int length;

  /**
   * A whole number.
   *
   * @param value its value
   * @param digits how many digits it has
   * @param end behind its last digit
   */
  record Digits(int value, int digits, int end) {
    boolean day() {
      return digits <= 2 && value >= 1 && value <= 31;
    }

    boolean month() {
      return digits <= 2 && value >= 1 && value <= 12;
    }

    boolean year() {
      return digits == 4 && value >= FIRST_YEAR && value <= LAST_YEAR;
    }
  }

  TextCursor(String text, int length) {
    this.text = text;
    this.length = length;
  }

  /** The value of a digit of any script; -1 if it is none. */
  static int digit(char c) {
    if (c < 0x80) {
      return c >= '0' && c <= '9' ? c - '0' : -1;
    }
    return Character.digit(c, 10);
  }

  int endOfNumber(int at) {
    int end = at;
    while (end < length && digit(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  int endOfWord(int at) {
    int end = at;
    while (end < length && MonthNames.inWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Behind "-" or a word such as "bis"; the same place if there is none. */
  int skipTo(int at) {
    int p = spaces(at);
    char c = charAt(p);
    if (c == '-' || c == '–' || c == '—' || c == '~' || c == '〜') {
      return spaces(p + 1);
    }
    int end = endOfWord(p);
    if (end > p && end - p <= 8 && TO.contains(text.substring(p, end).toLowerCase(Locale.ROOT))) {
      if (text.startsWith("bis zum", p) || text.startsWith("fino al", p)) {
        end = p + 7;
      }
      return spaces(end);
    }
    if (text.startsWith("t/m", p)) {
      return spaces(p + 3);
    }
    return at;
  }

  /** A number or version does not go on here. */
  boolean ends(int at) {
    char c = charAt(at);
    return digit(c) < 0 && !((c == '.' || c == '/') && digit(charAt(at + 1)) >= 0);
  }

  int colons(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += text.charAt(i) == ':' ? 1 : 0;
    }
    return count;
  }

  /** Behind st, nd, rd, th, er, º, ª, -го. */
  int ordinal(int at) {
    char c = charAt(at);
    if (c == 'º' || c == 'ª' || c == '°') {
      return at + 1;
    }
    for (String suffix : new String[] {"st", "nd", "rd", "th", "er", "-го", "e", "ο"}) {
      int end = at + suffix.length();
      if (text.startsWith(suffix, at) && (end >= length || !MonthNames.inWord(charAt(end)))) {
        return end;
      }
    }
    return at;
  }

  int between(int at) {
    int p = at;
    for (int words = 0; words < 2; words++) {
      int end = endOfWord(p);
      boolean filler =
          end > p
              && end - p <= 5
              && BETWEEN.contains(text.substring(p, end).toLowerCase(Locale.ROOT));
      if (!filler) {
        return p;
      }
      p = spaces(skip(end, "'’"));
    }
    return p;
  }

  @Nullable Digits number(int at) {
    int value = 0;
    int p = at;
    while (p < length && p - at < LONGEST_NUMBER) {
      int digit = digit(text.charAt(p));
      if (digit < 0) {
        break;
      }
      value = value * 10 + digit;
      p++;
    }
    return p == at ? null : new Digits(value, p - at, p);
  }

  int spaces(int at) {
    int p = at;
    while (p < length && p - at < MOST_SPACES && blank(text.charAt(p))) {
      p++;
    }
    return p;
  }

  static boolean blank(char c) {
    return c == ' '
        || c == '\n'
        || c == '\t'
        || c == '\r'
        || c == '\u00a0'
        || c == '\u202f'
        || c == '\u200f'
        || c == '\u200e'
        || c == '\u2009'
        || c == '\u3000';
  }

  int skip(int at, String marks) {
    return at < length && marks.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
  }

  char charAt(int at) {
    return at < length ? text.charAt(at) : '\0';
  }
}
