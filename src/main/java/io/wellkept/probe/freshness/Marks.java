package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What the names that designers give to elements say: class="entry-date", id="published". */
final class Marks {
  private static final int ANCESTORS = 3;

  private static final List<String> DATED =
      List.of(
          "date", "datum", "publish", "posted", "byline", "dateline", "stamp", "fecha", "created",
          "postmeta", "post-meta", "entry-meta", "post_meta", "meta-info", "article-meta",
          "article__meta", "article-info", "post-info", "postinfo", "submitted", "post-time",
          "entry-time", "article-time", "pubtime", "pub-time", "infos", "timeago", "post-header",
          "entry-header", "articleinfo", "release-time", "data-pub", "meta__");

  private static final List<String> NOT_DATED =
      List.of("update", "candidate", "validate", "mandate", "consolidate");

  private static final List<String> CHANGED =
      List.of("updated", "modified", "last-update", "lastmod", "aktualisiert", "changed", "revised");

  private static final List<String> PUBLISHED =
      List.of("publish", "posted", "pubdate", "pub-date", "created", "entry-date", "post-date");

  private Marks() {}

  /** Whether the element or one close around it is called a date. */
  static boolean dated(Element element) {
    Element at = element;
    for (int i = 0; i < ANCESTORS && at != null; i++) {
      if (named(at)) {
        return true;
      }
      at = at.parent();
    }
    return false;
  }

  static boolean named(Element element) {
    return element.attributesSize() > 0 && has(names(element), DATED, NOT_DATED);
  }

  static boolean changed(Element element) {
    return says(element) == Says.CHANGED;
  }

  static Says says(Element element) {
    Element at = element;
    for (int i = 0; i < 2 && at != null; i++) {
      String names = names(at);
      boolean published = contains(names, PUBLISHED);
      if (contains(names, CHANGED)) {
        // "date published updated": the one moment is both
        return published ? Says.PUBLISHED : Says.CHANGED;
      }
      if (published) {
        return Says.PUBLISHED;
      }
      at = at.parent();
    }
    return Says.SOMETHING;
  }

  private static String names(@Nullable Element element) {
    if (element == null || element.attributesSize() == 0) {
      return "";
    }
    String type = element.attr("class");
    String id = element.attr("id");
    String both = id.isEmpty() ? type : type + " " + id;
    return both.toLowerCase(Locale.ROOT);
  }

  private static boolean has(String names, List<String> words, List<String> except) {
    if (names.isEmpty() || !contains(names, words)) {
      return false;
    }
    String rest = names;
    for (String word : except) {
      if (rest.contains(word)) {
        rest = rest.replace(word, "");
      }
    }
    return contains(rest, words);
  }

  private static boolean contains(String names, List<String> words) {
    if (names.isEmpty()) {
      return false;
    }
    for (String word : words) {
      if (names.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
