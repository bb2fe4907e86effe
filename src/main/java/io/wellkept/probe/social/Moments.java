package io.wellkept.probe.social;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Moments as networks write them: Meta leaves out the colon of the offset. */
final class Moments {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private Moments() {}

  /** Empty if it is none. */
  static Optional<Instant> read(String text) {
    if (text.length() < 16) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text, FORM).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
