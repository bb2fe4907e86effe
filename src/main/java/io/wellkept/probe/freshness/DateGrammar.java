package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a date is written. Each question starts at a place of the text and looks at a
 * bounded number of characters behind it.
 */
final class DateGrammar extends TextCursor {
  private static final Set<String> YEAR_WORDS = Set.of("m", "gada");

  private final MonthNames months;
  private final @Nullable LocalDate near;
  private final @Nullable Boolean monthFirst;
  private final ClockText clock;

  DateGrammar(String text, int length, DateCustom custom) {
    super(text, length);
    this.months = custom.months();
    this.near = custom.near();
    this.monthFirst = custom.monthFirst();
    this.clock = new ClockText(text, length);
  }

  /** The date that begins with this number; null if none does. */
  @Nullable Found atNumber(int at) {
    Digits first = standsAlone(at) ? number(at) : null;
    if (first == null) {
      return null;
    }
    Found found = first.year() ? yearFirst(at, first) : null;
    if (first.day()) {
      found = dayFirst(at, first, true);
    }
    return found;
  }

  /** The date that begins with the name of a month here; null if none does. */
  @Nullable Found atWord(int at) {
    int end = endOfWord(at);
    if (end - at < 3
        || end - at > MonthNames.LONGEST
        || (at > 0 && digit(text.charAt(at - 1)) >= 0)) {
      return null;
    }
    int next = spaces(skip(end, ".,"));
    Digits day = next > end ? number(next) : null;
    int month = day != null && day.day() ? months.month(text.substring(at, end)) : 0;
    return day == null || month == 0 ? null : monthFirst(at, month, day);
  }

  /** Not a piece of a longer number, a version, an address or a price. */
  private boolean standsAlone(int at) {
    if (at == 0) {
      return true;
    }
    char before = text.charAt(at - 1);
    if (before < 0x80 && (Character.isLetterOrDigit(before) || before == '_')) {
      return false;
    }
    boolean mark =
        before == '.' || before == ',' || before == '-' || before == '/' || before == ':';
    return !(mark && at > 1 && digit(text.charAt(at - 2)) >= 0);
  }

  private @Nullable Found yearFirst(int start, Digits year) {
    int p = year.end();
    char mark = charAt(p);
    if (mark == '-' || mark == '/' || mark == '.') {
      Digits month = number(spaces(p + 1));
      if (month == null || !month.month() || charAt(month.end()) != mark) {
        return mark == '.' ? yearThenName(start, year) : null;
      }
      Digits day = number(spaces(month.end() + 1));
      return day == null || !day.day() ? null : whole(start, day.end(), year, month, day);
    }
    p = spaces(p);
    if (charAt(p) == '年' || charAt(p) == '년') {
      Digits month = number(spaces(p + 1));
      return month == null || !month.month() ? null : ideographs(start, year, month);
    }
    return yearThenName(start, year);
  }

  /** 2020. október 5., 2020 m. spalio 5 d., 2020. gada 5. oktobris. */
  private @Nullable Found yearThenName(int start, Digits year) {
    int p = spaces(skip(year.end(), ".,"));
    int end = endOfWord(p);
    if (end == p || end - p > MonthNames.LONGEST) {
      return null;
    }
    String word = text.substring(p, end);
    if (YEAR_WORDS.contains(word)) {
      p = spaces(skip(end, "."));
      Digits day = number(p);
      if (day != null && day.day()) {
        int name = spaces(skip(day.end(), "."));
        int month = monthAt(name);
        return month == 0 ? null : made(start, endOfWord(name), year.value(), month, day.value());
      }
      end = endOfWord(p);
    }
    int month = monthAt(p);
    Digits day = month == 0 ? null : number(spaces(skip(end, ".")));
    return day == null || !day.day()
        ? null
        : made(start, day.end(), year.value(), month, day.value());
  }

  /** Behind 年: 10月5日. */
  private @Nullable Found ideographs(int start, @Nullable Digits year, Digits month) {
    int p = spaces(month.end());
    if (charAt(p) != '月' && charAt(p) != '월') {
      return null;
    }
    Digits day = number(spaces(p + 1));
    if (day == null || !day.day()) {
      return null;
    }
    int end = spaces(day.end());
    end = charAt(end) == '日' || charAt(end) == '일' || charAt(end) == '号' ? end + 1 : day.end();
    return year == null
        ? withoutYear(start, end, month.value(), day.value())
        : made(start, end, year.value(), month.value(), day.value());
  }

