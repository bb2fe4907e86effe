package io.wellkept.probe.ad;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads when an ad ends. */
final class Ends {
  /** What a text must look like to be tried: a failed try costs more than fifty good ones. */
  private record Form(Pattern shape, DateTimeFormatter format) {
    Form(String shape, String format) {
      this(Pattern.compile(shape), DateTimeFormatter.ofPattern(format, Locale.ROOT));
    }
  }

  private static final List<Form> WITH_OFFSET =
      List.of(
          new Form("\\d{4}-.*T.*[+-]\\d{4}", "yyyy-MM-dd'T'HH:mm[:ss][.SSS]xx"),
          new Form("\\d{4}-.*T.*([+-]\\d{2}:\\d{2}|Z)", "yyyy-MM-dd'T'HH:mm[:ss][.SSS]XXX"));

  private static final List<Form> LOCAL =
      List.of(
          new Form("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+", "yyyy-MM-dd'T'HH:mm[:ss][.SSS]"),
          new Form("\\d{4}-\\d{2}-\\d{2} [\\d:]+", "yyyy-MM-dd HH:mm[:ss]"),
          new Form("\\d{1,2}\\.\\d{1,2}\\.\\d{4} [\\d:]+", "d.M.yyyy H:mm[:ss]"));

  private static final List<Form> DAYS =
      List.of(
          new Form("\\d{4}-\\d{1,2}-\\d{1,2}", "yyyy-M-d"),
          new Form("\\d{1,2}\\.\\d{1,2}\\.\\d{4}", "d.M.yyyy"),
          new Form("\\d{4}/\\d{1,2}/\\d{1,2}", "yyyy/M/d"));

  private Ends() {}

  /**
   * A moment with an offset is that moment; another is meant in the zone. A day ends with its last
   * second there. Empty if it can be read in no way, or in two: 03/04/2026.
   */
  static Optional<Instant> read(String text, ZoneId zone) {
    String stripped = text.strip();
    try {
      return form(WITH_OFFSET, stripped)
          .map(format -> OffsetDateTime.parse(stripped, format).toInstant())
          .or(() ->
              form(LOCAL, stripped)
                  .map(format -> LocalDateTime.parse(stripped, format).atZone(zone).toInstant()))
          .or(() ->
              form(DAYS, stripped).map(format -> endOf(LocalDate.parse(stripped, format), zone)));
    } catch (DateTimeException e) {
      // the 31st of June, or hour 25
      return Optional.empty();
    }
  }

  private static Optional<DateTimeFormatter> form(List<Form> forms, String text) {
    return forms.stream()
        .filter(form -> form.shape.matcher(text).matches())
        .map(Form::format)
        .findFirst();
  }

  private static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
  }
}
