package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Period;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/** The times that digests are about: whole days of a zone, however many hours they have. */
public final class Periods {
  private Periods() {}

  /** So many days from that one on. */
  public static Period days(LocalDate first, int days, ZoneId zone) {
    LocalDate end = first.plusDays(days);
    return new Period(
        first.atStartOfDay(zone).toInstant(),
        end.atStartOfDay(zone).toInstant(),
        zone,
        label(first, end));
  }

  private static String label(LocalDate first, LocalDate end) {
    long days = ChronoUnit.DAYS.between(first, end);
    if (days == 1) {
      return first.toString();
    }
    return days == 7 && first.getDayOfWeek() == DayOfWeek.MONDAY
        ? week(first)
        : first + "/" + end.minusDays(1);
  }

  private static String week(LocalDate monday) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** The days before the one of that moment. */
  public static Period daysBefore(Instant now, int days, ZoneId zone) {
    return days(now.atZone(zone).toLocalDate().minusDays(days), days, zone);
  }

  /** The time that ends at that moment, such as the last seven days. */
  public static Period until(Instant end, Duration length, ZoneId zone) {
    String label = end.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    return new Period(end.minus(length), end, zone, label);
  }

  /** {@code 2026-W47}; empty if the text is no week of the calendar. */
  public static Optional<Period> week(String text, ZoneId zone) {
    if (!text.matches("\\d{4}-W\\d{2}")) {
      return Optional.empty();
    }
    int week = Integer.parseInt(text.substring(6));
    try {
      LocalDate monday =
          LocalDate.of(Integer.parseInt(text.substring(0, 4)), 1, 4)
              .with(DayOfWeek.MONDAY)
              .plusWeeks(week - 1L);
      Period period = days(monday, 7, zone);
      // there is no week 53 in most years
      return period.label().equals(text) ? Optional.of(period) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * When the time before it begins that is as long, in days where it is days; for a week that goes
   * on, when the week before did.
   */
  public static Instant before(Period period) {
    if (goesOn(period)) {
      return weekBefore(period.from(), period);
    }
    LocalDate from = period.from().atZone(period.zone()).toLocalDate();
    LocalDate until = period.until().atZone(period.zone()).toLocalDate();
    boolean whole =
        from.atStartOfDay(period.zone()).toInstant().equals(period.from())
            && until.atStartOfDay(period.zone()).toInstant().equals(period.until());
    if (!whole) {
      return period.from().minus(Duration.between(period.from(), period.until()));
    }
    long days = ChronoUnit.DAYS.between(from, until);
    return from.minusDays(days).atStartOfDay(period.zone()).toInstant();
  }

  /** When that time ends: of a week that goes on, the same days of the one before are compared. */
  static Instant beforeEnds(Period period) {
    return goesOn(period) ? weekBefore(period.until(), period) : period.from();
  }

  private static boolean goesOn(Period period) {
    return week(period.label(), period.zone())
        .filter(whole -> period.until().isBefore(whole.until()))
        .isPresent();
  }

  private static Instant weekBefore(Instant moment, Period period) {
    return moment.atZone(period.zone()).minusWeeks(1).toInstant();
  }
}
