package io.wellkept.probe.freshness;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** In which part of a page the walk is: what the page is about, or what stands around it. */
final class Regions {
  /** A part of a page. */
  enum Region {
    MAIN,
    /** Lists of other pages, boxes beside the text, navigation. */
    ASIDE,
    COMMENTS,
    FOOTER,
    /** What an archive puts above the pages that it keeps. */
    FOREIGN
  }

  private static final int NOWHERE = -1;

  private static final List<String> COMMENTS =
      List.of("comment-", "comments", "commentlist", "kommentar", "respond", "disqus", "reply");

  private static final List<String> ASIDE =
      List.of(
          "related", "sidebar", "side-bar", "widget", "recent-", "recent_", "popular", "most-read",
          "mostread", "more-news", "teaser", "recommend", "trending", "carousel", "latest",
          "archive-list", "breaking", "newsletter", "also-like", "read-next", "readmore", "navbar",
          "menu", "ticker", "upcoming", "calendar", "cookie", "seealso", "see-also", "similar",
          "archives", "weitere", "infobox", "card-", "promo", "slider", "tweet");

  private Region now = Region.MAIN;
  private int since = NOWHERE;

  Region now() {
    return now;
  }

  void enter(Element element, String name, int depth) {
    if (since != NOWHERE) {
      if (now == Region.ASIDE && isComments(element)) {
        now = Region.COMMENTS;
      }
      return;
    }
    Region region = of(element, name);
    if (region != Region.MAIN) {
      now = region;
      since = depth;
    }
  }

  void leave(int depth) {
    if (depth == since) {
      now = Region.MAIN;
      since = NOWHERE;
    }
  }

  private static boolean isComments(Element element) {
    return false;
  }

  private static Region of(Element element, String name) {
    switch (name) {
      case "aside", "nav" -> {
        return Region.ASIDE;
      }
      case "footer" -> {
        return insideArticle(element) ? Region.MAIN : Region.FOOTER;
      }
      case "body", "html", "main", "article", "h1", "head" -> {
        return Region.MAIN;
      }
      default -> {
        return element.attributesSize() == 0 ? Region.MAIN : named(element);
      }
    }
  }

  private static boolean insideArticle(Element element) {
    Element parent = element.parent();
    return parent != null && parent.normalName().equals("article");
  }

  private static Region named(Element element) {
    String type = element.attr("class");
    String id = element.attr("id");
    if (type.isEmpty() && id.isEmpty()) {
      return Region.MAIN;
    }
    String names = (type + " " + id).toLowerCase(Locale.ROOT);
    if (names.contains("wm-ipp")) {
      return Region.FOREIGN;
    }
    if (contains(names, COMMENTS)) {
      return Region.COMMENTS;
    }
    if (names.contains("footer") && !names.contains("entry-footer")) {
      return Region.FOOTER;
    }
    return contains(names, ASIDE) ? Region.ASIDE : Region.MAIN;
  }

  private static boolean contains(String names, List<String> words) {
    for (String word : words) {
      if (names.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
