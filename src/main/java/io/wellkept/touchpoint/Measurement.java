package io.wellkept.touchpoint;

/**
 * A number that a look gave.
 *
 * @param name snake case with the unit at its end, as Prometheus names it: {@code latency_seconds}
 */
public record Measurement(String name, double value) {
  /** How long the touchpoint took to answer, in seconds; the one that history keeps. */
  public static final String LATENCY = "latency_seconds";

  /** What a week costs; the rest of the name is the currency in lower case, if it is known. */
  public static final String SPEND = "spend_per_week_";
}
