package io.wellkept.probe.freshness;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as mail writes them, and with it RSS: years of two digits and names of zones are allowed,
 * and the day of the week is often wrong.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc822#section-5">RFC 822, 5</a>
 */
final class FeedDates {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?:[A-Za-z]{3,9}\\.?,?\\s+)?(\\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}\\.?[ -]"
              + "(\\d{4}|\\d{2})\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d{1,9})?\\s*"
              + "([A-Za-z]{1,5}|[+-]\\d{2}:?\\d{2})?.{0,40}");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** What RFC 822 names, and what European systems write all the same. */
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("ut", "Z"),
          Map.entry("utc", "Z"),
          Map.entry("gmt", "Z"),
          Map.entry("z", "Z"),
          Map.entry("est", "-05:00"),
          Map.entry("edt", "-04:00"),
          Map.entry("cst", "-06:00"),
          Map.entry("cdt", "-05:00"),
          Map.entry("mst", "-07:00"),
          Map.entry("mdt", "-06:00"),
          Map.entry("pst", "-08:00"),
          Map.entry("pdt", "-07:00"),
          Map.entry("wet", "Z"),
          Map.entry("bst", "+01:00"),
          Map.entry("cet", "+01:00"),
          Map.entry("cest", "+02:00"),
          Map.entry("eet", "+02:00"),
          Map.entry("eest", "+03:00"));

  /** Two digits below this are of this century. */
  private static final int CENTURY = 70;

  private FeedDates() {}

  /**
   * The day and the moment; empty if it is written in another way, or no date at all.
   *
   * @param zone where none is named, or one that nobody knows
   */
  static Optional<Sign> sign(String text, double confidence, ZoneId zone) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day =
          LocalDate.of(
              year(form.group(3)),
              MONTHS.indexOf(form.group(2).toLowerCase(Locale.ROOT)) + 1,
              Integer.parseInt(form.group(1)));
      String seconds = form.group(6);
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(form.group(4)),
              Integer.parseInt(form.group(5)),
              seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds)));
      ZoneId own = form.group(7) == null ? zone : zone(form.group(7), zone);
      return Optional.of(
          new Sign(
              LocalDateTime.of(day, time).atZone(own).toInstant(),
              day,
              false,
              Sign.Source.FEED,
              text,
              confidence));
    } catch (DateTimeException e) {
      // the 31st of June, or hour 25
      return Optional.empty();
    }
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    return year < CENTURY ? 2000 + year : 1900 + year;
  }

  private static ZoneId zone(String written, ZoneId unknown) {
    if (written.startsWith("+") || written.startsWith("-")) {
      return ZoneOffset.of(written);
    }
    String offset = ZONES.get(written.toLowerCase(Locale.ROOT));
    return offset == null ? unknown : ZoneOffset.of(offset);
  }
}
