package io.wellkept.probe.ad;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads when an ad ends. */
final class Ends {
  private static final List<DateTimeFormatter> WITH_OFFSET =
      List.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME, pattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]xx"));

  private static final List<DateTimeFormatter> LOCAL =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE_TIME,
          pattern("yyyy-MM-dd HH:mm[:ss]"),
          pattern("d.M.yyyy H:mm[:ss]"));

  private static final List<DateTimeFormatter> DAYS =
      List.of(DateTimeFormatter.ISO_LOCAL_DATE, pattern("d.M.yyyy"), pattern("yyyy/M/d"));

  private Ends() {}

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /**
   * A moment with an offset is that moment; another is meant in the zone. A day ends with its last
   * second there. Empty if it can be read in no way, or in two: 03/04/2026.
   */
  static Optional<Instant> read(String text, ZoneId zone) {
    String stripped = text.strip();
    return first(WITH_OFFSET, stripped, OffsetDateTime::from)
        .map(OffsetDateTime::toInstant)
        .or(() -> first(LOCAL, stripped, LocalDateTime::from).map(at -> at.atZone(zone).toInstant()))
        .or(() -> first(DAYS, stripped, LocalDate::from).map(day -> endOf(day, zone)));
  }

  private static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
  }

  private static <T> Optional<T> first(
      List<DateTimeFormatter> forms, String text, TemporalQuery<T> query) {
    for (DateTimeFormatter form : forms) {
      try {
        return Optional.of(form.parse(text, query));
      } catch (DateTimeException e) {
        // then perhaps in the next form
      }
    }
    return Optional.empty();
  }
}
