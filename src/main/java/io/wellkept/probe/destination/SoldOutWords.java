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
          "en rupture de stock",
          "rupture de stock",
          "complet",
          "agotado",
          "sin existencias",
          "esaurito",
          "non disponibile",
          "uitverkocht",
          "niet meer leverbaar",
          "wyprzedane",
          "brak w magazynie");

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

  /** "Sold out!" and "Leider ausverkauft", and not "sold out fast last year". */
  private static boolean isJust(String plain, String words) {
    int at = plain.indexOf(words);
    return at >= 0 && plain.length() - words.length() <= 12 && !plain.contains("?");
  }
}
