package io.wellkept.probe.freshness;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which heading is the title of what the page is about, and where it stands. */
final class Headings {
  private static final int NOWHERE = -1;
  private static final int COMPARED = 24;

  /** A heading that says in microdata that it is the title. */
  private static final String HEADLINE = "headline";

  private @Nullable String title;
  private @Nullable String open;
  private int openedAt;
  private boolean openInMain;
  private int first = NOWHERE;
  private int titled = NOWHERE;

  void enter(String name, int read, Regions.Region region, boolean headline) {
    open = headline && titled == NOWHERE ? HEADLINE : name;
    openedAt = read;
    openInMain = region == Regions.Region.MAIN;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Whether it was the page's title. */
  boolean leave(String text) {
    String name = open;
    open = null;
    if (name == null) {
      return false;
    }
    if (name.equals("title")) {
      titled(text);
      return false;
    }
    boolean great = name.equals("h1");
    if (openInMain && first == NOWHERE && great && text.length() > 2) {
      first = openedAt;
    }
    boolean named = name.equals(HEADLINE);
    boolean title = titled == NOWHERE && (named || ((great || openInMain) && isTitle(text)));
    if (title) {
      titled = openedAt;
    }
    return title;
  }

  /** What the head says the title is. */
  void titled(String text) {
    if (title == null || text.length() > title.length()) {
      title = plain(text);
    }
  }

  private boolean isTitle(String text) {
    String own = title;
    String begin = plain(text);
    if (own == null || begin.length() < 5) {
      return false;
    }
    return own.contains(begin.substring(0, Math.min(COMPARED, begin.length())));
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** How many characters visitors read before the title; -1 if no title was found. */
  int at() {
    return titled == NOWHERE ? first : titled;
  }
}