  private @Nullable Found dayFirst(int start, Digits first, boolean alone) {
    int p = first.end();
    char mark = charAt(p);
    if (first.month() && (charAt(spaces(p)) == '月' || charAt(spaces(p)) == '월')) {
      return ideographs(start, null, first);
    }
    Found found = null;
    if (mark == '.' || mark == '/' || mark == '-') {
      found = numeric(start, first, mark);
    }
    if (found == null) {
      found = named(start, first);
    }
    return found == null && alone ? range(start, first) : found;
  }

  /** 31.10.2026, 31. 10. 26, 31/10/2026, 10/31/2026, 31-10-2026, 31.10. */
  private @Nullable Found numeric(int start, Digits first, char mark) {
    int p = first.end() + 1;
    Digits second = number(mark == '.' ? spaces(p) : p);
    if (second == null || second.digits() > 2) {
      return null;
    }
    if (charAt(second.end()) != mark) {
      return null;
    }
    int behind = second.end() + 1;
    Digits third = number(mark == '.' ? spaces(behind) : behind);
    if (third != null
        && (third.year() || (third.digits() == 2 && mark != '-'))
        && ends(third.end())) {
      return ordered(start, first, second, third, mark);
    }
    boolean bare = mark == '.' && (third == null || third.end() != behind + third.digits());
    return bare && first.day() && second.month()
        ? withoutYear(start, second.end() + 1, second.value(), first.value())
        : null;
  }

  private @Nullable Found ordered(int start, Digits first, Digits second, Digits third, char mark) {
    int year = third.digits() == 2 ? 2000 + third.value() : third.value();
    boolean dayFirst = first.day() && second.month();
    boolean monthFirstFits = mark != '.' && first.month() && second.day();
    if (dayFirst && monthFirstFits && first.value() != second.value()) {
      if (monthFirst == null) {
        return null;
      }
      dayFirst = !monthFirst;
    }
    if (dayFirst) {
      return made(start, third.end(), year, second.value(), first.value());
    }
    return monthFirstFits ? made(start, third.end(), year, first.value(), second.value()) : null;
  }

  /** 31. Oktober 2026, 31st of October, 5 de octubre de 2020. */
  private @Nullable Found named(int start, Digits day) {
    int p = skip(ordinal(day.end()), ".,-/");
    p = between(spaces(p));
    Digits numbered = number(p);
    int end;
    int month;
    if (numbered != null) {
      boolean counted = text.regionMatches(true, Math.max(0, p - 6), "tháng ", 0, 6);
      month = counted && numbered.month() ? numbered.value() : 0;
      end = numbered.end();
    } else {
      end = endOfWord(p);
      month = monthAt(p);
    }
    if (month == 0) {
      return null;
    }
    int next = between(spaces(skip(end, ".,-/")));
    if (charAt(next) == '\'' || charAt(next) == '’') {
      next++;
    }
    Digits year = number(next);
    if (year != null && year.year()) {
      return made(start, year.end(), year.value(), month, day.value());
    }
    boolean shortYear =
        year != null
            && year.digits() == 2
            && next > end
            && ends(year.end())
            && charAt(year.end()) != ':'
            && "-'’".indexOf(charAt(next - 1)) >= 0;
    return year != null && shortYear
        ? made(start, year.end(), 2000 + year.value(), month, day.value())
        : withoutYear(start, end, month, day.value());
  }

  /** Oct 31st, 2026, October 31, Nov 24-28, Mon Oct 05 10:00:00 +0000 2020. */
  private @Nullable Found monthFirst(int start, int month, Digits day) {
    if (charAt(day.end()) == ':') {
      return null;
    }
    int end = ordinal(day.end());
    Digits last = day;
    int to = skipTo(end);
    Digits second = to > end ? number(to) : null;
    if (second != null
        && second.day()
        && second.value() > day.value()
        && monthAt(afterNumber(second)) == 0) {
      last = second;
      end = ordinal(second.end());
    }
    Found found = yearBehind(start, end, month, last.value());
    return found == null || last.equals(day) ? found : since(found, month, day.value());
  }

