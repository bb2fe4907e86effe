package io.wellkept.incident;

import java.time.Duration;

/**
 * The spans that rule how Wellkept behaves towards people, in one place so that the demo can divide
 * all of them at once.
 *
 * @param bundleEvery at most one bundle to a person by one notifier in this time
 * @param listAfter how long the first list of a new touchpoint waits for its companions
 * @param retryFirst the wait after the first failed attempt to send; doubles each time
 * @param retryLongest the longest wait between attempts
 * @param blindFor how long a check may be blind before the operators hear it
 * @param tryLadderAgain how long to wait when nobody at all can be reached
 * @param lookFirst how long a first message waits at most for a look at what the touchpoint depends
 *     on
 * @param steadyFor the shortest time after which what was unsteady is called steady
 */
public record Timing(
    Duration bundleEvery,
    Duration listAfter,
    Duration retryFirst,
    Duration retryLongest,
    Duration blindFor,
    Duration tryLadderAgain,
    Duration lookFirst,
    Duration steadyFor) {
  public static final Timing USUAL =
      new Timing(
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofSeconds(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(30));

  /** All spans divided by the scale. */
  public Timing faster(double scale) {
    return new Timing(
        divide(bundleEvery, scale),
        divide(listAfter, scale),
        divide(retryFirst, scale),
        divide(retryLongest, scale),
        divide(blindFor, scale),
        divide(tryLadderAgain, scale),
        divide(lookFirst, scale),
        divide(steadyFor, scale));
  }

  /** A span divided by the scale, at least a millisecond unless it is zero. */
  public static Duration divide(Duration span, double scale) {
    if (span.isZero() || scale == 1) {
      return span;
    }
    return Duration.ofMillis(Math.max(1, Math.round(span.toMillis() / scale)));
  }
}
