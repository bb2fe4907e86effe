package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which touchpoints are asked for, and in which order. */
final class Listing {
  /** Touchpoints on one page. */
  static final int PAGE = 200;

  private static final Comparator<Board.Row> WORST_FIRST =
      Comparator.comparing(Board.Row::condition)
          .reversed()
          .thenComparing(
              Comparator.<Board.Row, Importance>comparing(row -> row.touchpoint().importance())
                  .reversed())
          .thenComparing(row -> row.since() == null ? Instant.MAX : row.since())
          .thenComparing(row -> row.touchpoint().name());

  private Listing() {}

  static ListView.Filter filter(Context ctx) {
    return new ListView.Filter(
        query(ctx, "q"), query(ctx, "owner"), query(ctx, "tag"), query(ctx, "condition"));
  }

  /** The page asked for, from 1. */
  static int page(Context ctx) {
    String text = query(ctx, "page");
    return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
  }

  private static String query(Context ctx, String name) {
    String value = ctx.queryParam(name);
    return value == null ? "" : value.strip();
  }

  /** Everything that passes the filter, worst first. */
  static List<Board.Row> of(List<Board.Row> all, ListView.Filter filter) {
    return all.stream().filter(row -> passes(row, filter)).sorted(WORST_FIRST).toList();
  }

  private static boolean passes(Board.Row row, ListView.Filter filter) {
    Touchpoint touchpoint = row.touchpoint();
    return (filter.owner().isEmpty() || touchpoint.owner().equals(filter.owner()))
        && (filter.tag().isEmpty() || touchpoint.tags().contains(filter.tag()))
        && (filter.condition().isEmpty() || value(row.condition()).equals(filter.condition()))
        && (filter.text().isEmpty() || says(touchpoint, lower(filter.text())));
  }

  private static boolean says(Touchpoint touchpoint, String text) {
    URI address = touchpoint.address();
    return lower(touchpoint.name()).contains(text)
        || touchpoint.id().contains(text)
        || (address != null && lower(address.toString()).contains(text));
  }

  /** The condition as addresses and JSON write it. */
  static String value(Condition condition) {
    return lower(condition.name());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
