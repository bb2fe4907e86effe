package io.wellkept.probe.table;

import io.wellkept.touchpoint.Fault;
import java.util.List;

/** What a table held. */
public sealed interface Told {
  /**
   * Its rows.
   *
   * @param columns what its columns are called; empty where each row has its own
   * @param complete whether there was no more than we read
   */
  record Rows(List<String> columns, List<Row> rows, boolean complete) implements Told {
    public Rows {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** It could not be read. */
  record Nothing(Fault fault) implements Told {}
}
