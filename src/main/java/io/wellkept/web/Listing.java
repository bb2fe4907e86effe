package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.report.Board;
import io.wellkept.report.Kept;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which touchpoints are asked for, and in which order. */
final class Listing {
  /** Of whatever is listed, so many on one page. */
  static final int PAGE = 200;

  static final Comparator<Board.Row> WORST_FIRST =
      Comparator.comparing(Board.Row::condition)
          .reversed()
          .thenComparing(
              Comparator.<Board.Row, Importance>comparing(row -> row.touchpoint().importance())
                  .reversed())
          .thenComparing(row -> row.since() == null ? Instant.MAX : row.since())
          .thenComparing(row -> row.touchpoint().name());

  private Listing() {}

  /** The page asked for, from 1. */
  static int page(Context ctx) {
    String text = ctx.queryParam("page");
    return text != null && text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
  }

  /** What the address says of that; empty if nothing. */
  static String query(Context ctx, String name) {
    String value = ctx.queryParam(name);
    return value == null ? "" : value.strip();
  }

  /** One page of them, from 1; beyond the last it is empty. */
  static <T> List<T> page(List<T> all, int page) {
    return all.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
  }

  /** How many pages they are, one at least. */
  static int pages(int all) {
    return Math.max(1, (all + PAGE - 1) / PAGE);
  }

  /** Everything that passes the filter, worst first. */
  static List<Kept> of(Survey survey, Filter filter) {
    return survey.all().stream()
        .filter(kept -> filter.passes(kept, survey.plan().people()))
        .sorted(Comparator.comparing(Kept::row, WORST_FIRST))
        .toList();
  }

  /**
   * How many are in which condition, worst first.
   *
   * @param path where each leads to those alone; empty if nowhere
   */
  static List<ListView.Count> counts(List<Kept> of, Filter filter, String path) {
    Map<Condition, Integer> numbers = new TreeMap<>(Comparator.reverseOrder());
    of.forEach(kept -> numbers.merge(kept.condition(), 1, Integer::sum));
    return numbers.entrySet().stream()
        .map(one -> {
          String value = value(one.getKey());
          boolean chosen = value.equals(filter.get("condition"));
          Filter next = filter.with("condition", chosen ? "" : value);
          String at = path.isEmpty() ? "" : next.at(path);
          return new ListView.Count(one.getKey(), one.getValue(), at, chosen);
        })
        .toList();
  }

  /** The condition as addresses and JSON write it. */
  static String value(Condition condition) {
    return condition.name().toLowerCase(Locale.ROOT);
  }
}
