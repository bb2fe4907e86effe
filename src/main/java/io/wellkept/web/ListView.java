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
    Filter filter,
    List<ActForm.Choice> owners,
    List<String> tags) {
  public ListView {
    rows = List.copyOf(rows);
    counts = List.copyOf(counts);
    owners = List.copyOf(owners);
    tags = List.copyOf(tags);
  }

  /** What is asked for; empty texts ask for everything. */
  public record Filter(String text, String owner, String tag, String condition) {
    public boolean any() {
      return !(text + owner + tag + condition).isEmpty();
    }
  }

  /** How many touchpoints are in a condition. */
  public record Count(Condition condition, String value, int number) {}
}
