package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.DateTexts.Hints;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a date is written. Each question starts at a place of the text and looks at a
 * bounded number of characters behind it.
 */
final class DateGrammar {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;
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

  private static final Set<String> MONTH_FIRST = Set.of("US", "PH", "PR", "GU", "FM", "PW");
  private static final Set<String> DAY_FIRST_LANGUAGES =
      Set.of(
          "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "nn", "no", "fi", "is", "et", "lv",
          "pl", "cs", "sk", "sl", "hr", "sr", "bg", "ro", "el", "mt", "ga", "uk", "ru", "be", "tr",
          "ar", "he", "id", "ms", "vi", "ca", "gl", "sq", "mk", "bs", "hi");

  private final String text;
  private final int length;
  private final MonthNames months;
  private final @Nullable LocalDate near;
  private final @Nullable Boolean monthFirst;
  private final ClockText clock;

  /**
   * A whole number.
   *
   * @param value its value
   * @param digits how many digits it has
   * @param end behind its last digit
   */
  private record Number(int value, int digits, int end) {
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

  /**
   * How dates are written where the text comes from.
   *
   * @param months the names of months
   * @param monthFirst whether 10/05 is in October; null if nobody knows
   * @param near where dates without a year belong; null if they are not wanted
   */
  record Custom(MonthNames months, @Nullable Boolean monthFirst, @Nullable LocalDate near) {
    static Custom of(Hints hints) {
      String language = hints.language();
      Locale locale =
          language == null ? Locale.ROOT : Locale.forLanguageTag(language.replace('_', '-'));
      return new Custom(
          MonthNames.of(locale.getLanguage()),
          DateGrammar.monthFirst(locale, hints.country()),
          hints.near());
    }

    Custom withYear() {
      return near == null ? this : new Custom(months, monthFirst, null);
    }
  }

  DateGrammar(String text, int length, Custom custom) {
    this.text = text;
    this.length = length;
    this.months = custom.months();
    this.near = custom.near();
    this.monthFirst = custom.monthFirst();
    this.clock = new ClockText(text, length);
  }

