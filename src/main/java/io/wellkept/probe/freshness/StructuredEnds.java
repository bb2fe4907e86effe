package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.Ending.Until;
import io.wellkept.probe.freshness.StructuredData.Thing;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Ends that a page tells machines: of offers, events, jobs, announcements, opening hours. */
final class StructuredEnds {
  private static final double CERTAIN = 0.95;
  private static final double EVENT = 0.8;
  private static final double EVENT_WITHOUT_END = 0.7;
  private static final double SAID_OF_ITSELF = 0.8;
  private static final double BY_META = 0.6;
  private static final double HOURS = 0.6;

  /** Shop plugins fill in the end of a year where nobody chose one. */
  private static final double BY_PLUGIN = 0.4;

  /** A date long gone was once a way to forbid caching. */
  private static final int FIRST_CREDIBLE_YEAR = 2015;

  private static final Pattern GONE = Pattern.compile("(?i)(?:SoldOut|OutOfStock|Discontinued)$");

  private static final Pattern OFF = Pattern.compile("(?i)Event(?:Cancelled|Postponed)$");
  private static final Set<String> OTHER_EVENTS = Set.of("Festival", "Hackathon");

  private final Sheet sheet;
  private final List<Ending> endings = new ArrayList<>();

  /** An event and the date that ends it. */
  private record Happening(Thing thing, String property, Found date) {}

  private StructuredEnds(Sheet sheet) {
    this.sheet = sheet;
  }

  static List<Ending> of(Sheet sheet) {
    StructuredEnds reader = new StructuredEnds(sheet);
    for (Thing thing : sheet.data().things()) {
      reader.offer(thing);
      reader.of(thing);
    }
    reader.events();
    reader.hours();
    reader.meta();
    return reader.endings;
  }

  private void offer(Thing thing) {
    boolean offer = thing.is("Offer") || thing.is("AggregateOffer") || thing.is("Demand");
    if (!offer
        || thing.text("availability").filter(said -> GONE.matcher(said).find()).isPresent()) {
      return;
    }
    for (String property : List.of("priceValidUntil", "availabilityEnds", "validThrough")) {
      date(thing, property)
          .ifPresent(date -> {
            boolean default_ = property.equals("priceValidUntil") && isYearsEnd(date.day());
            add(Rule.OFFER, thing, property, date, default_ ? BY_PLUGIN : CERTAIN);
          });
    }
  }

  private static boolean isYearsEnd(LocalDate day) {
    return (day.getMonth() == Month.DECEMBER && day.getDayOfMonth() >= 30)
        || day.getDayOfYear() == 1;
  }

  private void of(Thing thing) {
    if (thing.is("JobPosting")) {
      date(thing, "validThrough")
          .ifPresent(date -> add(Rule.JOB, thing, "validThrough", date, CERTAIN));
    }
    boolean announcement = thing.is("SpecialAnnouncement");
    date(thing, "expires")
        .ifPresent(date ->
            add(
                announcement ? Rule.ANNOUNCEMENT : Rule.EXPIRES,
                thing,
                "expires",
                date,
                announcement ? CERTAIN : SAID_OF_ITSELF));
  }

  private Optional<Found> date(Thing thing, String property) {
    return thing.text(property).flatMap(this::date);
  }

  private Optional<Found> date(String text) {
    return DateTexts.in(text, sheet.hints()).stream().filter(Found::yearGiven).findFirst();
  }

  private void add(Rule rule, Thing thing, String property, Found date, double confidence) {
    String quote = property + " " + thing.text(property).orElse("");
    endings.add(new Ending(rule, Promises.exact(date), quote, thing.where(), confidence));
  }

  /** As long as one of them is to come, the others are a look back. */
  private void events() {
    if (sheet.archive()) {
      return;
    }
    List<Happening> all = new ArrayList<>();
    for (Thing thing : sheet.data().things()) {
      boolean off = thing.text("eventStatus").filter(said -> OFF.matcher(said).find()).isPresent();
      if (isEvent(thing) && !off) {
        happening(thing).ifPresent(all::add);
      }
    }
    Happening last = null;
    for (Happening one : all) {
      last = last == null || one.date().day().isAfter(last.date().day()) ? one : last;
    }
    if (last != null) {
      boolean alone = all.size() == 1;
      boolean ends = last.property().equals("endDate");
      double confidence = ends ? EVENT : EVENT_WITHOUT_END;
      String name = last.thing().text("name").map(said -> said + ", ").orElse("");
      String quote = name + last.property() + " " + last.thing().text(last.property()).orElse("");
      endings.add(
          new Ending(
              alone ? Rule.EVENT : Rule.EVENTS,
              ends ? Promises.exact(last.date()) : new Until.Day(last.date().day(), null),
              quote,
              last.thing().where(),
              confidence));
    }
  }

  private static boolean isEvent(Thing thing) {
    return thing.types().stream()
        .anyMatch(type -> type.endsWith("Event") || OTHER_EVENTS.contains(type));
  }

  private Optional<Happening> happening(Thing thing) {
    for (String property : List.of("endDate", "startDate")) {
      Optional<Found> date = date(thing, property);
      if (date.isPresent()) {
        return Optional.of(new Happening(thing, property, date.get()));
      }
    }
    return Optional.empty();
  }

  /** Hours of a holiday that is over harm nobody as long as there are others. */
  private void hours() {
    List<Thing> hours = sheet.data().of("OpeningHoursSpecification");
    Found last = null;
    Thing lastThing = null;
    for (Thing thing : hours) {
      Found through = date(thing, "validThrough").orElse(null);
      if (through == null) {
        return;
      }
      if (last == null || through.day().isAfter(last.day())) {
        last = through;
        lastThing = thing;
      }
    }
    if (last != null && lastThing != null) {
      add(Rule.HOURS, lastThing, "validThrough", last, HOURS);
    }
  }

  private void meta() {
    for (Element meta : sheet.document().select("meta[name=expires], meta[name=expiry-date]")) {
      String content = meta.attr("content");
      date(content)
          .filter(date -> date.day().getYear() >= FIRST_CREDIBLE_YEAR)
          .ifPresent(date ->
              endings.add(
                  new Ending(
                      Rule.EXPIRES,
                      Promises.exact(date),
                      "expires " + content,
                      "meta[name=" + meta.attr("name") + "]",
                      BY_META)));
    }
  }
}
