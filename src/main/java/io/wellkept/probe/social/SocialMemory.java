package io.wellkept.probe.social;

import io.wellkept.probe.social.Profile.Away;
import io.wellkept.touchpoint.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the check remembers beside the clocks of those who wait. */
final class SocialMemory {
  private static final int VERSION = 1;
  private static final String THREADS = "threads";
  private static final String LAST = "posts.last";
  private static final String EMPTY_SINCE = "posts.none-since";
  private static final String SORT = "away.sort";
  private static final String COUNT = "away.looks";
  private static final String SINCE = "away.since";
  private static final String COUNTED = "away.counted";
  private static final int MOST_THREADS = 300;

  private SocialMemory() {}

  /** The one that was given, or an empty one if it is of another version. */
  static Memory of(Memory given) {
    return given.version() == VERSION ? given : new Memory(VERSION, Map.of());
  }

  /** The threads in which somebody waits. */
  static Set<String> threads(Memory memory) {
    return of(memory)
        .text(THREADS)
        .map(lines -> Set.copyOf(Arrays.asList(lines.split("\n"))))
        .orElse(Set.of());
  }

  static Memory threads(Memory memory, Collection<String> waiting) {
    String lines =
        new LinkedHashSet<>(waiting).stream().limit(MOST_THREADS).collect(Collectors.joining("\n"));
    return lines.isEmpty() ? memory.without(THREADS) : memory.with(THREADS, lines);
  }

  /** When something was posted last, as far as we ever saw. */
  static Optional<Instant> last(Memory memory) {
    return memory.instant(LAST);
  }

  /** Since when we look and see no post. */
  static Optional<Instant> emptySince(Memory memory) {
    return memory.instant(EMPTY_SINCE);
  }

  static Memory posted(Memory memory, Instant last) {
    return memory.with(LAST, last).without(EMPTY_SINCE);
  }

  static Memory empty(Memory memory, Instant now) {
    return memory.text(EMPTY_SINCE).isPresent() ? memory : memory.with(EMPTY_SINCE, now);
  }

  static Memory there(Memory memory) {
    return memory.without(SORT).without(COUNT).without(SINCE).without(COUNTED);
  }

  /** How often in a row it was seen so, and since when. */
  static int looks(Memory memory) {
    return memory.text(COUNT).map(Integer::parseInt).orElse(0);
  }

  static Instant since(Memory memory) {
    return memory.instant(SINCE).orElseThrow();
  }

  /**
   * Counts one more look, unless the last one that counted was less than that ago: who looks twice
   * at once has seen the same hiccup.
   */
  static Memory away(Memory memory, Away away, Duration pause, Instant now) {
    if (!away.sort().name().equals(memory.text(SORT).orElse(""))) {
      return memory
          .with(SORT, away.sort().name())
          .with(COUNT, "1")
          .with(SINCE, now)
          .with(COUNTED, now);
    }
    Instant counted = memory.instant(COUNTED).orElse(now);
    boolean counts = looks(memory) < away.looks() && !now.isBefore(counted.plus(pause));
    return counts
        ? memory.with(COUNT, Integer.toString(looks(memory) + 1)).with(COUNTED, now)
        : memory;
  }
}
