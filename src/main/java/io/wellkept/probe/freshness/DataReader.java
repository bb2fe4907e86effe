package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Sign.Source;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Reads the elements that only machines read: meta, link, script. */
final class DataReader {
  private static final List<String> NAMES =
      List.of("property", "name", "itemprop", "http-equiv", "pubdate");

  private final Collected collected;
  private final Headings headings;
  private final Regions regions;

  DataReader(Collected collected, Headings headings, Regions regions) {
    this.collected = collected;
    this.headings = headings;
    this.regions = regions;
  }

  void meta(Element element) {
    String content = element.attr("content");
    if (content.isEmpty()) {
      return;
    }
    for (String key : NAMES) {
      String name = element.attr(key);
      if (!name.isEmpty()) {
        named(key, name, content);
      }
    }
  }

  private void named(String key, String name, String content) {
    if (name.equals("og:url")) {
      collected.addresses().add(content);
      return;
    }
    if (name.equals("og:title")) {
      headings.titled(content);
      return;
    }
    Says known = MetaNames.says(name);
    Says says = known == null ? MetaNames.guess(name) : known;
    if (says == null) {
      return;
    }
    Source source = key.equals("itemprop") ? Source.MICRODATA : Source.META;
    double weight = known == null ? Weights.GUESSED_META : Weights.ofMeta(name, says);
    collected.add(
        content, says, source, name + " " + content, weight * Weights.ofRegion(regions.now()));
  }

  void link(Element element) {
    String rel = element.attr("rel");
    if (rel.equals("canonical") || rel.equals("shortlink")) {
      collected.addresses().add(element.attr("href"));
    }
  }

  void script(Element element) {
    Node first = element.childNodeSize() == 0 ? null : element.childNode(0);
    if (!(first instanceof DataNode node)) {
      return;
    }
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    if (type.contains("ld+json")) {
      linkedData(node.getWholeData());
    } else if (type.isEmpty() || type.contains("json") || type.contains("javascript")) {
      namedInScript(node.getWholeData());
    }
  }

  private void linkedData(String data) {
    for (JsonDates.Dates dates : JsonDates.in(data)) {
      double weight = Weights.ofType(dates.type(), dates.aside());
      if (dates.published() != null) {
        String quote = "datePublished " + dates.published();
        collected.add(dates.published(), Says.PUBLISHED, Source.JSON_LD, quote, weight);
      }
      if (dates.modified() != null) {
        String quote = "dateModified " + dates.modified();
        collected.add(dates.modified(), Says.CHANGED, Source.JSON_LD, quote, weight);
      }
    }
  }

  private void namedInScript(String data) {
    for (ScriptDates.Named named : ScriptDates.in(data)) {
      double weight = named.created() ? Weights.CREATED_IN_SCRIPT : Weights.IN_SCRIPT;
      collected.add(named.value(), Says.PUBLISHED, Source.SCRIPT, named.quote(), weight);
    }
  }
}