  private int afterNumber(Digits number) {
    return spaces(skip(number.end(), "."));
  }

  private @Nullable Found yearBehind(int start, int end, int month, int day) {
    int p = spaces(skip(spaces(end), ","));
    p = between(p);
    Digits year = number(p);
    if (year != null && year.year() && charAt(year.end()) != ':') {
      return made(start, year.end(), year.value(), month, day);
    }
    ClockText.@Nullable Read time = year == null ? null : clock.at(end);
    // only machines put the year last, and they say the seconds
    boolean seconds = time != null && colons(end, time.end()) >= 2;
    Digits behind = time != null && seconds ? number(spaces(time.end())) : null;
    if (time != null && behind != null && behind.year()) {
      return dated(start, behind.end(), behind.value(), month, day, true, time);
    }
    return withoutYear(start, end, month, day);
  }

  /** 24.-28.11., 24. bis 28. November. */
  private @Nullable Found range(int start, Digits first) {
    int end = skip(ordinal(first.end()), ".");
    int to = skipTo(end);
    Digits second = to > end ? number(to) : null;
    if (second == null || !second.day() || second.value() <= first.value()) {
      return null;
    }
    Found found = dayFirst(to, second, false);
    if (found == null || found.day().getDayOfMonth() != second.value()) {
      return null;
    }
    Found whole =
        new Found(
            start, found.end(), found.day(), null, found.time(), found.offset(), found.yearGiven());
    return since(whole, found.day().getMonthValue(), first.value());
  }

  private static Found since(Found found, int month, int day) {
    LocalDate last = found.day();
    LocalDate from = LocalDate.of(last.getYear(), month, day);
    return new Found(
        found.start(), found.end(), last, from, found.time(), found.offset(), found.yearGiven());
  }

  private @Nullable Found whole(int start, int end, Digits year, Digits month, Digits day) {
    return ends(end) ? made(start, end, year.value(), month.value(), day.value()) : null;
  }

  private @Nullable Found made(int start, int end, int year, int month, int day) {
    return dated(start, end, year, month, day, true, clock.at(end));
  }

  private @Nullable Found withoutYear(int start, int end, int month, int day) {
    if (near == null || day > Month.of(month).maxLength() || digit(charAt(end)) >= 0) {
      return null;
    }
    LocalDate best = null;
    for (int year = near.getYear() - 1; year <= near.getYear() + 1; year++) {
      if (month == 2 && day == 29 && !Year.isLeap(year)) {
        continue;
      }
      LocalDate candidate = LocalDate.of(year, month, day);
      if (best == null || distance(candidate, near) < distance(best, near)) {
        best = candidate;
      }
    }
    return best == null
        ? null
        : dated(start, end, best.getYear(), month, day, false, clock.at(end));
  }

  private static long distance(LocalDate one, LocalDate other) {
    return Math.abs(one.toEpochDay() - other.toEpochDay());
  }

  /** The same day and month, in the last year in which it is not behind the limit. */
  static LocalDate latestUpTo(LocalDate day, LocalDate limit) {
    LocalDate same = day.withYear(limit.getYear());
    return same.isAfter(limit) ? day.withYear(limit.getYear() - 1) : same;
  }

  private static @Nullable Found dated(
      int start,
      int end,
      int year,
      int month,
      int day,
      boolean yearGiven,
      ClockText.@Nullable Read time) {
    boolean exists =
        year >= FIRST_YEAR && year <= LAST_YEAR && day <= Month.of(month).length(Year.isLeap(year));
    if (!exists) {
      return null;
    }
    LocalDate date = LocalDate.of(year, month, day);
    return time == null
        ? new Found(start, end, date, null, null, null, yearGiven)
        : new Found(
            start, Math.max(end, time.end()), date, null, time.time(), time.offset(), yearGiven);
  }

  private int monthAt(int at) {
    int end = endOfWord(at);
    boolean possible = end - at >= 3 && end - at <= MonthNames.LONGEST;
    return possible ? months.month(text.substring(at, end)) : 0;
  }
}
