package io.wellkept.probe.table;

import java.util.Optional;

/** One line of a table. */
@FunctionalInterface
public interface Row {
  /** What stands in that column, without blanks around it; empty if nothing does. */
  Optional<String> at(String column);
}
