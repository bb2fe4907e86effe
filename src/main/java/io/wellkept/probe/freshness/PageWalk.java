package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Clue.Stamp;
import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.DateTexts.Hints;
import io.wellkept.probe.freshness.Sign.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Goes once over a page, from its first node to its last, and collects what speaks of a date. */
final class PageWalk {
  private static final Set<String> SKIPPED =
      Set.of("style", "template", "svg", "iframe", "select", "textarea", "object", "canvas");

  /** They do not end a line. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "bdi", "big", "cite", "em", "font", "i", "ins", "label", "mark", "small",
          "span", "strong", "sub", "sup", "time", "u", "img", "wbr", "script", "s", "del", "code");

  private static final int LONGEST_LINE = 400;
  private static final int MOST_CLUES = 400;

  private final Hints hints;
  private final Regions regions = new Regions();
  private final List<Clue> clues = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private final Headings headings = new Headings();
  private final List<String> addresses = new ArrayList<>(2);
  private final List<String> pictures = new ArrayList<>(2);
  private @Nullable Element dateElement;
  private boolean digits;
  private String lineBefore = "";
  private int read;

  /**
   * A date in the body, to be weighed when the headings are known.
   *
   * @param stamp the date
   * @param says what the words or names beside it say
   * @param label whether words say it, and which
   * @param source where it stands
   * @param quote the words around it
   * @param at how many characters visitors have read before it
   * @param line how long its line is
   * @param before how many characters of its line stand before it
   * @param marked whether class names or elements say that it is a date
   * @param region in which part of the page it stands
   */
  record Placed(
      Stamp stamp,
      Says says,
      Labels.Label label,
      Source source,
      String quote,
      int at,
      int line,
      int before,
      boolean marked,
      Regions.Region region) {}

  PageWalk(Hints hints) {
    this.hints = hints;
  }

  List<Clue> clues() {
    return clues;
  }

  List<Placed> placed() {
    return placed;
  }

  Headings headings() {
    return headings;
  }

  /** What the page says its address is. */
  List<String> addresses() {
    return addresses;
  }

  List<String> pictures() {
    return pictures;
  }

  void over(Document page) {
    Node node = page;
    int depth = 0;
    while (node != null) {
      boolean inside = enter(node, depth);
      if (inside && node.childNodeSize() > 0) {
        node = node.childNode(0);
        depth++;
        continue;
      }
      leave(node, depth);
      while (node.nextSibling() == null && depth > 0) {
        Node parent = node.parent();
        if (parent == null) {
          break;
        }
        node = parent;
        depth--;
        leave(node, depth);
      }
      node = node == page ? null : node.nextSibling();
    }
    endLine();
  }

  /** Whether what is in it is of interest. */
  private boolean enter(Node node, int depth) {
    if (node instanceof TextNode text) {
      append(text);
      return false;
    }
    if (!(node instanceof Element element)) {
      return false;
    }
    String name = element.normalName();
    if (SKIPPED.contains(name)) {
      return false;
    }
    if (!INLINE.contains(name)) {
      endLine();
    }
    regions.enter(element, name, depth);
    boolean inside = true;
    switch (name) {
      case "script" -> inside = script(element);
      case "meta" -> meta(element);
      case "link" -> link(element);
      case "time" -> inside = time(element);
      case "img" -> picture(element);
      case "h1", "h2", "h3", "title" -> headings.enter(name, read, regions.now());
      default -> inside = attributes(element);
    }
    return inside;
  }

  private void leave(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    String name = element.normalName();
    if (!INLINE.contains(name)) {
      if (name.equals("title") || headings.isOpen() && name.startsWith("h")) {
        headings.leave(line);
      }
      endLine();
    }
    regions.leave(depth);
  }

