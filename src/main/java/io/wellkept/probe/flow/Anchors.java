package io.wellkept.probe.flow;

import io.wellkept.probe.Wording;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds links as people name them. */
final class Anchors {
  private static final String LINKS = "a[href], area[href]";
  private static final String LEADING = "a[href], area[href], iframe[src], frame[src]";
  private static final int LISTED = 12;

  private Anchors() {}

  /** The link that is meant; one that says exactly that goes before one that begins so. */
  static Optional<Element> find(Document page, Step.Follow wanted) {
    String selector = wanted.selector();
    if (selector != null) {
      return page.select(selector).stream().flatMap(match -> leading(match).stream()).findFirst();
    }
    String text = Wording.comparable(wanted.text() == null ? "" : wanted.text());
    List<Element> links = page.select(LINKS);
    return first(links, link -> says(link).equals(text))
        .or(() -> first(links, link -> says(link).startsWith(text)))
        .or(() -> first(links, link -> says(link).contains(text)));
  }

  private static Optional<Element> first(List<Element> links, Predicate<Element> wanted) {
    return links.stream().filter(wanted).findFirst();
  }

  /** A selector may mean the link itself, what is in it, or what it is in. */
  private static Optional<Element> leading(Element match) {
    Element around = match.closest(LEADING);
    return Optional.ofNullable(around != null ? around : match.selectFirst(LEADING));
  }

  private static String says(Element link) {
    String text = Wording.comparable(link.text());
    if (!text.isEmpty()) {
      return text;
    }
    Element picture = link.selectFirst("img[alt]");
    String told =
        link.hasAttr("aria-label")
            ? link.attr("aria-label")
            : picture != null ? picture.attr("alt") : link.attr("title");
    return Wording.comparable(told);
  }

  /** Where it leads; empty if that is no page. */
  static Optional<HttpUrl> target(Element link, HttpUrl page) {
    String written = link.hasAttr("href") ? link.attr("href") : link.attr("src");
    return resolve(link, page, written);
  }

  /** An address as an element of the page means it, {@code <base>} included. */
  static Optional<HttpUrl> resolve(Element element, HttpUrl page, String written) {
    HttpUrl base = HttpUrl.parse(element.baseUri());
    return Optional.ofNullable((base == null ? page : base).resolve(written.strip()));
  }

  /** What the page's links say, for a reader who sees the check's words beside it. */
  static String listed(Document page) {
    List<String> said =
        page.select(LINKS).stream()
            .map(link -> Wording.plain(link.text()))
            .filter(text -> !text.isEmpty())
            .distinct()
            .limit(LISTED)
            .toList();
    return said.isEmpty() ? "a page without links" : Sight.cut(String.join(" · ", said));
  }
}
