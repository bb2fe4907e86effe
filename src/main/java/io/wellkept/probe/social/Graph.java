package io.wellkept.probe.social;

import io.wellkept.probe.access.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Meta's pages and accounts have in common. */
final class Graph {
  static final String FACEBOOK = "https://graph.facebook.com";
  static final String INSTAGRAM = "https://graph.instagram.com";
  private static final String VERSION = "v26.0";

  private final Line line;
  private final String base;

  Graph(Line line, String base, String version) {
    this.line = line;
    this.base = base + "/" + version + "/";
  }

  static String version(@Nullable String written) {
    String version = Objects.requireNonNullElse(written, VERSION);
    if (!version.matches("v\\d{1,3}\\.\\d{1,2}")) {
      throw new IllegalArgumentException("version '" + version + "' is not one such as v26.0");
    }
    return version;
  }

  HttpUrl url(String path, String fields) {
    return HttpUrl.get(base + path).newBuilder().addQueryParameter("fields", fields).build();
  }

  /** Rows of some pages, and whether these are all. */
  record Rows(List<JsonNode> rows, boolean complete) {
    Rows {
      rows = List.copyOf(rows);
    }
  }

  /** Goes from page to page, at most so many. */
  Rows rows(HttpUrl first, int pages) throws InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    JsonNode answer = line.get(first);
    line.list(answer, "data").forEach(rows::add);
    return more(first, answer, pages - 1, rows);
  }

  /**
   * The rows of an answer, and of the pages after it.
   *
   * @param first where that answer came from, or would have
   */
  Rows more(HttpUrl first, JsonNode answer, int pages, List<JsonNode> rows)
      throws InterruptedException {
    String after = after(answer);
    for (int page = 0; page < pages && !after.isEmpty(); page++) {
      JsonNode next = line.get(first.newBuilder().setQueryParameter("after", after).build());
      line.list(next, "data").forEach(rows::add);
      String then = after(next);
      after = then.equals(after) ? "" : then;
    }
    return new Rows(rows, after.isEmpty() && line.fault() == null);
  }

  /** The address of the next page holds our token: only the mark within is taken. */
  private static String after(JsonNode answer) {
    JsonNode paging = answer.path("paging");
    HttpUrl next = HttpUrl.parse(Trees.text(paging.path("next")));
    if (next == null) {
      return "";
    }
    String mark = next.queryParameter("after");
    return mark == null ? Trees.text(paging.path("cursors").path("after")) : mark;
  }
}
