package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One touchpoint in the list.
 *
 * @param why the headline of the worst that is open, or why nothing is known; may be empty
 * @param since null while it is healthy
 * @param standing who took it, until when; may be empty
 * @param held under maintenance, or snoozed, in words; null if neither
 * @param live null unless its days have not come, or have passed
 */
public record RowView(
    String id,
    String name,
    Condition condition,
    String why,
    @Nullable When since,
    String owner,
    String ownerId,
    String place,
    List<String> tags,
    String standing,
    @Nullable String held,
    @Nullable String live) {
  public RowView {
    tags = List.copyOf(tags);
  }
}
