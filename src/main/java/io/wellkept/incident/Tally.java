package io.wellkept.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the looks of one check gave in one hour. Latencies are counted in classes that grow by a
 * quarter each, so percentiles are right to within about 12 %.
 *
 * @param hour its first moment, a full hour of UTC
 * @param classes looks by class of latency, without empty classes at the end
 */
public record Tally(Instant hour, int looks, int bad, int blind, List<Integer> classes) {
  private static final double SMALLEST_SECONDS = 0.001;
  private static final double GROWTH = 1.25;
  private static final int MOST_CLASSES = 60;

  public Tally {
    classes = List.copyOf(classes);
  }

  /** An hour with nothing in it yet. */
  public static Tally of(Instant moment) {
    return new Tally(moment.truncatedTo(ChronoUnit.HOURS), 0, 0, 0, List.of());
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
    List<Integer> next = new ArrayList<>(classes);
    while (next.size() <= index) {
      next.add(0);
    }
    next.set(index, next.get(index) + 1);
    return new Tally(hour, looks, bad, blind, next);
  }

  /**
   * The latency in seconds that the given share (0 to 1) of the looks did not exceed; NaN if no
   * latency was measured.
   */
  public double percentile(double share) {
    int all = classes.stream().mapToInt(Integer::intValue).sum();
    if (all == 0) {
      return Double.NaN;
    }
    int wanted = (int) Math.ceil(share * all);
    int seen = 0;
    for (int i = 0; i < classes.size(); i++) {
      seen += classes.get(i);
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
}
