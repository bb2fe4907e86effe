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
          "top-bar", "topbar", "masthead", "site-header", "header-top", "current-date", "today",
          "archives", "weitere", "infobox", "card-", "promo", "slider", "tweet");

  /** Names of what holds the whole page, by what stands beside it. */
  private static final List<String> LAYOUT =
      List.of(
          "has-sidebar", "no-sidebar", "with-sidebar", "right-sidebar", "left-sidebar",
          "content-sidebar", "elementor");

  private static final List<String> ABOUT_THE_PAGE =
      List.of("meta", "byline", "author", "posted", "published", "entry-date", "post-info");

  private static final List<String> ARTICLES = List.of("article", "hentry", "post-", "news-single");
  private static final int ARTICLE_WITHIN = 6;

  private Region now = Region.MAIN;
  private int since = NOWHERE;

  Region now() {
    return now;
  }

  void enter(Element element, String name, int depth) {
    if (since != NOWHERE) {
      return;
    }
    Region region = of(element, name);
    if (region != Region.MAIN) {
      now = region;
      since = depth;
    }
  }

  /** The page's title stands here, so this is what the page is about. */
  void titled() {
    if (now == Region.ASIDE) {
      now = Region.MAIN;
      since = NOWHERE;
    }
  }

  void leave(int depth) {
    if (depth == since) {
      now = Region.MAIN;
      since = NOWHERE;
    }
  }

  private static Region of(Element element, String name) {
    return switch (name) {
      case "aside", "nav" -> aboutThePage(names(element)) ? Region.MAIN : Region.ASIDE;
      case "footer" -> insideArticle(element) ? Region.MAIN : Region.FOOTER;
      case "body", "html", "main", "article", "h1", "head" -> Region.MAIN;
      default -> element.attributesSize() == 0 ? Region.MAIN : named(element);
    };
  }

  private static boolean insideArticle(Element element) {
    Element at = element.parent();
    for (int i = 0; i < ARTICLE_WITHIN && at != null; i++) {
      if (at.normalName().equals("article") || contains(names(at), ARTICLES)) {
        return true;
      }
      at = at.parent();
    }
    return false;
  }

  private static String names(Element element) {
    String type = element.attr("class");
    String id = element.attr("id");
    if (id.isEmpty()) {
      return type.toLowerCase(Locale.ROOT);
    }
    return (type + " " + id).toLowerCase(Locale.ROOT);
  }

  private static Region named(Element element) {
    String names = names(element);
    if (names.isEmpty()) {
      return Region.MAIN;
    }
    if (names.contains("wm-ipp")) {
      return Region.FOREIGN;
    }
    if (contains(names, COMMENTS)) {
      return Region.COMMENTS;
    }
    if (names.contains("footer")) {
      return insideArticle(element) ? Region.MAIN : Region.FOOTER;
    }
    boolean aside = contains(names, ASIDE) && !contains(names, LAYOUT) && !aboutThePage(names);
    return aside ? Region.ASIDE : Region.MAIN;
  }

  private static boolean aboutThePage(String names) {
    return contains(names, ABOUT_THE_PAGE);
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
