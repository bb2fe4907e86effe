package io.wellkept.probe;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor reads on a page, found in one pass over its source. Building a document costs
 * several times as much, and is only needed where a check asks about elements.
 */
public final class PageText {
  /** Their content is not shown as it stands, or only to visitors without scripts. */
  private static final Set<String> UNSEEN = Set.of("script", "style", "template", "noscript");

  /** Within a word or sentence; every other tag separates words. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
          "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
          "tt", "u", "var", "wbr");

  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([a-zA-Z][a-zA-Z:-]*+)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))");
  private static final int LONGEST_TAG = 20_000;
  private static final int LONGEST_NAME = 20;

  private final String source;
  private final boolean attributes;
  private final StringBuilder seen;
  private final StringBuilder shownByAttributes = new StringBuilder();
  private @Nullable String title;
  private @Nullable String language;
  private @Nullable String robots;
  private boolean quotesMatter = true;

  private PageText(String source, boolean attributes) {
    this.source = source;
    this.attributes = attributes;
    this.seen = new StringBuilder(source.length() / 4 + 16);
  }

  /**
   * What was found.
   *
   * @param text what is read, in the order of the source, as {@link Wording#plain}
   * @param title empty if there is none
   * @param language what the page says of itself; null if nothing
   * @param robots the first instruction to search engines that keeps the page out; null if none
   */
  public record Read(
      String text, String title, @Nullable String language, @Nullable String robots) {}

  /** Reads a page of HTML, however broken. */
  public static Read of(String source) {
    PageText page = new PageText(source, false);
    page.scan();
    String title = page.title;
    return new Read(
        plain(page.seen), title == null ? "" : plain(title), page.language, page.robots);
  }

  /** What buttons, pictures and empty fields say: it stands in attributes, one in a line. */
  public static String inAttributes(String source) {
    PageText page = new PageText(source, true);
    page.scan();
    return plain(page.shownByAttributes);
  }

  private static String plain(CharSequence text) {
    String whole = text.toString();
    return Wording.plain(whole.indexOf('&') < 0 ? whole : Parser.unescapeEntities(whole, false));
  }

  private void scan() {
    int at = 0;
    while (at < source.length()) {
      int open = source.indexOf('<', at);
      if (open < 0) {
        seen.append(source, at, source.length());
        return;
      }
      seen.append(source, at, open);
      at = markup(open);
    }
  }

  /** Handles what begins with the bracket and returns where it ends. */
  private int markup(int open) {
    char next = open + 1 < source.length() ? source.charAt(open + 1) : ' ';
    if (next == '!' || next == '?') {
      return source.startsWith("<!--", open) ? after("-->", open + 4) : after(">", open + 2);
    }
    boolean closing = next == '/';
    int nameAt = closing ? open + 2 : open + 1;
    String name = name(nameAt);
    if (name.isEmpty()) {
      seen.append('<');
      return open + 1;
    }
    if (!INLINE.contains(name) && !UNSEEN.contains(name)) {
      seen.append(' ');
    }
    return closing
        ? after(">", nameAt)
        : opened(name, nameAt + name.length(), tagEnd(nameAt + name.length()));
  }

  private String name(int from) {
    int to = from;
    while (to < source.length() && to - from < LONGEST_NAME && isNameCharacter(source.charAt(to))) {
      to++;
    }
    boolean letter = to > from && Character.isLetter(source.charAt(from));
    return letter ? source.substring(from, to).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  private int opened(String name, int from, int end) {
    if (UNSEEN.contains(name)) {
      return closed(name, end);
    }
    if (name.equals("title")) {
      int to = closed(name, end);
      int text = source.lastIndexOf("</", to);
      if (title == null && text >= end) {
        title = source.substring(end, text);
      }
      return to;
    }
    if (name.equals("html") || name.equals("meta")) {
      aboutPage(name, values(from, end));
    } else if (attributes && source.indexOf('=', from, Math.max(from, end)) >= 0) {
      readable(values(from, end));
    }
    return end;
  }

  private void aboutPage(String name, Map<String, String> values) {
    String told = values.get("lang");
    if (name.equals("html") && told != null && language == null && !told.isBlank()) {
      language = told.strip();
    }
    String to = values.getOrDefault("name", "").toLowerCase(Locale.ROOT);
    String content = values.getOrDefault("content", "");
    if (robots == null && Robots.meantForSearch(to) && Robots.keepOut(content)) {
      robots = "<meta name=\"" + to + "\" content=\"" + content + "\">";
    }
  }

  private void readable(Map<String, String> values) {
    if (values.getOrDefault("type", "").equalsIgnoreCase("hidden")) {
      return;
    }
    for (String name : new String[] {"value", "alt", "placeholder", "aria-label", "title"}) {
      String text = values.get(name);
      if (text != null) {
        shownByAttributes.append(text).append(" \n");
      }
    }
  }

  private Map<String, String> values(int from, int end) {
    Map<String, String> values = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(source).region(from, Math.min(end, from + LONGEST_TAG));
    while (matcher.find()) {
      String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      values.putIfAbsent(
          matcher.group(1).toLowerCase(Locale.ROOT), value != null ? value : matcher.group(4));
    }
    return values;
  }

  /** After the bracket that ends the tag; one between quotes does not. */
  private int tagEnd(int from) {
    if (!quotesMatter) {
      return after(">", from);
    }
    char quote = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote == 0 && c == '>') {
        return i + 1;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'') && source.charAt(i - 1) == '=') {
        quote = c;
      }
    }
    // A quote that never ends: from here on they are not believed, or time would be squared.
    quotesMatter = false;
    return after(">", from);
  }

  /** After the closing tag; the end of the source if it is never closed. */
  private int closed(String name, int from) {
    int at = source.indexOf("</", from);
    while (at >= 0) {
      if (source.regionMatches(true, at + 2, name, 0, name.length())) {
        return after(">", at);
      }
      at = source.indexOf("</", at + 2);
    }
    return source.length();
  }

  private int after(String mark, int from) {
    int at = source.indexOf(mark, from);
    return at < 0 ? source.length() : at + mark.length();
  }
}
