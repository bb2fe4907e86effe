package io.wellkept.probe.destination;

import io.wellkept.probe.Wording;
import io.wellkept.probe.destination.Visit.SoldOut;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Whether a page says that there is nothing left. */
final class SoldOutWords {
  private static final double CERTAIN = 0.95;
  private static final double BY_LABEL = 0.7;
  private static final double SAID_SO = 1;

  /** One of many labels on a page speaks of one of many things. */
  private static final double ONE_OF_MANY = 0.3;

  private static final int LONGEST_LABEL = 40;
  private static final int LARGEST_SCRIPT = 500_000;

  private static final List<String> USUAL =
      List.of(
          "sold out",
          "out of stock",
          "no longer available",
          "currently unavailable",
          "ausverkauft",
          "nicht mehr verfügbar",
          "nicht mehr lieferbar",
          "derzeit nicht verfügbar",
          "vergriffen",
          "ausgebucht",
          "épuisé",
          "épuisée",
          "épuisés",
          "épuisées",
          "en rupture de stock",
          "rupture de stock",
          "agotado",
          "agotada",
          "agotados",
          "agotadas",
          "sin existencias",
          "esaurito",
          "esaurita",
          "esauriti",
          "esaurite",
          "non disponibile",
          "non disponibili",
          "uitverkocht",
          "niet meer leverbaar",
          "wyprzedane",
          "brak w magazynie");

  /** What may stand beside them on a label: each other word may turn their sense. */
  private static final Set<String> BESIDE =
      Set.of(
          """
          sorry unfortunately we are is this it item product all tickets now already currently \
          completely leider zurzeit zur zeit derzeit momentan aktuell bereits schon alles alle \
          komplett restlos artikel produkt karten désolé malheureusement actuellement \
          momentanément déjà tout article produit lo sentimos ya temporalmente actualmente \
          producto artículo entradas purtroppo attualmente momentaneamente prodotto articolo al \
          momento helaas momenteel tijdelijk dit niestety obecnie chwilowo bilety\
          """
              .split(" "));

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /** Offers for machines, in JSON-LD or microdata. */
  private static final Pattern AVAILABILITY =
      Pattern.compile(
          "\"availability\"\\s*:\\s*\"(?:https?:\\\\?/\\\\?/schema\\.org\\\\?/)?(\\w+)\"");

  private static final Set<String> GONE = Set.of("SoldOut", "OutOfStock", "Discontinued");

  /** A choice of several things, one of which may be gone. */
  private static final String CHOICES =
      "option, select, li, tr, [role=option], [role=radio], label";

  private SoldOutWords() {}

  /**
   * What says so, most certain first.
   *
   * @param text what visitors read, as {@link Wording#comparable}
   * @param own words that somebody named: they count wherever they stand
   */
  static Optional<SoldOut> in(Document page, String text, List<String> own) {
    for (String words : own) {
      int at = text.indexOf(Wording.comparable(words));
      if (at >= 0) {
        String quote = Wording.quote(text, at, Wording.comparable(words).length());
        return Optional.of(new SoldOut(quote, "text", SAID_SO));
      }
    }
    List<String> availabilities = availabilities(page);
    if (!availabilities.isEmpty()) {
      return availabilities.stream().allMatch(GONE::contains)
          ? Optional.of(
              new SoldOut("availability " + availabilities.get(0), "structured data", CERTAIN))
          : Optional.empty();
    }
    return USUAL.stream().anyMatch(text::contains) ? label(page) : Optional.empty();
  }

  private static List<String> availabilities(Document page) {
    List<String> found = new java.util.ArrayList<>();
    for (Element script : page.select("script[type=application/ld+json]")) {
      String json = script.data();
      if (json.length() <= LARGEST_SCRIPT) {
        Matcher matcher = AVAILABILITY.matcher(json);
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    }
    for (Element item : page.select("[itemprop=availability]")) {
      String said = item.hasAttr("href") ? item.attr("href") : item.attr("content");
      found.add(said.substring(said.lastIndexOf('/') + 1));
    }
    return found;
  }

  /** Only words that stand alone, as on a badge or a button: sentences speak of many things. */
  private static Optional<SoldOut> label(Document page) {
    List<Element> labels =
        page.body().getAllElements().stream()
            .filter(element -> isLabel(element.ownText()))
            .filter(element -> element.closest(CHOICES) == null)
            .limit(2)
            .toList();
    return labels.stream()
        .findFirst()
        .map(one ->
            new SoldOut(
                one.ownText().strip(),
                one.cssSelector(),
                labels.size() == 1 ? BY_LABEL : ONE_OF_MANY));
  }

  private static boolean isLabel(String own) {
    if (own.isBlank() || own.length() > LONGEST_LABEL) {
      return false;
    }
    String plain = Wording.comparable(own);
    return USUAL.stream().anyMatch(words -> isJust(plain, words));
  }

  /** "Sold out!" and "Leider ausverkauft", and not "Nearly sold out" or "Hide sold out". */
  private static boolean isJust(String plain, String words) {
    String all = spaced(plain);
    String sought = spaced(words);
    int at = all.indexOf(sought);
    if (at < 0 || plain.contains("?")) {
      return false;
    }
    String others = all.substring(0, at) + " " + all.substring(at + sought.length());
    return others.isBlank() || BESIDE.containsAll(List.of(others.strip().split(" +")));
  }

  /** The words with one blank around each. */
  private static String spaced(String plain) {
    return " " + BETWEEN_WORDS.matcher(plain).replaceAll(" ").strip() + " ";
  }
}
