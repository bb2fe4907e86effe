package io.wellkept.notify;

import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Moments as one reader sees them: in the reader's language and zone, seconds only where hours are
 * seconds.
 */
record Times(Words words, ZoneId zone, Instant now, double scale) {
  static Times of(Message message, Words words) {
    return new Times(words, message.to().zone(), message.now(), message.timeScale());
  }

  /** "Tue 24 Nov at 10:00"; with the year if it is not this one. */
  String at(Instant moment) {
    boolean thisYear = moment.atZone(zone).getYear() == now.atZone(zone).getYear();
    String day = format(thisYear ? "mail.pattern.day" : "mail.pattern.day-of-year", moment);
    return words.say("mail.at", day, time(moment));
  }

  private String time(Instant moment) {
    return format(scale == 1 ? "mail.pattern.minutes" : "mail.pattern.seconds", moment);
  }

  private String format(String key, Instant moment) {
    ZonedDateTime there = moment.atZone(zone);
    return words.format(key, there);
  }

  /**
   * "Mon 23 Nov at 09:12 to 11:30"; the second day is named if it is another.
   *
   * @param between the key of what stands between them
   */
  String span(Instant from, String between, Instant until) {
    boolean sameDay = from.atZone(zone).toLocalDate().equals(until.atZone(zone).toLocalDate());
    return words.say(between, at(from), sameDay ? time(until) : at(until));
  }

  /** "Mon 23 Nov at 09:12 (3 hours ago)". */
  String since(Instant moment) {
    return at(moment) + " (" + ago(moment) + ")";
  }

  private String ago(Instant moment) {
    Duration span = Duration.between(moment, now);
    return span.compareTo(Duration.ofSeconds(1)) < 0
        ? words.say("common.now")
        : words.fromNow(now.minus(coarse(span)), now);
  }

  /** "3 hours 20 minutes"; beyond a minute nobody counts seconds. */
  String span(Duration span) {
    return words.span(coarse(span.abs()));
  }

  private Duration coarse(Duration size) {
    boolean minutes = size.compareTo(Duration.ofMinutes(1)) >= 0 && scale == 1;
    return size.truncatedTo(minutes ? ChronoUnit.MINUTES : ChronoUnit.MILLIS);
  }

  /** Whether so much time passed that "then" would be a lie about what nobody saw. */
  boolean unseenBetween(Instant lastSeen, Instant seenAgain) {
    Duration tolerated = Duration.ofMillis(Math.round(15 * 60_000 / scale));
    return Duration.between(lastSeen, seenAgain).compareTo(tolerated) > 0;
  }
}
