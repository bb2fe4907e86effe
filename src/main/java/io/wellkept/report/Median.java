package io.wellkept.report;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span in the middle. */
public final class Median {
  private Median() {}

  /** Of an even number the middle between the two in the middle; null if there is none. */
  public static @Nullable Duration of(Collection<Duration> spans) {
    if (spans.isEmpty()) {
      return null;
    }
    List<Duration> sorted = spans.stream().sorted().toList();
    Duration upper = sorted.get(sorted.size() / 2);
    Duration lower = sorted.get((sorted.size() - 1) / 2);
    return lower.plus(upper.minus(lower).dividedBy(2));
  }
}
