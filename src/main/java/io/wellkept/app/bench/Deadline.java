package io.wellkept.app.bench;

import io.wellkept.touchpoint.Spans;
import java.time.Duration;

/** When a measurement ends, whatever comes. */
record Deadline(Duration length, long nanos) {
  static Deadline in(Duration length) {
    return new Deadline(length, System.nanoTime() + length.toNanos());
  }

  /**
   * @throws BenchException if it has passed
   */
  void require(String otherwise) {
    if (System.nanoTime() - nanos > 0) {
      throw new BenchException(
          otherwise + " within " + Spans.words(length) + ": allow more with --within");
    }
  }
}
