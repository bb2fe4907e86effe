package io.wellkept.probe.freshness;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** In which part of a page the walk is: what the page is about, or what stands around it. */
final class Regions {
  /** A part of a page. */
  enum Region {
    /** What the page is about. */
    MAIN,
    /** Lists of other pages, boxes beside the text, navigation. */
    ASIDE,
    COMMENTS,
    FOOTER,
    /** What an archive puts above the pages that it keeps. */
    FOREIGN
  }

  private static final int NOWHERE = -1;
  private static final int ARTICLE_WITHIN = 6;

  private final Namings namings;
  private Region now = Region.MAIN;
  private int since = NOWHERE;

  Regions(Namings namings) {
    this.namings = namings;
  }

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

  private Region of(Element element, String name) {
    return switch (name) {
      case "aside", "nav" -> namings.of(element).aboutThePage() ? Region.MAIN : Region.ASIDE;
      case "footer" -> footer(element);
      case "body", "html", "main", "article", "h1", "head" -> Region.MAIN;
      default -> {
        Region named = namings.of(element).region();
        yield named == Region.FOOTER ? footer(element) : named;
      }
    };
  }

  /** An article's own foot belongs to it. */
  private Region footer(Element element) {
    @Nullable Element at = element.parent();
    for (int i = 0; i < ARTICLE_WITHIN && at != null; i++) {
      if (at.normalName().equals("article") || namings.of(at).article()) {
        return Region.MAIN;
      }
      at = at.parent();
    }
    return Region.FOOTER;
  }
}
