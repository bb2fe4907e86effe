package io.wellkept.incident;

import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How something unsteady behaves: it is bad and fine by turns, and stays one incident.
 *
 * @param since when the first of those times began
 * @param times how often it was bad since then
 * @param every about how long from one beginning to the next; null before the second
 * @param longest the longest time from one beginning to the next; null before the second
 * @param lasting about how long it was bad each time; null before the first ended
 * @param unconfirmed whether it was fine again at every second look
 */
public record Rhythm(
    Instant since,
    int times,
    @Nullable Duration every,
    @Nullable Duration longest,
    @Nullable Duration lasting,
    boolean unconfirmed) {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** "bad 5 times, about every 20 minutes for about 4 minutes". */
  public String words() {
    return "bad "
        + times
        + (times == 1 ? " time" : " times")
        + (every == null ? "" : ", about every " + Spans.words(rounded(every)))
        + (lasting == null || unconfirmed ? "" : " for about " + Spans.words(rounded(lasting)))
        + (unconfirmed ? ", never at a second look" : "");
  }

  /** About how long from one beginning to the next, as people say it; null if not known. */
  public @Nullable Duration roughlyEvery() {
    return every == null ? null : rounded(every);
  }

  /** About how long it was bad each time, as people say it; null if not known. */
  public @Nullable Duration roughlyLasting() {
    return lasting == null ? null : rounded(lasting);
  }

  /** To the minute, beyond ten hours to the hour: more would pretend to be exact. */
  private static Duration rounded(Duration span) {
    if (span.compareTo(MINUTE) < 0) {
      return span;
    }
    Duration unit = span.compareTo(Duration.ofHours(10)) < 0 ? MINUTE : HOUR;
    return unit.multipliedBy(span.plus(unit.dividedBy(2)).dividedBy(unit));
  }

  static Rhythm of(Swings swings) {
    return new Rhythm(
        swings.latest().get(0).from(),
        swings.all(),
        swings.period().orElse(null),
        swings.longest().orElse(null),
        swings.lasting().orElse(null),
        swings.confirmed() == 0);
  }

  /** After one more time of being bad. */
  Rhythm again(Swings swings) {
    return after(swings, times + 1);
  }

  /** After a time of being bad ended. */
  Rhythm paused(Swings swings) {
    return after(swings, times);
  }

  private Rhythm after(Swings swings, int count) {
    Rhythm lately = of(swings);
    Duration most =
        longest != null && (lately.longest == null || longest.compareTo(lately.longest) > 0)
            ? longest
            : lately.longest;
    return new Rhythm(since, count, lately.every, most, lately.lasting, unconfirmed);
  }

  /** After a second look saw it bad, too. */
  Rhythm confirmed() {
    return new Rhythm(since, times, every, longest, lasting, false);
  }
}
