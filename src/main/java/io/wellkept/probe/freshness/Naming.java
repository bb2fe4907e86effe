package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Regions.Region;
import java.util.List;
import java.util.Map;

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
          "date",
          "datum",
          "publish",
          "posted",
          "byline",
          "stamp",
          "fecha",
          "created",
          "postmeta",
          "post-meta",
          "entry-meta",
          "post_meta",
          "meta-info",
          "article-meta",
          "article__meta",
          "article-info",
          "post-info",
          "postinfo",
          "submitted",
          "post-time",
          "entry-time",
          "article-time",
          "pubtime",
          "pub-time",
          "infos",
          "timeago",
          "post-header",
          "entry-header",
          "articleinfo",
          "release-time",
          "data-pub",
          "meta__");

  /** Words in which "date" is not a date. */
  private static final List<String> NOT_DATED =
      List.of("update", "candidate", "validate", "mandate", "consolidate");

  private static final List<String> CHANGED =
      List.of(
          "updated", "modified", "last-update", "lastmod", "aktualisiert", "changed", "revised");

  private static final List<String> PUBLISHED =
      List.of("publish", "posted", "pubdate", "pub-date", "created", "entry-date", "post-date");

  private static final List<String> COMMENTS =
      List.of("comment-", "comments", "commentlist", "kommentar", "respond", "disqus", "reply");

  private static final List<String> ASIDE =
      List.of(
          "related",
          "sidebar",
          "side-bar",
          "widget",
          "recent-",
          "recent_",
          "popular",
          "most-read",
          "mostread",
          "more-news",
          "teaser",
          "recommend",
          "trending",
          "carousel",
          "latest",
          "archive-list",
          "breaking",
          "newsletter",
          "also-like",
          "read-next",
          "readmore",
          "navbar",
          "menu",
          "ticker",
          "upcoming",
          "calendar",
          "cookie",
          "seealso",
          "see-also",
          "similar",
          "top-bar",
          "topbar",
          "masthead",
          "site-header",
          "header-top",
          "current-date",
          "today",
          "archives",
          "weitere",
          "infobox",
          "card-",
          "promo",
          "slider",
          "tweet");

  /** Names of what holds the whole page, by what stands beside it. */
  private static final List<String> LAYOUT =
      List.of(
          "has-sidebar",
          "no-sidebar",
          "with-sidebar",
          "right-sidebar",
          "left-sidebar",
          "content-sidebar",
          "elementor");

  private static final List<String> ABOUT_THE_PAGE =
      List.of("meta", "byline", "author", "posted", "published", "entry-date", "post-info");

  private static final List<String> ARTICLES = List.of("article", "hentry", "post-", "news-single");

  /** The banner that the largest archive of the web puts above its pages. */
  private static final List<String> FOREIGN = List.of("wm-ipp");

  private static final List<String> FOOTER = List.of("footer");

  private static final int IS_DATED = 1;
  private static final int IS_NOT_DATED = 2;
  private static final int IS_CHANGED = 4;
  private static final int IS_PUBLISHED = 8;
  private static final int IS_COMMENTS = 16;
  private static final int IS_ASIDE = 32;
  private static final int IS_LAYOUT = 64;
  private static final int IS_ABOUT = 128;
  private static final int IS_ARTICLE = 256;
  private static final int IS_FOREIGN = 512;
  private static final int IS_FOOTER = 1024;

  private static final WordSpotter SPOTTER =
      new WordSpotter(
          Map.ofEntries(
              Map.entry(IS_DATED, DATED),
              Map.entry(IS_NOT_DATED, NOT_DATED),
              Map.entry(IS_CHANGED, CHANGED),
              Map.entry(IS_PUBLISHED, PUBLISHED),
              Map.entry(IS_COMMENTS, COMMENTS),
              Map.entry(IS_ASIDE, ASIDE),
              Map.entry(IS_LAYOUT, LAYOUT),
              Map.entry(IS_ABOUT, ABOUT_THE_PAGE),
              Map.entry(IS_ARTICLE, ARTICLES),
              Map.entry(IS_FOREIGN, FOREIGN),
              Map.entry(IS_FOOTER, FOOTER)));

  static Naming of(String names) {
    int found = SPOTTER.in(names, IS_NOT_DATED, IS_DATED);
    boolean about = has(found, IS_ABOUT);
    return new Naming(
        region(found), about, has(found, IS_ARTICLE), has(found, IS_DATED), says(found));
  }

  private static Region region(int found) {
    if (has(found, IS_FOREIGN)) {
      return Region.FOREIGN;
    }
    if (has(found, IS_COMMENTS)) {
      return Region.COMMENTS;
    }
    if (has(found, IS_FOOTER)) {
      return Region.FOOTER;
    }
    boolean aside = has(found, IS_ASIDE) && !has(found, IS_ABOUT) && !has(found, IS_LAYOUT);
    return aside ? Region.ASIDE : Region.MAIN;
  }

  private static Says says(int found) {
    if (has(found, IS_PUBLISHED)) {
      // "date published updated": the one moment is both
      return Says.PUBLISHED;
    }
    return has(found, IS_CHANGED) ? Says.CHANGED : Says.SOMETHING;
  }

  private static boolean has(int found, int group) {
    return (found & group) != 0;
  }
}
