package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Regions.Region;
import java.util.List;
import java.util.Locale;

/**
 * What the names that designers give to an element say: class="entry-date", id="comments".
 *
 * @param region which part of a page begins here; MAIN if the names tell of none
 * @param aboutThePage whether it holds author, date and the like
 * @param article whether it holds one article
 * @param dated whether it is called a date
 * @param says what it is called the date of
 */
record Naming(Region region, boolean aboutThePage, boolean article, boolean dated, Says says) {
  static final Naming NONE = new Naming(Region.MAIN, false, false, false, Says.SOMETHING);

  private static final List<String> DATED =
      List.of(
          "date", "datum", "publish", "posted", "byline", "stamp", "fecha", "created", "postmeta",
          "post-meta", "entry-meta", "post_meta", "meta-info", "article-meta", "article__meta",
          "article-info", "post-info", "postinfo", "submitted", "post-time", "entry-time",
          "article-time", "pubtime", "pub-time", "infos", "timeago", "post-header", "entry-header",
          "articleinfo", "release-time", "data-pub", "meta__");

  /** Words in which "date" is not a date. */
  private static final List<String> NOT_DATED =
      List.of("update", "candidate", "validate", "mandate", "consolidate");

  private static final List<String> CHANGED =
      List.of("updated", "modified", "last-update", "lastmod", "aktualisiert", "changed", "revised");

  private static final List<String> PUBLISHED =
      List.of("publish", "posted", "pubdate", "pub-date", "created", "entry-date", "post-date");

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

  static Naming of(String names) {
    String low = names.toLowerCase(Locale.ROOT);
    boolean about = has(low, ABOUT_THE_PAGE);
    return new Naming(region(low, about), about, has(low, ARTICLES), dated(low), says(low));
  }

  private static Region region(String names, boolean aboutThePage) {
    if (names.contains("wm-ipp")) {
      return Region.FOREIGN;
    }
    if (has(names, COMMENTS)) {
      return Region.COMMENTS;
    }
    if (names.contains("footer")) {
      return Region.FOOTER;
    }
    boolean aside = !aboutThePage && has(names, ASIDE) && !has(names, LAYOUT);
    return aside ? Region.ASIDE : Region.MAIN;
  }

  private static boolean dated(String names) {
    if (!has(names, DATED)) {
      return false;
    }
    String rest = names;
    for (String word : NOT_DATED) {
      rest = rest.replace(word, "");
    }
    return has(rest, DATED);
  }

  private static Says says(String names) {
    if (has(names, PUBLISHED)) {
      // "date published updated": the one moment is both
      return Says.PUBLISHED;
    }
    return has(names, CHANGED) ? Says.CHANGED : Says.SOMETHING;
  }

  private static boolean has(String names, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (names.contains(words.get(i))) {
        return true;
      }
    }
    return false;
  }
}
