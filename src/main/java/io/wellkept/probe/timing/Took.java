package io.wellkept.probe.timing;

import io.wellkept.touchpoint.Spans;
import java.time.Duration;

/** Long times as people say them. */
final class Took {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int ROUNDED_FROM_WEEKS = 4;
  private static final int WHOLE_DAYS_FROM = 3;

  private Took() {}

  /** "7 weeks", "3 weeks" for 21 days, "12 days", "3 hours 20 minutes". */
  static String words(Duration span) {
    long weeks = span.plus(WEEK.dividedBy(2)).dividedBy(WEEK);
    boolean whole = span.toSeconds() % WEEK.toSeconds() == 0 && weeks > 1;
    if (whole || span.dividedBy(WEEK) >= ROUNDED_FROM_WEEKS) {
      return weeks + " weeks";
    }
    return span.toDays() >= WHOLE_DAYS_FROM
        ? span.plusHours(12).toDays() + " days"
        : Spans.words(span);
  }
}
