package io.wellkept.probe.stock;

import io.wellkept.touchpoint.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The last walk that came to its end, the one that is under way, and since when we know of what was
 * found. Some ten thousand characters for a usual site.
 */
final class InventoryMemory {
  private static final int VERSION = 1;
  private static final String START = "start";
  private static final String LAST = "last";
  private static final String WALK = "walk";
  private static final String SINCE = "since";

  private final HttpUrl start;
  private final Map<String, String> values;

  private InventoryMemory(HttpUrl start, Map<String, String> values) {
    this.start = start;
    this.values = values;
  }

  /** What is remembered of another beginning says nothing. */
  static InventoryMemory of(Memory memory, HttpUrl start) {
    boolean same =
        memory.version() == VERSION
            && memory.text(START).filter(start.toString()::equals).isPresent();
    return new InventoryMemory(
        start, new TreeMap<>(same ? memory.values() : Map.of(START, start.toString())));
  }

  Memory memory() {
    return new Memory(VERSION, values);
  }

  /** The walk that is under way, or a new one. */
  Walk walk() {
    return walk(WALK).orElseGet(() -> Walk.from(start));
  }

  /** The last one that came to its end. */
  Optional<Walk> last() {
    return walk(LAST);
  }

  private Optional<Walk> walk(String name) {
    return Optional.ofNullable(values.get(name)).map(text -> Walk.of(start, text.lines().toList()));
  }

  /** A walk that is over becomes the last one, and takes over what it could not look at. */
  void keep(Walk walk) {
    if (!walk.over()) {
      values.put(WALK, String.join("\n", walk.lines()));
      return;
    }
    values.remove(WALK);
    last().ifPresent(walk::close);
    List<String> lines = new ArrayList<>(walk.lines());
    lines.removeIf(line -> line.startsWith("k\t"));
    values.put(LAST, String.join("\n", lines));
  }

  /** Since when each is known, now for what is new; forgets what is not named. */
  Map<String, Instant> since(Collection<String> keys, Instant now) {
    Map<String, Instant> before = new LinkedHashMap<>();
    values
        .getOrDefault(SINCE, "")
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(pair -> before.put(pair[1], Instant.ofEpochMilli(Long.parseLong(pair[0]))));
    Map<String, Instant> since = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String key : keys) {
      @Nullable Instant known = before.get(key);
      Instant first = known == null ? now : known;
      since.put(key, first);
      lines.add(first.toEpochMilli() + "\t" + key);
    }
    values.put(SINCE, String.join("\n", lines));
    return since;
  }
}
