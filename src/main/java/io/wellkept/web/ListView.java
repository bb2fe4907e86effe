package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of touchpoints.
 *
 * @param counts how many touchpoints are in each condition, before any filter, worst first
 * @param total how many the filter found
 * @param previous address of the page before; null on the first
 * @param map address of the map with the same filter
 */
public record ListView(
    List<RowView> rows,
    List<Count> counts,
    int total,
    int all,
    int page,
    int pages,
    @Nullable String previous,
    @Nullable String following,
    String map,
    FilterForm form) {
  public ListView {
    rows = List.copyOf(rows);
    counts = List.copyOf(counts);
  }

  /**
   * How many touchpoints are in a condition.
   *
   * @param at the address of those alone
   */
  public record Count(Condition condition, int number, String at, boolean chosen) {}
}
