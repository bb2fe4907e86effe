package io.wellkept.probe.review;

import io.wellkept.probe.access.Trees;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads times as services write them. */
final class Moments {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);

  /** What is outside is a slip, and would be too much for those who count on. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private Moments() {}

  /** A day with a time, in UTC where it names no zone; null if it is none. */
  static @Nullable Instant read(JsonNode field) {
    return read(Trees.text(field), ZoneOffset.UTC);
  }

  /** A day with a time; null if it is none. */
  static @Nullable Instant read(String text, ZoneId zone) {
    try {
      TemporalAccessor time =
          FORMAT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
      return sane(
          time instanceof OffsetDateTime there
              ? there.toInstant()
              : LocalDateTime.from(time).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The second of that number since 1970; null if it is none. */
  static @Nullable Instant second(JsonNode field) {
    return Trees.number(field)
        .filter(seconds -> seconds > 0 && seconds < LAST.getEpochSecond())
        .map(Instant::ofEpochSecond)
        .orElse(null);
  }

  private static @Nullable Instant sane(Instant time) {
    return time.isAfter(FIRST) && time.isBefore(LAST) ? time : null;
  }

  /** The later of two; null if there is none. */
  static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
