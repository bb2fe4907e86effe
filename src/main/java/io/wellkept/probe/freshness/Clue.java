package io.wellkept.probe.freshness;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A date found on a page, before it is weighed against the others.
 *
 * @param stamp what is written
 * @param says what it is the date of
 * @param source where it stands
 * @param quote what stands there
 * @param weight how far it is to be believed when nothing else speaks, from 0 to 1
 */
record Clue(Stamp stamp, Says says, Sign.Source source, String quote, double weight) {

  /** What a date is the date of. */
  enum Says {
    PUBLISHED,
    CHANGED,
    /** Nothing beside it says it. */
    SOMETHING
  }

  /**
   * A moment as it is written.
   *
   * @param day the day
   * @param time null for a whole day
   * @param offset null if no zone is written
   */
  record Stamp(LocalDate day, @Nullable LocalTime time, @Nullable ZoneOffset offset) {
    static Stamp of(DateTexts.Found found) {
      return new Stamp(found.day(), found.time(), found.offset());
    }

    static Stamp of(Instant moment) {
      var written = moment.atOffset(ZoneOffset.UTC);
      return new Stamp(written.toLocalDate(), written.toLocalTime(), ZoneOffset.UTC);
    }

    Instant at(ZoneId zone) {
      if (time == null) {
        return day.atStartOfDay(zone).toInstant();
      }
      ZoneId where = offset == null ? zone : offset;
      return ZonedDateTime.of(day, time, where).toInstant();
    }
  }

  LocalDate day() {
    return stamp.day();
  }

  Clue weighing(double other) {
    return new Clue(stamp, says, source, quote, other);
  }
}
