package io.wellkept.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a piece of YAML stands in its file, and where the pieces inside it stand. */
final class Spot {
  private final String file;
  private final int line;
  private final int column;
  private final Map<String, Spot> values;
  private final Map<String, Spot> keys;

  Spot(String file, int line, int column) {
    this(file, line, column, new LinkedHashMap<>(4), new LinkedHashMap<>(4));
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
    values.put(key, value);
    if (keySpot != null) {
      keys.put(key, keySpot);
    }
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
