package io.wellkept.web;

import io.wellkept.words.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as people write and read them, in their own zone. */
final class Moments {
  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);
  private static final DateTimeFormatter FIELD_SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final Pattern ISO =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");

  /** Nobody means what is as late as this. */
  private static final Instant NO_DATE = Instant.parse("9999-12-01T00:00:00Z");

  private Moments() {}

  /** The text with every moment in it as the reader's clock shows it. */
  static String localised(String text, ZoneId zone, Instant now, Words words) {
    return ISO.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(shown(found.group(), zone, now, words)));
  }

  /** What only looks like a moment, as a page that we quote may hold, stays as it is. */
  private static String shown(String iso, ZoneId zone, Instant now, Words words) {
    try {
      return words.moment(OffsetDateTime.parse(iso).toInstant(), zone, now);
    } catch (DateTimeException e) {
      return iso;
    }
  }

  /** The place whose clock it is, as people call it. */
  static String place(ZoneId zone) {
    String id = zone.getId();
    return id.equals("Z") ? "UTC" : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }

  /** As a date-time field of a form wants it. */
  static String field(Instant moment, ZoneId zone) {
    return FIELD.format(moment.atZone(zone));
  }

  /** The same to the second, for the demo, in which an hour takes a few. */
  static String fieldToTheSecond(Instant moment, ZoneId zone) {
    return FIELD_SECONDS.format(moment.atZone(zone));
  }

  /**
   * What a person wrote: a date and time of the zone ({@code 2026-11-24T17:00}, a blank may stand
   * for the T), a date alone (its end is meant), or a moment with an offset.
   */
  static Optional<Instant> read(String text, ZoneId zone) {
    String stripped = text.strip().replaceFirst("(\\d)\\s+(\\d)", "$1T$2");
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    try {
      // beyond that, Java's dates come to their own end when they are reckoned with
      return Optional.of(parsed(stripped, zone)).filter(moment -> moment.isBefore(NO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant parsed(String text, ZoneId zone) {
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant();
    }
    if (text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:?\\d\\d")) {
      return ZonedDateTime.parse(text).toInstant();
    }
    return LocalDateTime.parse(text).atZone(zone).toInstant();
  }
}
