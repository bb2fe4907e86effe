package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.Ending.Until;
import io.wellkept.probe.freshness.Passage.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Lists of what is to come, by their headings. They are right as long as one thing is to come. */
final class EventLists {
  private static final double SAYS_UPCOMING = 0.8;
  private static final double SAYS_EVENTS = 0.6;
  private static final int FEWEST = 2;

  private static final Pattern UPCOMING =
      compiled(
          "upcoming|(?:next|coming) (?:events?|dates|shows|concerts?|courses|workshops|webinars)"
              + "|(?:kommende|nächste|anstehende) (?:termine|veranstaltungen|events|konzerte|kurse|seminare|workshops)"
              + "|(?:prochain(?:e)?s|futurs) (?:événements|évènements|dates|concerts|rendez-vous|ateliers)|à venir"
              + "|próxim[oa]s (?:eventos|fechas|citas|conciertos|cursos|talleres)"
              + "|prossim[ie] (?:eventi|date|appuntamenti|concerti|corsi)"
              + "|(?:komende|aankomende|volgende) (?:evenementen|data|activiteiten|concerten|cursussen)"
              + "|(?:nadchodzące|najbliższe) (?:wydarzenia|terminy|imprezy|koncerty|szkolenia)");

  private static final Pattern EVENTS =
      compiled(
          "events|tour dates|termine|veranstaltungen|veranstaltungskalender|événements|évènements"
              + "|eventos|eventi|evenementen|wydarzenia|agenda|calendar of events");

  private static final Pattern OVER =
      compiled(
          "past|previous|archiv\\w*|vergangen\\w*|rückblick|bisherige\\w*|passés?|précédents?|pasad[oa]s"
              + "|anteriores|passat[ie]|precedenti|afgelopen|vorige|voorbije|minione|poprzednie|archiwum|recap");

  private EventLists() {}

  private static Pattern compiled(String words) {
    return Pattern.compile(
        "(?<![\\p{L}\\d])(?:" + words + ")(?![\\p{L}\\d])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  static List<Ending> of(Sheet sheet) {
    List<Ending> endings = new ArrayList<>();
    if (sheet.archive() || sheet.article()) {
      return endings;
    }
    List<Passage> passages = sheet.passages();
    for (int i = 0; i < passages.size(); i++) {
      Passage heading = passages.get(i);
      double confidence = announces(heading);
      if (confidence > 0) {
        Ending ending = list(sheet, heading, confidence, section(passages, i));
        if (ending != null) {
          endings.add(ending);
        }
      }
    }
    return endings;
  }

  private static double announces(Passage heading) {
    String text = heading.text();
    if (heading.headingLevel() == 0 || text.length() > 80 || OVER.matcher(text).find()) {
      return 0;
    }
    if (UPCOMING.matcher(text).find()) {
      return SAYS_UPCOMING;
    }
    return EVENTS.matcher(text).find() ? SAYS_EVENTS : 0;
  }

  /** Up to the next heading of the same level. */
  private static List<Passage> section(List<Passage> passages, int heading) {
    int level = passages.get(heading).headingLevel();
    int end = heading + 1;
    while (end < passages.size()) {
      Passage passage = passages.get(end);
      boolean next = passage.headingLevel() > 0 && passage.headingLevel() <= level;
      if (next || passage.place() == Place.FOOTER || OVER.matcher(headline(passage)).find()) {
        break;
      }
      end++;
    }
    return passages.subList(heading + 1, end);
  }

  private static String headline(Passage passage) {
    return passage.headingLevel() > 0 ? passage.text() : "";
  }

  private static @Nullable Ending list(
      Sheet sheet, Passage heading, double confidence, List<Passage> section) {
    List<LocalDate> days = new ArrayList<>();
    boolean unsure = false;
    for (Passage passage : section) {
      List<Found> dates = DateTexts.in(passage.text(), sheet.hints());
      List<LocalDate> machine = byTime(sheet, passage.element());
      days.addAll(machine);
      for (Found date : dates) {
        if (date.yearGiven()) {
          days.add(date.day());
        } else {
          unsure |= machine.isEmpty();
        }
      }
    }
    long different = days.stream().distinct().count();
    LocalDate last = days.stream().max(LocalDate::compareTo).orElse(null);
    // a date without a year may be the one that is to come
    if (last == null || unsure || different < FEWEST) {
      return null;
    }
    String quote = heading.text() + ": the last of " + different + " is on " + last;
    return new Ending(
        Rule.EVENTS, new Until.Day(last, null), quote, heading.where(), confidence);
  }

  private static List<LocalDate> byTime(Sheet sheet, Element block) {
    List<LocalDate> days = new ArrayList<>();
    for (Element time : block.select("time[datetime]")) {
      DateTexts.in(time.attr("datetime"), sheet.hints()).stream()
          .filter(Found::yearGiven)
          .findFirst()
          .ifPresent(found -> days.add(found.day()));
    }
    return days;
  }
}
