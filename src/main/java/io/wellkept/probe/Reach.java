package io.wellkept.probe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which hosts were reached lately. A failure that may be our own network's is not, if
 * somebody else answered a moment ago.
 */
final class Reach {
  private static final long LATELY = Duration.ofSeconds(60).toNanos();

  /** Two are enough: one of them is another host than the one that fails. */
  private static final int WITNESSES = 2;

  private final Map<String, Long> reached = new ConcurrentHashMap<>();

  void reached(String host) {
    long now = System.nanoTime();
    if (!reached.containsKey(host) && reached.size() >= WITNESSES) {
      reached.values().removeIf(at -> now - at > LATELY / 2);
      if (reached.size() >= WITNESSES) {
        return;
      }
    }
    reached.put(host, now);
  }

  boolean reachedAnotherThan(String host) {
    long now = System.nanoTime();
    return reached.entrySet().stream()
        .anyMatch(entry -> !entry.getKey().equals(host) && now - entry.getValue() <= LATELY);
  }
}
