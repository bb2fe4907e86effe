package io.wellkept.probe.stock;

import org.jsoup.nodes.Element;

/** Where on a site a place is shown; what customers see first comes first. */
public enum Spotted {
  NAVIGATION("in the navigation", true),
  HEADER("at the top", true),
  FOOTER("at the foot", true),
  HEAD("in the head of the page", true),
  CONTENT("in the text", false),
  SITEMAP("in the sitemap", false);

  private static final String NAVIGATIONS =
      "nav, [role=navigation], [role=menu], .nav, .navbar, .navigation, .menu, #nav, #menu,"
          + " #navigation";

  private final String words;
  private final boolean promoted;

  Spotted(String words, boolean promoted) {
    this.words = words;
    this.promoted = promoted;
  }

  public String words() {
    return words;
  }

  /** Whether every visitor is pointed at it. */
  boolean promoted() {
    return promoted;
  }

  static Spotted of(Element element) {
    if (element.closest(NAVIGATIONS) != null) {
      return element.closest("footer, [role=contentinfo]") == null ? NAVIGATION : FOOTER;
    }
    if (element.closest("footer, [role=contentinfo], #footer, .footer") != null) {
      return FOOTER;
    }
    boolean header = element.closest("header, [role=banner], #header, .header") != null;
    return header && element.closest("article, main") == null ? HEADER : CONTENT;
  }
}
