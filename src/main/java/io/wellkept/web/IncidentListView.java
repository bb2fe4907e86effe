package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page of incidents. */
public record IncidentListView(
    List<Row> rows,
    int found,
    int page,
    int pages,
    boolean resolved,
    String owner,
    String taken,
    String condition,
    List<ActForm.Choice> owners,
    List<ActForm.Choice> conditions) {
  public IncidentListView {
    rows = List.copyOf(rows);
    owners = List.copyOf(owners);
    conditions = List.copyOf(conditions);
  }

  /**
   * One incident.
   *
   * @param standing who took it, or how it ended
   */
  public record Row(
      String id,
      String headline,
      String severity,
      String severityWords,
      Condition condition,
      String touchpoint,
      String name,
      String owner,
      When since,
      String standing) {}

  /** The same filter on another page, or on the other list. */
  public String address(boolean over, int number) {
    return "/incidents?resolved="
        + over
        + "&owner="
        + encoded(owner)
        + "&taken="
        + encoded(taken)
        + "&condition="
        + encoded(condition)
        + "&page="
        + number;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
