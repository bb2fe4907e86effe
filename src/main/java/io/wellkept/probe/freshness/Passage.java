package io.wellkept.probe.freshness;

import org.jsoup.nodes.Element;

/**
 * A piece of text that visitors read as one: a paragraph, a heading, a cell.
 *
 * @param element the block around it
 */
record Passage(Element element, String text, Place place) {
  /** Where it stands. */
  enum Place {
    TITLE,
    DESCRIPTION,
    /** The words that stand for a picture. */
    PICTURE,
    BANNER,
    BODY,
    /** One of several dated entries: news, posts. What they say was true then. */
    ENTRY,
    NAVIGATION,
    FOOTER
  }

  /** Whether it says in few words what the page is about. */
  boolean prominent() {
    return switch (place) {
      case TITLE, DESCRIPTION, PICTURE, BANNER -> true;
      case BODY -> headingLevel() > 0;
      case ENTRY, NAVIGATION, FOOTER -> false;
    };
  }

  /** Whether promises to customers are looked for in it. */
  boolean speaksToCustomers() {
    return switch (place) {
      case TITLE, DESCRIPTION, PICTURE, BANNER, BODY -> true;
      case ENTRY, NAVIGATION, FOOTER -> false;
    };
  }

  /** 1 to 6; 0 if it is no heading. */
  int headingLevel() {
    String tag = element.normalName();
    return tag.length() == 2 && tag.charAt(0) == 'h' && Character.isDigit(tag.charAt(1))
        ? tag.charAt(1) - '0'
        : 0;
  }

  /** Where it stands, for people who look for it. */
  String where() {
    return switch (place) {
      case TITLE -> "title";
      case DESCRIPTION -> "meta[name=description]";
      case PICTURE, BANNER, BODY, ENTRY, NAVIGATION, FOOTER -> Sheet.selector(element);
    };
  }
}
