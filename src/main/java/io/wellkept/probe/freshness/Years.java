package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Ending.Until;
import io.wellkept.probe.freshness.Passage.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Years that stand where this year's should: copyright, prices, programmes, documents. */
final class Years {
  private static final double COPYRIGHT = 0.3;
  private static final double YEAR = 0.4;
  private static final double DOCUMENT = 0.5;

  private static final String RANGE = "((?:19|20)\\d\\d)(?:\\s*[-–—/]\\s*((?:19|20)?\\d\\d))?(?!\\d)";

  private static final Pattern RIGHTS =
      compiled("(?:©|\\(c\\)|\\bcopyright\\b)\\s*(?:©|\\(c\\))?([^\\d©|]{0,60}?)\\b" + RANGE);

  /** The year of the founding, whatever stands before it. */
  private static final Pattern FOUNDED =
      compiled(
          "\\b(?:since|seit|est|established|founded|gegründet|depuis|fondée?|desde|fundad[ao]|dal"
              + "|sinds|opgericht|od|założon\\w*|anno)\\b[.:]?\\s*(?:in\\s*)?$");

  private static final Pattern THIS_YEARS =
      compiled(
          "(?:\\b(?:prices?|price list|rates|fees|catalogue?|brochure|programme?|timetable|schedule"
              + "|season|preise|preisliste|tarife?|gebühren|katalog|programm|kursplan|kursprogramm"
              + "|fahrplan|spielplan|stundenplan|terminplan|saison|tarifs|prix|catalogue|horaires"
              + "|precios|tarifas|catálogo|temporada|prezzi|listino|catalogo|stagione|prijzen"
              + "|prijslijst|tarieven|seizoen|cennik|ceny|rozkład|sezon)\\b)[^\\d]{0,15}"
              + RANGE);

  /** Reports are of a year on purpose; lists and programmes are to be followed now. */
  private static final Pattern OF_NOW =
      compiled(
          "(?:price|preis|tarif|prix|precio|prezz|listino|prijs|cennik|catalog|katalog|menu|menü"
              + "|speisekarte|programm|kursplan|fahrplan|timetable|brochure|broschuere|prospekt|flyer"
              + "|order-?form|bestell|anmeldeformular|rates|fees)");

  private static final Pattern OF_THEN =
      compiled("(?:report|bericht|rapport|archiv|protokoll|minutes|presse?[-_]|press[-_]|studie)");

  private static final Pattern IN_NAME =
      Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)(?:[-_]((?:19|20)?\\d\\d)(?!\\d|[-_]\\d))?(?!\\d)");

  private Years() {}

  private static Pattern compiled(String pattern) {
    return Pattern.compile(
        pattern,
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  static List<Ending> of(Sheet sheet) {
    List<Ending> endings = new ArrayList<>();
    Ending rights = rights(sheet);
    if (rights != null) {
      endings.add(rights);
    }
    if (!sheet.archive() && !sheet.article()) {
      ofThisYear(sheet, endings);
      documents(sheet, endings);
    }
    return endings;
  }

  /** The latest of all, where there are several. */
  private static @Nullable Ending rights(Sheet sheet) {
    Ending latest = null;
    int latestYear = 0;
    for (Passage passage : sheet.passages()) {
      if (passage.place() != Place.FOOTER && !beginsWithRights(passage.text())) {
        continue;
      }
      Matcher found = RIGHTS.matcher(passage.text());
      while (found.find()) {
        int year = lastYear(found.group(2), found.group(3));
        if (year > latestYear && !FOUNDED.matcher(found.group(1)).find()) {
          latestYear = year;
          latest =
              new Ending(
                  Rule.COPYRIGHT,
                  new Until.Year(year),
                  passage.text(),
                  passage.where(),
                  COPYRIGHT);
        }
      }
    }
    return latest;
  }

  private static boolean beginsWithRights(String text) {
    return text.length() < 200 && RIGHTS.matcher(text).lookingAt();
  }

  private static int lastYear(String first, @Nullable String second) {
    int from = Integer.parseInt(first);
    if (second == null) {
      return from;
    }
    int to = Integer.parseInt(second);
    int whole = to < 100 ? from / 100 * 100 + to : to;
    return whole >= from && whole - from < 100 ? whole : from;
  }

  private static void ofThisYear(Sheet sheet, List<Ending> endings) {
    for (Passage passage : sheet.passages()) {
      boolean shortHeading = passage.prominent() && passage.text().length() < 200;
      Matcher found = shortHeading ? THIS_YEARS.matcher(passage.text()) : null;
      if (found != null && found.find()) {
        int year = lastYear(found.group(1), found.group(2));
        endings.add(
            new Ending(Rule.YEAR, new Until.Year(year), passage.text(), passage.where(), YEAR));
      }
    }
  }

  private static void documents(Sheet sheet, List<Ending> endings) {
    for (Element link : sheet.document().select("a[href~=(?i)\\.(pdf|docx?|xlsx?)([?#].*)?$]")) {
      String address = link.attr("href").replaceFirst("[?#].*$", "");
      String name = address.substring(address.lastIndexOf('/') + 1);
      if (!OF_NOW.matcher(name).find() || OF_THEN.matcher(name).find()) {
        continue;
      }
      Matcher year = IN_NAME.matcher(name);
      int latest = 0;
      while (year.find()) {
        latest = Math.max(latest, lastYear(year.group(1), year.group(2)));
      }
      if (latest > 0) {
        endings.add(
            new Ending(
                Rule.DOCUMENT, new Until.Year(latest), name, Sheet.selector(link), DOCUMENT));
      }
    }
  }
}
