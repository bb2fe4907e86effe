package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Hints;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page as the rules see it.
 *
 * @param hints how its dates are to be read; dates without a year come with one that means nothing
 * @param languages in which promises are looked for, as two letters
 * @param archive whether its address says that old words are right there: news, press, terms
 * @param article whether it says of itself that it is an article, which speaks of its own day
 */
record Sheet(
    Document document,
    URI address,
    List<Passage> passages,
    StructuredData data,
    Hints hints,
    List<String> languages,
    boolean archive,
    boolean article) {
  /** A leap year: only there every day of the calendar can be found without a year. */
  private static final LocalDate ANY_YEAR = LocalDate.of(2024, 7, 1);

  private static final Pattern ARCHIVE =
      Pattern.compile(
          "(?:^|/)(?:blogs?|news|newsroom|press|presse|prensa|stampa|pers|archive?s?|archiv"
              + "|archivio|archivo|archief|archiwum|aktuelles|nachrichten|meldungen|magazine?"
              + "|journal|actualites?|noticias|notizie|nieuws|aktualnosci|wiadomosci|stories"
              + "|agb|allgemeine-geschaeftsbedingungen|terms|conditions|legal|impressum|imprint|privacy|datenschutz|cgv|cgu"
              + "|mentions-legales|aviso-legal|condiciones|privacidad|termini|condizioni"
              + "|note-legali|voorwaarden|algemene-voorwaarden|regulamin|polityka|cookies?"
              + "|widerruf|teilnahmebedingungen|changelog|release-notes|history|geschichte)"
              + "(?:[/_.-]|$)");

  private static final Pattern ARCHIVE_HOST =
      Pattern.compile("(?:blog|news|newsroom|press|presse|archive?|magazin)[.].*");

  private static final Set<String> ARTICLES =
      Set.of(
          "Article", "NewsArticle", "BlogPosting", "Report", "LiveBlogPosting", "TechArticle",
          "ScholarlyArticle", "AnalysisNewsArticle", "OpinionNewsArticle");

  private static final Set<String> GOODS =
      Set.of("Product", "Offer", "AggregateOffer", "Event", "JobPosting", "Course", "Service");

  Sheet {
    passages = List.copyOf(passages);
    languages = List.copyOf(languages);
  }

  /**
   * Reads a page.
   *
   * @param ignore selectors of parts that do not count
   * @param languages to look for; those that the page declares, and English, if empty
   */
  static Sheet of(Document page, URI address, List<String> ignore, List<String> languages) {
    StructuredData data = StructuredData.of(page);
    String declared = language(page);
    boolean article = data.things().stream().anyMatch(thing -> hasOne(thing, ARTICLES));
    boolean goods = data.things().stream().anyMatch(thing -> hasOne(thing, GOODS));
    String path = address.getPath() == null ? "" : address.getPath().toLowerCase(Locale.ROOT);
    return new Sheet(
        page,
        address,
        Passages.of(page, ignore),
        data,
        Hints.of(declared.isEmpty() ? null : declared, address.getHost(), ANY_YEAR),
        languages.isEmpty() ? PromoWords.languages(declared) : languages,
        ARCHIVE.matcher(path).find() || ARCHIVE_HOST.matcher(host(address)).matches(),
        article && !goods);
  }

  private static String host(URI address) {
    return address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
  }

  private static boolean hasOne(StructuredData.Thing thing, Set<String> types) {
    return thing.types().stream().anyMatch(types::contains);
  }

  private static String language(Document page) {
    Element root = page.selectFirst("html[lang]");
    return root == null ? "" : root.attr("lang").strip();
  }

  /** A selector that finds the element again; its name alone where none can be made. */
  static String selector(Element element) {
    try {
      String selector = element.cssSelector();
      return selector.length() <= Ending.LONGEST_QUOTE ? selector : element.normalName();
    } catch (IllegalStateException | IllegalArgumentException e) {
      return element.normalName();
    }
  }
}
