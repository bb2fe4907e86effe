package io.wellkept.plan;

import io.wellkept.touchpoint.Spans;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When a digest is written, and about how much time it is.
 *
 * @param text as it was written
 * @param days how many whole days before that moment it is about; 0 where it is about the time
 *     since the one before
 * @param every the time between two of them, where that is all that was written; else null
 */
public record DigestTime(String text, int days, @Nullable Duration every) {
  static final String WORDS =
      "\"weekly mon 07:30\", \"daily 07:30\", \"every 12h\" or a Quartz cron such as"
          + " \"0 30 7 ? * MON\"";

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern WEEKLY =
      Pattern.compile("weekly (" + String.join("|", DAYS) + ") (\\d{2}:\\d{2})");
  private static final Pattern DAILY = Pattern.compile("daily (\\d{2}:\\d{2})");
  private static final Pattern EVERY = Pattern.compile("every (" + Spans.PATTERN + ")");
  private static final int WEEK = 7;
  private static final Duration LEAST = Duration.ofHours(1);

  /** So many firings of a cron show how often it comes. */
  private static final int SAMPLE = 48;

  /**
   * @throws IllegalArgumentException if it is no such time; the message says what is expected
   */
  static DigestTime parse(String text) {
    Matcher every = EVERY.matcher(text);
    if (every.matches()) {
      Duration span = Spans.parse(every.group(1));
      if (span.compareTo(LEAST) < 0) {
        throw new IllegalArgumentException(
            "'" + text + "' is too often; expected every 1h or more");
      }
      return new DigestTime(text, 0, span);
    }
    boolean daily = DAILY.matcher(text).matches();
    DigestTime time = new DigestTime(text, daily ? 1 : WEEK, null);
    try {
      if (time.next(Instant.EPOCH, ZoneId.of("UTC")) == null) {
        throw new IllegalArgumentException("'" + text + "' never comes; expected " + WORDS);
      }
      if (time.isCron() && time.comesTooOften()) {
        throw new IllegalArgumentException(
            "'" + text + "' is too often; expected an hour or more between two of them");
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no time; expected " + WORDS, e);
    }
    return time;
  }

  /** A slip such as {@code 0 * * * * ?} would send a letter every minute. */
  private boolean comesTooOften() {
    ZoneId utc = ZoneId.of("UTC");
    Instant last = next(Instant.EPOCH, utc);
    for (int i = 0; i < SAMPLE && last != null; i++) {
      Instant then = next(last, utc);
      if (then != null && then.isBefore(last.plus(LEAST))) {
        return true;
      }
      last = then;
    }
    return false;
  }

  /** The same about that many days. */
  DigestTime covering(int whole) {
    return new DigestTime(text, whole, every);
  }

  DigestTime faster(Pass pass) {
    return every == null ? this : new DigestTime(text, days, pass.scaled(every));
  }

  boolean isCron() {
    return every == null && !WEEKLY.matcher(text).matches() && !DAILY.matcher(text).matches();
  }

  /**
   * The first moment after that one; null if there is none. A time that a day does not have,
   * because the clocks go forward, is that much later; one that it has twice comes once.
   */
  public @Nullable Instant next(Instant after, ZoneId zone) {
    if (every != null) {
      return after.plus(every);
    }
    Matcher weekly = WEEKLY.matcher(text);
    if (weekly.matches()) {
      DayOfWeek day = DayOfWeek.of(1 + DAYS.indexOf(weekly.group(1)));
      return next(after, zone, LocalTime.parse(weekly.group(2)), day);
    }
    Matcher daily = DAILY.matcher(text);
    return daily.matches()
        ? next(after, zone, LocalTime.parse(daily.group(1)), null)
        : cron(after, zone);
  }

  private static Instant next(
      Instant after, ZoneId zone, LocalTime time, @Nullable DayOfWeek wanted) {
    LocalDate day = after.atZone(zone).toLocalDate();
    while (true) {
      Instant then = ZonedDateTime.of(day, time, zone).toInstant();
      if (then.isAfter(after) && (wanted == null || day.getDayOfWeek() == wanted)) {
        return then;
      }
      day = day.plusDays(1);
    }
  }

  /** By the clock on the wall, so that a day on which it changes is a day as others are. */
  private @Nullable Instant cron(Instant after, ZoneId zone) {
    CronExpression cron = cron();
    Date wall = Date.from(after.atZone(zone).toLocalDateTime().toInstant(ZoneOffset.UTC));
    while (true) {
      wall = cron.getNextValidTimeAfter(wall);
      if (wall == null) {
        return null;
      }
      Instant then =
          wall.toInstant().atOffset(ZoneOffset.UTC).toLocalDateTime().atZone(zone).toInstant();
      if (then.isAfter(after)) {
        return then;
      }
    }
  }

  private CronExpression cron() {
    try {
      CronExpression cron = new CronExpression(text);
      cron.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
      return cron;
    } catch (ParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no time; expected " + WORDS, e);
    }
  }
}
