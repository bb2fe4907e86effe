package io.wellkept.probe.kpi;

import java.util.Arrays;

/** What is usual, without being led astray by a few that are not. */
final class Robust {
  /** Times this, the median deviation of a normal distribution is its standard deviation. */
  static final double NORMAL = 1.4826;

  private Robust() {}

  /** The middle one, or between the two in the middle. */
  static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing has no middle");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** How far away the values are from there, as a rule: the median of all distances. */
  static double deviation(double center, double... values) {
    return median(Arrays.stream(values).map(value -> Math.abs(value - center)).toArray());
  }
}
