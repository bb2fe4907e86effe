package io.wellkept.app.bench;

import java.time.Duration;

/**
 * What is to be looked at, and how often.
 *
 * @param hosts host names over which the touchpoints are spread
 * @param every the time between two looks at a touchpoint
 * @param changing whether every answer differs from the one before
 * @param bad the share of touchpoints that are broken, 0 to 1
 */
record Load(int touchpoints, int hosts, Duration every, boolean changing, double bad) {
  /** Looks in a second if none is late. */
  double perSecond() {
    return touchpoints * 1_000.0 / every.toMillis();
  }

  /** Whether this one is broken: they are spread evenly. */
  boolean bad(int touchpoint) {
    return Math.floor((touchpoint + 1) * bad) > Math.floor(touchpoint * bad);
  }
}