  private void append(TextNode node) {
    String text = node.getWholeText();
    int length = text.length();
    boolean blank = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
    boolean first = !digits;
    for (int i = 0; i < length && line.length() < LONGEST_LINE; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '\u00a0') {
        if (!blank) {
          line.append(' ');
          blank = true;
        }
        continue;
      }
      blank = false;
      line.append(c);
      if (DateGrammar.digit(c) >= 0) {
        digits = true;
      }
    }
    if (first && digits) {
      dateElement = node.parent() instanceof Element parent ? parent : null;
    }
    read += Math.max(0, length - 1);
  }

  private void endLine() {
    if (line.isEmpty()) {
      return;
    }
    if (digits && placed.size() < MOST_CLUES) {
      dates(line.toString());
    }
    if (line.length() > 1) {
      lineBefore = line.length() <= Labels.REACH ? line.toString() : "";
    }
    line.setLength(0);
    digits = false;
    dateElement = null;
  }

  private void dates(String text) {
    List<Found> found = DateTexts.in(text, hints);
    int from = 0;
    for (Found one : found) {
      if (!one.range()) {
        place(text, from, one);
      }
      from = one.end();
    }
  }

  private void place(String text, int from, Found found) {
    int start = found.start();
    String before = text.substring(Math.max(from, start - Labels.REACH), start);
    Labels.Label label = Labels.of(before);
    if (label == Labels.Label.NONE && start < 12 && from == 0) {
      label = Labels.of(lineBefore);
    }
    boolean marked = dateElement != null && Marks.dated(dateElement);
    Says says =
        switch (label) {
          case PUBLISHED -> Says.PUBLISHED;
          case CHANGED -> Says.CHANGED;
          case OTHER, NONE -> Says.SOMETHING;
        };
    if (says == Says.SOMETHING && marked && dateElement != null && Marks.changed(dateElement)) {
      says = Says.CHANGED;
    }
    String quote =
        text.substring(
            Math.max(0, start - Labels.REACH), Math.min(text.length(), found.end() + 10));
    placed.add(
        new Placed(
            Stamp.of(found),
            says,
            label,
            Source.TEXT,
            quote,
            Math.max(0, read - text.length()) + start,
            text.length(),
            start,
            marked,
            regions.now()));
  }

  private boolean script(Element element) {
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    String data = element.data();
    if (type.contains("ld+json")) {
      linkedData(data);
    } else if (type.isEmpty() || type.contains("json") || type.contains("javascript")) {
      namedInScript(data);
    }
    return false;
  }

  private void linkedData(String data) {
    for (JsonDates.Dates dates : JsonDates.in(data)) {
      double weight = Weights.ofType(dates.type(), dates.aside());
      if (dates.published() != null) {
        add(dates.published(), Says.PUBLISHED, Source.JSON_LD, "datePublished", weight);
      }
      if (dates.modified() != null) {
        add(dates.modified(), Says.CHANGED, Source.JSON_LD, "dateModified", weight);
      }
    }
  }

  private void namedInScript(String data) {
    for (ScriptDates.Named named : ScriptDates.in(data)) {
      Stamp stamp = StampText.of(named.value(), hints);
      if (stamp != null && clues.size() < MOST_CLUES) {
        double weight = named.created() ? Weights.CREATED_IN_SCRIPT : Weights.IN_SCRIPT;
        clues.add(new Clue(stamp, Says.PUBLISHED, Source.SCRIPT, named.quote(), weight));
      }
    }
  }

  private void add(String value, Says says, Source source, String name, double weight) {
    Stamp stamp = StampText.of(value, hints);
    if (stamp != null && clues.size() < MOST_CLUES) {
      clues.add(new Clue(stamp, says, source, name + " " + value.strip(), weight));
    }
  }

  private void meta(Element element) {
    String content = element.attr("content");
    if (content.isEmpty()) {
      return;
    }
    for (String key : List.of("property", "name", "itemprop", "http-equiv", "pubdate")) {
      String name = element.attr(key);
      if (name.isEmpty()) {
        continue;
      }
      if (name.equals("og:url")) {
        addresses.add(content);
      } else if (name.equals("og:title")) {
        headings.titled(content);
      } else if (name.equals("og:image")) {
        pictures.add(content);
      }
      Says says = MetaNames.says(name);
      if (says != null) {
        boolean item = key.equals("itemprop");
        Source source = item ? Source.MICRODATA : Source.META;
        double weight = Weights.ofMeta(name, says) * Weights.ofRegion(regions.now());
        add(content, says, source, name, weight);
        return;
      }
    }
  }

  private void link(Element element) {
    String rel = element.attr("rel");
    if (rel.equals("canonical") || rel.equals("shortlink")) {
      addresses.add(element.attr("href"));
    }
  }

  private void picture(Element element) {
    if (pictures.size() < 6 && regions.now() == Regions.Region.MAIN) {
      String source = element.attr("src");
      if (!source.isEmpty() && source.length() < 400) {
        pictures.add(source);
      }
    }
  }

  /** A time element; whether its text is still to be read. */
  private boolean time(Element element) {
    String value = element.attr("datetime");
    Stamp stamp = value.isEmpty() ? null : StampText.of(value, hints);
    if (stamp == null) {
      return true;
    }
    String prop = element.attr("itemprop");
    Says named = prop.isEmpty() ? null : MetaNames.says(prop);
    Labels.Label label = beside();
    Says says = named == null ? says(label) : named;
    if (says == Says.SOMETHING) {
      says = Marks.says(element);
    }
    Source source = named == null ? Source.TIME : Source.MICRODATA;
    String words = element.text();
    String quote = words.isEmpty() ? value : words + " (" + value + ")";
    place(stamp, says, label, source, quote);
    line.append(words.length() > 40 ? "" : " ");
    return false;
  }

  private static Says says(Labels.Label label) {
    return switch (label) {
      case PUBLISHED -> Says.PUBLISHED;
      case CHANGED -> Says.CHANGED;
      case OTHER, NONE -> Says.SOMETHING;
    };
  }

  private Labels.Label beside() {
    String here = line.substring(Math.max(0, line.length() - Labels.REACH));
    Labels.Label label = Labels.of(here);
    return label == Labels.Label.NONE && here.length() < 12 ? Labels.of(lineBefore) : label;
  }

  private void place(Stamp stamp, Says says, Labels.Label label, Source source, String quote) {
    if (placed.size() < MOST_CLUES) {
      placed.add(
          new Placed(
              stamp, says, label, source, quote, read, 0, line.length(), true, regions.now()));
    }
  }

  /** Microdata, RDFa, and titles of elements that are called dates. */
  private boolean attributes(Element element) {
    if (element.attributesSize() == 0) {
      return true;
    }
    String prop = element.attr("itemprop");
    if (prop.isEmpty()) {
      prop = element.attr("property");
    }
    Says named = prop.isEmpty() ? null : MetaNames.says(prop);
    if (named != null) {
      return !machineValue(element, named, Source.MICRODATA);
    }
    if (Marks.named(element)) {
      machineValue(element, Marks.says(element), Source.TIME);
    }
    return true;
  }

  private boolean machineValue(Element element, Says says, Source source) {
    for (String key : List.of("content", "datetime", "title", "data-datetime", "data-date",
        "data-timestamp", "data-time", "data-published")) {
      String value = element.attr(key);
      Stamp stamp = value.isEmpty() ? null : StampText.of(value, hints);
      if (stamp != null) {
        place(stamp, says, beside(), source, key + " " + value);
        return true;
      }
    }
    if (source == Source.MICRODATA) {
      String words = element.text();
      Stamp stamp = StampText.of(words, hints);
      if (stamp != null) {
        place(stamp, says, Labels.Label.NONE, source, words);
        return true;
      }
    }
    return false;
  }
}
