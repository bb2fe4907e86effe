package io.wellkept.probe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Until when somebody wants to be left alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, 10.2.3</a>
 */
public final class RetryAfter {
  /** Nobody can keep us away longer than this with one header. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final int DIGITS = 9;

  private RetryAfter() {}

  /** Seconds or a date; empty if it is neither. */
  public static Optional<Instant> read(@Nullable String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    String text = header.strip();
    if (text.matches("\\d+")) {
      boolean sensible = text.length() <= DIGITS;
      return Optional.of(sensible ? now.plusSeconds(Long.parseLong(text)) : now.plus(LONGEST));
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Between now and an hour from now; a minute if nothing was said. */
  static Instant bounded(@Nullable Instant until, Instant now) {
    if (until == null) {
      return now.plus(USUAL);
    }
    Instant last = now.plus(LONGEST);
    return until.isAfter(last) ? last : until;
  }
}
