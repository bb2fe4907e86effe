package io.wellkept.notify;

import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments as one reader sees them: in the reader's zone, seconds only where hours are seconds. */
record Times(ZoneId zone, Instant now, double scale) {
  private static final String MINUTES = " 'at' HH:mm";
  private static final String SECONDS = " 'at' HH:mm:ss";

  static Times of(Message message) {
    return new Times(message.to().zone(), message.now(), message.timeScale());
  }

  /** "Tue 24 Nov at 10:00"; with the year if it is not this one. */
  String at(Instant moment) {
    ZonedDateTime there = moment.atZone(zone);
    String day = there.getYear() == now.atZone(zone).getYear() ? "EEE d MMM" : "EEE d MMM yyyy";
    String pattern = day + (scale == 1 ? MINUTES : SECONDS);
    return there.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }

  /** "Mon 23 Nov at 09:12 to 11:30"; the second day is named if it is another. */
  String span(Instant from, String between, Instant until) {
    boolean sameDay = from.atZone(zone).toLocalDate().equals(until.atZone(zone).toLocalDate());
    String end = at(until);
    return at(from) + between + (sameDay ? end.substring(end.indexOf(" at ") + 4) : end);
  }

  /** "Mon 23 Nov at 09:12 (3 hours ago)". */
  String since(Instant moment) {
    return at(moment) + " (" + ago(moment) + ")";
  }

  private String ago(Instant moment) {
    Duration span = Duration.between(moment, now);
    return span.compareTo(Duration.ofSeconds(1)) < 0 ? "just now" : words(span) + " ago";
  }

  /** "3 hours 20 minutes"; beyond a minute nobody counts seconds. */
  String words(Duration span) {
    Duration size = span.abs();
    boolean coarse = size.compareTo(Duration.ofMinutes(1)) >= 0 && scale == 1;
    return Spans.words(size.truncatedTo(coarse ? ChronoUnit.MINUTES : ChronoUnit.MILLIS));
  }

  /** Whether so much time passed that "then" would be a lie about what nobody saw. */
  boolean unseenBetween(Instant lastSeen, Instant seenAgain) {
    Duration tolerated = Duration.ofMillis(Math.round(15 * 60_000 / scale));
    return Duration.between(lastSeen, seenAgain).compareTo(tolerated) > 0;
  }
}
