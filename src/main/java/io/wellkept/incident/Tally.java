package io.wellkept.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * What the looks of one check gave in one hour. Latencies are counted in classes that grow by a
 * quarter each, so percentiles are right to within about 12 %.
 *
 * @param hour its first moment, a full hour of UTC
 * @param classes looks by class of latency, without empty classes at the end
 */
public record Tally(Instant hour, int looks, int bad, int blind, int[] classes) {
  private static final double SMALLEST_SECONDS = 0.001;
  private static final double GROWTH = 1.25;
  private static final int MOST_CLASSES = 60;

  /** An hour with nothing in it yet. */
  public static Tally of(Instant moment) {
    return new Tally(moment.truncatedTo(ChronoUnit.HOURS), 0, 0, 0, new int[0]);
  }

  public boolean covers(Instant moment) {
    return hour.equals(moment.truncatedTo(ChronoUnit.HOURS));
  }

  Tally blindLook() {
    return new Tally(hour, looks + 1, bad, blind + 1, classes);
  }

  Tally look(boolean wasBad) {
    return new Tally(hour, looks + 1, wasBad ? bad + 1 : bad, blind, classes);
  }

  Tally took(double seconds) {
    int index = classOf(seconds);
    int[] next = Arrays.copyOf(classes, Math.max(classes.length, index + 1));
    next[index]++;
    return new Tally(hour, looks, bad, blind, next);
  }

  /**
   * The latency in seconds that the given share (0 to 1) of the looks did not exceed; NaN if no
   * latency was measured.
   */
  public double percentile(double share) {
    int all = Arrays.stream(classes).sum();
    if (all == 0) {
      return Double.NaN;
    }
    int wanted = (int) Math.ceil(share * all);
    int seen = 0;
    for (int i = 0; i < classes.length; i++) {
      seen += classes[i];
      if (seen >= wanted) {
        return SMALLEST_SECONDS * Math.pow(GROWTH, i);
      }
    }
    throw new IllegalStateException("share " + share + " is beyond 1");
  }

  private static int classOf(double seconds) {
    double steps = Math.log(seconds / SMALLEST_SECONDS) / Math.log(GROWTH);
    return Math.clamp(Math.round(steps), 0, MOST_CLASSES - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally that
        && hour.equals(that.hour)
        && looks == that.looks
        && bad == that.bad
        && blind == that.blind
        && Arrays.equals(classes, that.classes);
  }

  @Override
  public int hashCode() {
    return 31 * hour.hashCode() + looks;
  }

  @Override
  public String toString() {
    return "Tally[%s looks=%d bad=%d blind=%d]".formatted(hour, looks, bad, blind);
  }
}
