package io.wellkept.plan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a piece of YAML stands in its file, and where the pieces inside it stand. */
final class Spot {
  private final String file;
  private final int line;
  private final int column;

  /** Made when there is something inside: most places are those of single values. */
  private Map<String, Inside> inside;

  private record Inside(@Nullable Spot key, Spot value) {}

  Spot(String file, int line, int column) {
    this(file, line, column, Map.of());
  }

  private Spot(String file, int line, int column, Map<String, Inside> inside) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.inside = inside;
  }

  /** The same inside at another place: what an alias makes of its anchor. */
  Spot movedTo(Spot place) {
    return new Spot(file, place.line, place.column, inside);
  }

  void put(String key, @Nullable Spot keySpot, Spot value) {
    if (inside.isEmpty()) {
      inside = new HashMap<>();
    }
    inside.put(key, new Inside(keySpot, value));
  }

  /** Where the value under the key, or at the index, stands; this place if there is none. */
  Spot at(String key) {
    Inside found = inside.get(key);
    return found == null ? this : found.value();
  }

  Spot at(int index) {
    return at(Integer.toString(index));
  }

  /** Where the key itself stands; this place if it is not there. */
  Spot key(String key) {
    Inside found = inside.get(key);
    return found == null || found.key() == null ? this : found.key();
  }

  /** The place as a reader of another message is told it: {@code file:line:column}. */
  String words() {
    return file + ":" + line + ":" + column;
  }

  /** From 1. */
  int line() {
    return line;
  }

  /** From 1, in characters as people see them. */
  int column() {
    return column;
  }

  Problem problem(String text) {
    return new Problem(file, line, column, text);
  }
}
