package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Passage.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** Cuts a page into its passages, without what nobody reads or somebody else says. */
final class Passages {
  /** What is in them nobody reads on the page. */
  static final Set<String> UNREAD =
      Set.of(
          "script",
          "style",
          "template",
          "noscript",
          "iframe",
          "svg",
          "canvas",
          "object",
          "select",
          "textarea",
          "head");

  /** They offer or quote: what they say is not the page's own word of today. */
  private static final Set<String> QUOTED =
      Set.of("datalist", "code", "pre", "kbd", "samp", "blockquote", "q", "del", "s", "strike");

  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "bdi", "bdo", "big", "cite", "br", "dfn", "em", "font", "i", "img",
          "ins", "label", "mark", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
          "wbr");

  private static final Pattern SILENT_CLASS =
      token(
          "testimonials?|reviews?|rezension(?:en)?|bewertung(?:en)?|comments?|kommentare?"
              + "|comment-?list|quotes?|zitate?|breadcrumbs?|pagination|cookie-?(?:banner|notice)?"
              + "|consent|sr-only|visually-hidden|screen-reader-text|changelog");

  private static final Pattern BANNER_CLASS =
      token(
          "banners?|promos?|promotion|offers?|sale|deals?|aktion(?:en)?|angebote?|hero|top-?bar"
              + "|announcement(?:-?bar)?|notice|countdown|ribbon|badge|sticky-?bar|flash");

  private static final Pattern FOOTER_CLASS = token("(?:site-?|page-?)?footer|copyright|colophon");
  private static final int LARGEST = 4_000;
  private static final int MOST = 6_000;

  private final Set<Element> ignored = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Element> entries = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Passage> passages = new ArrayList<>();
  private final Deque<State> states = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();

  /** The block whose text is being gathered. */
  private record State(Element element, Place place) {}

  private Passages() {}

  private static Pattern token(String names) {
    return Pattern.compile("(?:^|[\\s_-])(?:" + names + ")(?:$|[\\s_-])", Pattern.CASE_INSENSITIVE);
  }

  /**
   * All passages in the order of the page.
   *
   * @param ignore selectors of parts that do not count
   */
  static List<Passage> of(Document page, List<String> ignore) {
    Passages reader = new Passages();
    ignore.forEach(selector -> reader.ignored.addAll(page.select(selector)));
    reader.findEntries(page);
    reader.head(page);
    reader.read(page.body());
    return reader.passages;
  }

  /** One dated article is the page itself; several are a list of what was said at its time. */
  private void findEntries(Document page) {
    for (String kind : List.of("article", "li", "[class*=teaser]", "[class*=post-]")) {
      List<Element> dated = page.select(kind + ":has(time)");
      if (dated.size() > 1) {
        entries.addAll(dated);
      }
    }
  }

  private void head(Document page) {
    add(page, page.title(), Place.TITLE);
    Element description = page.selectFirst("meta[name=description]");
    if (description != null) {
      add(description, description.attr("content"), Place.DESCRIPTION);
    }
  }

  private void read(Element body) {
    states.push(new State(body, Place.BODY));
    NodeTraversor.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            return enter(node);
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            leave(node);
            return FilterResult.CONTINUE;
          }
        },
        body);
    flush();
  }

  private NodeFilter.FilterResult enter(Node node) {
    if (passages.size() >= MOST) {
      return NodeFilter.FilterResult.STOP;
    }
    if (node instanceof TextNode words) {
      if (text.length() < LARGEST) {
        text.append(words.getWholeText());
      }
      return NodeFilter.FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) {
      return NodeFilter.FilterResult.CONTINUE;
    }
    if (silent(element)) {
      text.append(' ');
      return NodeFilter.FilterResult.SKIP_ENTIRELY;
    }
    String tag = element.normalName();
    if (tag.equals("img")) {
      picture(element);
    } else if (tag.equals("br") || tag.equals("wbr")) {
      text.append(' ');
    }
    Place place = place(element);
    if (block(element) || place != state().place()) {
      flush();
      states.push(new State(element, place));
    }
    return NodeFilter.FilterResult.CONTINUE;
  }

  private void leave(Node node) {
    if (node instanceof Element element && states.size() > 1 && state().element().equals(element)) {
      flush();
      states.pop();
    }
  }

  private State state() {
    return states.getFirst();
  }

  private static boolean block(Element element) {
    return !INLINE.contains(element.normalName());
  }

  private boolean silent(Element element) {
    String tag = element.normalName();
    if (UNREAD.contains(tag) || QUOTED.contains(tag) || ignored.contains(element)) {
      return true;
    }
    if (element.attributesSize() == 0) {
      return false;
    }
    return element.hasAttr("hidden")
        || element.attr("style").replace(" ", "").contains("display:none")
        || named(element, SILENT_CLASS);
  }

  static boolean named(Element element, Pattern names) {
    String own = element.className() + " " + element.id();
    return own.length() > 1 && names.matcher(own).find();
  }

  private Place place(Element element) {
    Place around = state().place();
    if (around == Place.NAVIGATION || around == Place.FOOTER) {
      return around;
    }
    String tag = element.normalName();
    if (tag.equals("nav") || element.attr("role").equals("navigation")) {
      return Place.NAVIGATION;
    }
    if (tag.equals("footer") || element.attr("role").equals("contentinfo")) {
      return inArticle(element) ? around : Place.FOOTER;
    }
    if (entries.contains(element)) {
      return Place.ENTRY;
    }
    if (element.attributesSize() == 0 || tag.equals("body")) {
      return around;
    }
    if (block(element) && named(element, FOOTER_CLASS)) {
      return Place.FOOTER;
    }
    boolean banner = named(element, BANNER_CLASS) || element.hasAttr("data-countdown");
    return banner && around == Place.BODY ? Place.BANNER : around;
  }

  private static boolean inArticle(Element element) {
    return element.closest("article") != null;
  }

  /** Only a large picture says something of its own, and only its words can be read. */
  private void picture(Element image) {
    String words = image.attr("alt");
    if (words.length() > 12 && state().place() != Place.FOOTER) {
      Place place = state().place();
      boolean ours = place == Place.BODY || place == Place.BANNER;
      add(image, words, ours ? Place.PICTURE : place);
    }
  }

  private void flush() {
    if (!text.isEmpty()) {
      State state = state();
      add(state.element(), text.toString(), state.place());
      text.setLength(0);
    }
  }

  private void add(Element element, @Nullable String words, Place place) {
    String plain = words == null ? "" : plain(words);
    if (!plain.isEmpty()) {
      passages.add(new Passage(element, plain, place));
    }
  }

  /** One blank for any run of them, nothing invisible. */
  static String plain(String words) {
    StringBuilder plain = new StringBuilder(words.length());
    boolean blank = true;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == '\u00ad' || c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\ufeff') {
        continue;
      }
      boolean isBlank = c <= ' ' || Character.isSpaceChar(c);
      if (!isBlank) {
        plain.append(c);
      } else if (!blank) {
        plain.append(' ');
      }
      blank = isBlank;
    }
    return plain.toString().strip();
  }
}