  /** The country goes first: "en-US" is what many systems say unless somebody changes it. */
  private static @Nullable Boolean monthFirst(Locale locale, @Nullable String country) {
    if (DAY_FIRST_LANGUAGES.contains(locale.getLanguage())) {
      return false;
    }
    String decisive = country == null ? locale.getCountry() : country;
    if (decisive.isEmpty() || decisive.equals("CA")) {
      return null;
    }
    return MONTH_FIRST.contains(decisive);
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

  /** The date that begins with this number; null if none does. */
  @Nullable Found atNumber(int at) {
    Number first = standsAlone(at) ? number(at) : null;
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
        || at > 0 && digit(text.charAt(at - 1)) >= 0) {
      return null;
    }
    int next = spaces(skip(end, ".,"));
    Number day = next > end ? number(next) : null;
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

  private @Nullable Found yearFirst(int start, Number year) {
    int p = year.end;
    char mark = charAt(p);
    if (mark == '-' || mark == '/' || mark == '.') {
      Number month = number(spaces(p + 1));
      if (month == null || !month.month() || charAt(month.end) != mark) {
        return mark == '.' ? yearThenName(start, year) : null;
      }
      Number day = number(spaces(month.end + 1));
      return day == null || !day.day() ? null : whole(start, day.end, year, month, day);
    }
    p = spaces(p);
    if (charAt(p) == '年' || charAt(p) == '년') {
      Number month = number(spaces(p + 1));
      return month == null || !month.month() ? null : ideographs(start, year, month);
    }
    return yearThenName(start, year);
  }

  /** 2020. október 5., 2020 m. spalio 5 d., 2020. gada 5. oktobris. */
  private @Nullable Found yearThenName(int start, Number year) {
    int p = spaces(skip(year.end, ".,"));
    int end = endOfWord(p);
    if (end == p || end - p > MonthNames.LONGEST) {
      return null;
    }
    String word = text.substring(p, end);
    if (word.equals("m") || word.equals("gada")) {
      p = spaces(skip(end, "."));
      Number day = number(p);
      if (day != null && day.day()) {
        int name = spaces(skip(day.end, "."));
        int month = monthAt(name);
        return month == 0 ? null : made(start, endOfWord(name), year.value, month, day.value);
      }
      end = endOfWord(p);
    }
    int month = monthAt(p);
    Number day = month == 0 ? null : number(spaces(skip(end, ".")));
    return day == null || !day.day() ? null : made(start, day.end, year.value, month, day.value);
  }

  /** Behind 年: 10月5日. */
  private @Nullable Found ideographs(int start, @Nullable Number year, Number month) {
    int p = spaces(month.end);
    if (charAt(p) != '月' && charAt(p) != '월') {
      return null;
    }
    Number day = number(spaces(p + 1));
    if (day == null || !day.day()) {
      return null;
    }
    int end = spaces(day.end);
    end = charAt(end) == '日' || charAt(end) == '일' || charAt(end) == '号' ? end + 1 : day.end;
    return year == null
        ? withoutYear(start, end, month.value, day.value)
        : made(start, end, year.value, month.value, day.value);
  }

  private @Nullable Found dayFirst(int start, Number first, boolean alone) {
    int p = first.end;
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
  private @Nullable Found numeric(int start, Number first, char mark) {
    int p = first.end + 1;
    Number second = number(mark == '.' ? spaces(p) : p);
    if (second == null || second.digits > 2) {
      return null;
    }
    if (charAt(second.end) != mark) {
      return null;
    }
    int behind = second.end + 1;
    Number third = number(mark == '.' ? spaces(behind) : behind);
    if (third != null && (third.year() || third.digits == 2 && mark != '-') && ends(third.end)) {
      return ordered(start, first, second, third, mark);
    }
    boolean bare = mark == '.' && (third == null || third.end != behind + third.digits);
    return bare && first.day() && second.month()
        ? withoutYear(start, second.end + 1, second.value, first.value)
        : null;
  }

  private @Nullable Found ordered(int start, Number first, Number second, Number third, char mark) {
    int year = third.digits == 2 ? 2000 + third.value : third.value;
    boolean dayFirst = first.day() && second.month();
    boolean monthFirstFits = mark != '.' && first.month() && second.day();
    if (dayFirst && monthFirstFits && first.value != second.value) {
      if (monthFirst == null) {
        return null;
      }
      dayFirst = !monthFirst;
    }
    if (dayFirst) {
      return made(start, third.end, year, second.value, first.value);
    }
    return monthFirstFits ? made(start, third.end, year, first.value, second.value) : null;
  }

  /** 31. Oktober 2026, 31st of October, 5 de octubre de 2020. */
  private @Nullable Found named(int start, Number day) {
    int p = skip(ordinal(day.end), ".,-/");
    p = between(spaces(p));
    Number numbered = number(p);
    int end;
    int month;
    if (numbered != null) {
      boolean counted = text.regionMatches(true, Math.max(0, p - 6), "tháng ", 0, 6);
      month = counted && numbered.month() ? numbered.value : 0;
      end = numbered.end;
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
    Number year = number(next);
    if (year != null && year.year()) {
      return made(start, year.end, year.value, month, day.value);
    }
    boolean shortYear =
        year != null
            && year.digits == 2
            && next > end
            && ends(year.end)
            && charAt(year.end) != ':'
            && "-'’".indexOf(charAt(next - 1)) >= 0;
    return shortYear
        ? made(start, year.end, 2000 + year.value, month, day.value)
        : withoutYear(start, end, month, day.value);
  }

  /** Oct 31st, 2026, October 31, Nov 24-28, Mon Oct 05 10:00:00 +0000 2020. */
  private @Nullable Found monthFirst(int start, int month, Number day) {
    if (charAt(day.end) == ':') {
      return null;
    }
    int end = ordinal(day.end);
    Number last = day;
    int to = skipTo(end);
    Number second = to > end ? number(to) : null;
    if (second != null
        && second.day()
        && second.value > day.value
        && monthAt(afterNumber(second)) == 0) {
      last = second;
      end = ordinal(second.end);
    }
    Found found = yearBehind(start, end, month, last.value);
    return found == null || last.equals(day) ? found : since(found, month, day.value);
  }

  private int afterNumber(Number number) {
    return spaces(skip(number.end, "."));
  }

  private @Nullable Found yearBehind(int start, int end, int month, int day) {
    int p = spaces(skip(spaces(end), ","));
    p = between(p);
    Number year = number(p);
    if (year != null && year.year() && charAt(year.end) != ':') {
      return made(start, year.end, year.value, month, day);
    }
    ClockText.@Nullable Read time = year == null ? null : clock.at(end);
    // only machines put the year last, and they say the seconds
    boolean seconds = time != null && colons(end, time.end()) >= 2;
    Number behind = seconds ? number(spaces(time.end())) : null;
    if (time != null && behind != null && behind.year()) {
      return dated(start, behind.end, behind.value, month, day, true, time);
    }
    return withoutYear(start, end, month, day);
  }

  /** 24.-28.11., 24. bis 28. November. */
  private @Nullable Found range(int start, Number first) {
    int end = skip(ordinal(first.end), ".");
    int to = skipTo(end);
    Number second = to > end ? number(to) : null;
    if (second == null || !second.day() || second.value <= first.value) {
      return null;
    }
    Found found = dayFirst(to, second, false);
    if (found == null || found.day().getDayOfMonth() != second.value) {
      return null;
    }
    Found whole =
        new Found(
            start, found.end(), found.day(), null, found.time(), found.offset(), found.yearGiven());
    return since(whole, found.day().getMonthValue(), first.value);
  }

  private int colons(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += text.charAt(i) == ':' ? 1 : 0;
    }
    return count;
  }

  private static Found since(Found found, int month, int day) {
    LocalDate last = found.day();
    LocalDate from = LocalDate.of(last.getYear(), month, day);
    return new Found(
        found.start(), found.end(), last, from, found.time(), found.offset(), found.yearGiven());
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

  private @Nullable Found whole(int start, int end, Number year, Number month, Number day) {
    return ends(end) ? made(start, end, year.value, month.value, day.value) : null;
  }

  /** A number or version does not go on here. */
  private boolean ends(int at) {
    char c = charAt(at);
    return digit(c) < 0 && !((c == '.' || c == '/') && digit(charAt(at + 1)) >= 0);
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

  /** Behind st, nd, rd, th, er, º, ª, -го. */
  private int ordinal(int at) {
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

  private int between(int at) {
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

  private @Nullable Number number(int at) {
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
    return p == at ? null : new Number(value, p - at, p);
  }

  private int spaces(int at) {
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

  private int skip(int at, String marks) {
    return at < length && marks.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
  }

  private char charAt(int at) {
    return at < length ? text.charAt(at) : '\0';
  }
}
