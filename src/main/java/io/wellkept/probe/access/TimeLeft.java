package io.wellkept.probe.access;

import java.time.Duration;

/** What is left of a time that several calls share. */
public final class TimeLeft {
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private final long end;

  private TimeLeft(long end) {
    this.end = end;
  }

  /** Begins to run now. */
  public static TimeLeft of(Duration whole) {
    return new TimeLeft(System.nanoTime() + whole.toNanos());
  }

  /** Never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(end - System.nanoTime(), 0));
  }

  /** Whether less is left than a call needs that is worth beginning. */
  public boolean tooShort() {
    return left().compareTo(SHORTEST) < 0;
  }
}
