package io.wellkept.probe.freshness;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads the date that stands in an address: /2020/10/05/, /2020-10-05-title, /20201005/. */
final class AddressDates {
  private static final int FIRST_YEAR = 1995;
  private static final int LAST_YEAR = 2099;
  private static final int LONGEST = 2_000;

  private final String text;
  private @Nullable LocalDate day;
  private @Nullable YearMonth month;
  private @Nullable String quote;

  /**
   * What an address says.
   *
   * @param day the day; null if none is said
   * @param month the month, also of the day; null if none is said
   * @param quote where it stands; null if nothing is said
   */
  record Read(@Nullable LocalDate day, @Nullable YearMonth month, @Nullable String quote) {}

  private AddressDates(String text) {
    this.text = text;
  }

  /** Reads path and query of an address, whatever stands there. */
  static Read in(String address) {
    int scheme = address.indexOf("://");
    int path = address.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    if (path < 0) {
      return new Read(null, null, null);
    }
    String text = address.substring(path, Math.min(address.length(), path + LONGEST));
    AddressDates dates = new AddressDates(text);
    dates.scan();
    return new Read(dates.day, dates.month, dates.quote);
  }

  private void scan() {
    int at = 0;
    while (at < text.length() && day == null) {
      int end = digitsEnd(at);
      if (end == at) {
        at++;
        continue;
      }
      if (end - at == 4) {
        fromYear(at, end);
      } else if (end - at == 8) {
        take(StampText.compactDay(text.substring(at, end)), at, end);
      } else if (end - at <= 2) {
        fromDay(at, end);
      }
      at = end;
    }
  }

  private void fromYear(int at, int end) {
    int year = number(at, end);
    char mark = charAt(end);
    if (year < FIRST_YEAR || year > LAST_YEAR || !mark(mark)) {
      return;
    }
    int monthEnd = digitsEnd(end + 1);
    int value = monthEnd - end - 1 <= 2 && monthEnd > end + 1 ? number(end + 1, monthEnd) : 0;
    if (monthEnd == end + 1) {
      monthEnd = wordEnd(end + 1);
      value = MonthNames.of(null).month(text.substring(end + 1, monthEnd));
    }
    if (value < 1 || value > 12) {
      compactBehind(year, end + 1, monthEnd);
      return;
    }
    int dayEnd = mark(charAt(monthEnd)) ? digitsEnd(monthEnd + 1) : monthEnd;
    int digits = dayEnd - monthEnd - 1;
    int of = digits == 1 || digits == 2 ? number(monthEnd + 1, dayEnd) : 0;
    // 2020-10-05 and 2020/10/05, but not 2020-10/05
    boolean same = mark == charAt(monthEnd);
    if (same && of >= 1 && of <= Month.of(value).length(Year.isLeap(year))) {
      take(LocalDate.of(year, value, of), at, dayEnd);
    } else if (mark == '/' && charAt(monthEnd) == '/' && month == null) {
      month = YearMonth.of(year, value);
      quote = text.substring(at, monthEnd);
    }
  }

  /** /2020/1005/. */
  private void compactBehind(int year, int from, int to) {
    if (to - from == 4 && digitsEnd(from) == to) {
      take(StampText.compactDay(year + text.substring(from, to)), from - 5, to);
    }
  }

  /** 05-10-2020: only if it cannot be read in two ways. */
  private void fromDay(int at, int end) {
    char mark = charAt(end);
    int second = digitsEnd(end + 1);
    int third = digitsEnd(second + 1);
    boolean shape =
        mark(mark)
            && second - end - 1 >= 1
            && second - end - 1 <= 2
            && charAt(second) == mark
            && third - second - 1 == 4;
    if (!shape) {
      return;
    }
    int one = number(at, end);
    int other = number(end + 1, second);
    int year = number(second + 1, third);
    int value = one > 12 || one == other ? other : other > 12 ? one : 0;
    int of = one > 12 ? one : other;
    boolean real =
        value >= 1
            && value <= 12
            && of >= 1
            && year >= FIRST_YEAR
            && year <= LAST_YEAR
            && of <= Month.of(value).length(Year.isLeap(year));
    if (real) {
      take(LocalDate.of(year, value, of), at, third);
    }
  }

  private void take(@Nullable LocalDate found, int from, int to) {
    if (found != null && found.getYear() >= FIRST_YEAR && found.getYear() <= LAST_YEAR) {
      day = found;
      month = YearMonth.from(found);
      quote = text.substring(from, to);
    }
  }

  private static boolean mark(char c) {
    return c == '/' || c == '-' || c == '_' || c == '.';
  }

  private int digitsEnd(int at) {
    int end = at;
    while (charAt(end) >= '0' && charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private int wordEnd(int at) {
    int end = at;
    while (Character.isLetter(charAt(end))) {
      end++;
    }
    return end;
  }

  private int number(int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private char charAt(int at) {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
