package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Clue.Stamp;
import io.wellkept.probe.freshness.Collected.Placed;
import io.wellkept.probe.freshness.Labels.Label;
import io.wellkept.probe.freshness.Sign.Source;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Goes once over a page, from its first node to its last, and collects what speaks of a date. */
final class PageWalk {
  private static final Set<String> SKIPPED =
      Set.of("style", "template", "svg", "iframe", "select", "textarea", "object", "canvas");

  /** They do not end a line. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "bdi", "big", "cite", "em", "font", "i", "ins", "label", "mark",
          "small", "span", "strong", "sub", "sup", "time", "u", "img", "wbr", "script", "s", "del",
          "code");

  /** Attributes in which machines find what visitors read otherwise. */
  private static final List<String> VALUES =
      List.of(
          "content",
          "datetime",
          "title",
          "data-datetime",
          "data-date",
          "data-timestamp",
          "data-time",
          "data-published");

  private final DateCustom custom;
  private final Namings namings = new Namings();
  private final Regions regions = new Regions(namings);
  private final Headings headings = new Headings();
  private final Collected collected;
  private final DataReader data;
  private final LineReader lines;

  PageWalk(DateCustom custom) {
    this.custom = custom;
    this.collected = new Collected(custom);
    this.data = new DataReader(collected, headings, regions);
    this.lines = new LineReader(custom, collected, namings, regions, headings);
  }

  Collected collected() {
    return collected;
  }

  Headings headings() {
    return headings;
  }

  void over(Document page) {
    Node node = page;
    int depth = 0;
    while (node != null) {
      if (enter(node, depth) && node.childNodeSize() > 0) {
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
      node = depth == 0 ? null : node.nextSibling();
    }
    lines.end();
  }

  /** Whether what is in it is of interest. */
  private boolean enter(Node node, int depth) {
    if (node instanceof TextNode text) {
      lines.append(text);
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
      lines.end();
    }
    regions.enter(element, name, depth);
    return inside(element, name);
  }

  private boolean inside(Element element, String name) {
    return switch (name) {
      case "script" -> {
        data.script(element);
        yield false;
      }
      case "meta" -> {
        data.meta(element);
        yield false;
      }
      case "link" -> {
        data.link(element);
        yield false;
      }
      case "time" -> time(element);
      case "h1", "h2", "h3", "title" -> {
        boolean headline = element.attr("itemprop").contains("headline");
        headings.enter(name, lines.read(), regions.now(), headline);
        yield true;
      }
      default -> attributes(element);
    };
  }

  private void leave(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    String name = element.normalName();
    if (!INLINE.contains(name)) {
      boolean ends = headings.isOpen() && (name.equals("title") || name.startsWith("h"));
      if (ends && headings.leave(lines.line())) {
        regions.titled();
      }
      lines.end();
    }
    regions.leave(depth);
  }

  /** A time element; whether its text is still to be read. */
  private boolean time(Element element) {
    String value = element.attr("datetime");
    Stamp stamp = value.isEmpty() ? null : StampText.of(value, custom);
    if (stamp == null) {
      return true;
    }
    String prop = element.attr("itemprop");
    Says named = prop.isEmpty() ? null : MetaNames.says(prop);
    Label label = lines.beside();
    Says says = named == null ? label.says() : named;
    if (says == Says.SOMETHING) {
      says = namings.says(element);
    }
    String words = element.text();
    String quote = words.isEmpty() ? value : words + " (" + value + ")";
    place(stamp, says, label, named == null ? Source.TIME : Source.MICRODATA, quote);
    return false;
  }

  /** Microdata, RDFa, and values of elements that are called dates. */
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
      return !value(element, named, Source.MICRODATA) && !words(element, named);
    }
    if (namings.of(element).dated()) {
      value(element, namings.says(element), Source.TIME);
    }
    return true;
  }

  private boolean value(Element element, Says says, Source source) {
    for (String key : VALUES) {
      String value = element.attr(key);
      Stamp stamp = value.isEmpty() ? null : StampText.of(value, custom);
      if (stamp != null) {
        place(stamp, says, lines.beside(), source, value);
        return true;
      }
    }
    return false;
  }

  private boolean words(Element element, Says says) {
    String words = element.text();
    Stamp stamp = StampText.of(words, custom);
    if (stamp != null) {
      place(stamp, says, Label.NONE, Source.MICRODATA, words);
    }
    return stamp != null;
  }

  private void place(Stamp stamp, Says says, Label label, Source source, String quote) {
    int before = lines.length();
    collected.place(
        new Placed(
            stamp,
            says,
            label,
            source,
            quote,
            lines.read(),
            0,
            before,
            true,
            false,
            regions.now()));
  }
}
