package io.wellkept.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a piece of YAML stands in its file, and where the pieces inside it stand. */
final class Spot {
  private final String file;
  private final int line;
  private final int column;

  /** Made when there is something inside: most places are those of single values. */
  private Map<String, Spot> values;

  private Map<String, Spot> keys;

  Spot(String file, int line, int column) {
    this(file, line, column, Map.of(), Map.of());
  }

  private Spot(
      String file, int line, int column, Map<String, Spot> values, Map<String, Spot> keys) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.values = values;
    this.keys = keys;
  }

  /** The same inside at another place: what an alias makes of its anchor. */
  Spot movedTo(Spot place) {
    return new Spot(file, place.line, place.column, values, keys);
  }

  void put(String key, @Nullable Spot keySpot, Spot value) {
    values = with(values, key, value);
    if (keySpot != null) {
      keys = with(keys, key, keySpot);
    }
  }

  private static Map<String, Spot> with(Map<String, Spot> spots, String key, Spot spot) {
    Map<String, Spot> all = spots.isEmpty() ? new LinkedHashMap<>(4) : spots;
    all.put(key, spot);
    return all;
  }

  /** Where the value under the key, or at the index, stands; this place if there is none. */
  Spot at(String key) {
    return values.getOrDefault(key, this);
  }

  Spot at(int index) {
    return at(Integer.toString(index));
  }

  /** Where the key itself stands; this place if it is not there. */
  Spot key(String key) {
    return keys.getOrDefault(key, this);
  }

  /** The place as a reader of another message is told it: {@code file:line:column}. */
  String words() {
    return file + ":" + line + ":" + column;
  }

  Problem problem(String text) {
    return new Problem(file, line, column, text);
  }
}
