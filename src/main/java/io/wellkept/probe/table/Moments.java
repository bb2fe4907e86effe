package io.wellkept.probe.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Moments as programs write them. */
public final class Moments {
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}(\\.\\d{1,9})?");
  private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");
  private static final Pattern BLANK = Pattern.compile("(?<=\\d{4}-\\d{2}-\\d{2}) +(?=\\d)");
  private static final int LONGEST = 60;

  /**
   * A day, a time and perhaps an offset: {@code Z}, {@code +02}, {@code +02:00} or {@code +0200}.
   */
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Moments() {}

  /**
   * The moment in a text: ISO 8601 with or without an offset, with a T or a blank, a day alone (its
   * beginning), or seconds or milliseconds since 1970; empty if it is none.
   *
   * @param zone where a time is meant that says no offset
   */
  public static Optional<Instant> read(String text, ZoneId zone) {
    String bare = text.strip();
    if (bare.length() > LONGEST) {
      return Optional.empty();
    }
    if (SECONDS.matcher(bare).matches()) {
      return Optional.of(Instant.ofEpochMilli(Math.round(Double.parseDouble(bare) * 1_000)));
    }
    if (MILLIS.matcher(bare).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(bare)));
    }
    try {
      TemporalAccessor found =
          FORM.parseBest(
              BLANK.matcher(bare).replaceFirst("T"),
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      return Optional.of(
          switch (found) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate day -> day.atStartOfDay(zone).toInstant();
            default -> throw new IllegalStateException("not asked for: " + found);
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
