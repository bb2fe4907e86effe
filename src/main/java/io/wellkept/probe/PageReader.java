package io.wellkept.probe;

import io.wellkept.probe.PageFacts.Contents;
import io.wellkept.probe.PageFacts.Found;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds in a page what the settings ask about. */
public final class PageReader {
  private static final int LONGEST_QUOTE = 300;

  private final PageSettings settings;
  private final URI address;
  private final boolean html;
  private final String source;
  private final Headers headers;

  private PageReader(
      PageSettings settings, URI address, boolean html, String source, Headers headers) {
    this.settings = settings;
    this.address = address;
    this.html = html;
    this.source = source;
    this.headers = headers;
  }

  static Contents read(PageSettings settings, Answer.Got got) {
    return settings.asksAboutContents()
        ? read(settings, got.way().address(), got.body().html(), got.body().text(), got.headers())
        : Contents.NOTHING;
  }

  /**
   * The same of a page that came on another way.
   *
   * @param html whether the source is HTML, and not a plain text
   */
  public static Contents read(
      PageSettings settings, URI address, boolean html, String source, Headers headers) {
    return new PageReader(settings, address, html, source, headers).contents();
  }

  private Contents contents() {
    PageText.Read page =
        html ? PageText.of(source) : new PageText.Read(Wording.plain(source), "", null, null);
    Document document =
        settings.asksAboutElements() ? Jsoup.parse(source, address.toString()) : new Document("");
    String byHeader = Robots.keepOut(headers.values("X-Robots-Tag"));
    return new Contents(
        missing(page.text(), source),
        unwanted(page.text()),
        settings.has().stream().filter(selector -> first(document, selector) == null).toList(),
        elements(document),
        elementTexts(document),
        settings.title() == null ? null : cut(page.title()),
        settings.language() == null ? null : language(page),
        byHeader != null ? cut(byHeader) : page.robots());
  }

  private String language(PageText.Read page) {
    String byHeader = headers.get("Content-Language");
    String own = page.language();
    return own != null ? own : byHeader == null ? "" : byHeader;
  }

  private List<String> missing(String text, String source) {
    if (settings.contains().isEmpty()) {
      return List.of();
    }
    String comparable = text.toLowerCase(Locale.ROOT);
    List<String> missing =
        settings.contains().stream()
            .filter(wanted -> !comparable.contains(Wording.comparable(wanted)))
            .toList();
    if (missing.isEmpty() || !html) {
      return missing;
    }
    // Rare enough to take a second pass: a button may carry its text in an attribute.
    String attributes = PageText.inAttributes(source).toLowerCase(Locale.ROOT);
    return missing.stream()
        .filter(wanted -> !attributes.contains(Wording.comparable(wanted)))
        .toList();
  }

  private List<Found> unwanted(String text) {
    if (settings.containsNot().isEmpty()) {
      return List.of();
    }
    String comparable = text.toLowerCase(Locale.ROOT);
    // Few letters change their number with their case; then the quote is in lower case.
    String quoted = comparable.length() == text.length() ? text : comparable;
    List<Found> found = new ArrayList<>();
    for (String unwanted : settings.containsNot()) {
      String words = Wording.comparable(unwanted);
      int at = comparable.indexOf(words);
      if (at >= 0) {
        found.add(new Found(unwanted, Wording.quote(quoted, at, words.length())));
      }
    }
    return found;
  }

  private List<Found> elements(Document document) {
    List<Found> found = new ArrayList<>();
    for (String selector : settings.hasNot()) {
      Element element = first(document, selector);
      if (element != null) {
        found.add(new Found(selector, cut(says(element))));
      }
    }
    return found;
  }

  private List<Found> elementTexts(Document document) {
    List<Found> wrong = new ArrayList<>();
    settings
        .selectorText()
        .forEach((selector, wanted) -> {
          List<Element> matches = document.select(selector);
          if (matches.stream().noneMatch(match -> Wording.contains(says(match), wanted))) {
            String quote = matches.isEmpty() ? "" : cut(says(matches.get(0)));
            wrong.add(new Found(selector, matches.isEmpty() || !quote.isEmpty() ? quote : "—"));
          }
        });
    return wrong;
  }

  private static @Nullable Element first(Document document, String selector) {
    return document.selectFirst(selector);
  }

  /** What a visitor reads there; a button or field may have its text as a value. */
  private static String says(Element element) {
    String text = element.text();
    return text.isEmpty() ? element.attr("value") : text;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
  }
}
