package io.wellkept.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a visitor of the shop gets to see, given what is broken. */
final class Pages {
  static final Duration SLOW = Duration.ofSeconds(3);

  private static final String BUTTON =
      """
      <form method="post" action="/basket">
        <button class="buy">Add to basket</button>
      </form>
      """;
  private static final String FEED =
      "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/blog/feed.xml\">";
  private static final String NOINDEX = "<meta name=\"robots\" content=\"noindex\">";

  /** A page of the shop: where it is, its title and description, and the file with its content. */
  private record Page(String path, String title, String description, String file) {}

  private static final Page LANDING =
      new Page(
          "/",
          "Kettle & Cup: tea that takes its time",
          "Loose leaf tea from small gardens, packed by hand in a small shop.",
          "landing");
  private static final Page OFFER =
      new Page(
          "/offers/autumn",
          "The autumn tea box",
          "Five warming teas in one box, for 24 euros with free delivery.",
          "autumn");
  private static final Page CONTACT =
      new Page("/contact", "Write to us", "Ask us anything about tea or your order.", "contact");
  private static final Page NEWSLETTER =
      new Page("/newsletter", "One letter a month", "New teas, and nothing else.", "newsletter");
  private static final Page BLOG =
      new Page("/blog", "The tea journal", "Notes on brewing, gardens and cups.", "blog");
  private static final Page OOLONG =
      new Page(
          "/blog/how-to-brew-oolong",
          "How to brew oolong five times",
          "The same leaves, five cups, five different teas.",
          "how-to-brew-oolong");
  private static final Page KETTLE =
      new Page(
          "/blog/a-kettle-for-life",
          "A kettle for life",
          "Why we repair kettles, and how to descale yours.",
          "a-kettle-for-life");
  private static final Page THANKS =
      new Page("/thanks", "Thank you", "Your message has arrived.", "thanks");
  private static final Page REFUSED =
      new Page("/contact", "Write to us", "Your message has not arrived.", "refused");
  private static final Page SORRY =
      new Page("/", "Something went wrong", "Our shop has a problem.", "sorry");
  private static final Page MISSING =
      new Page("/", "Nothing brewing here", "This page does not exist.", "missing");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** How many days the offer still has, as long as somebody looks after it. */
  private static final int OFFER_DAYS = 10;

  /** Two, so that it is over in every zone on Earth. */
  private static final int OVER_SINCE_DAYS = 2;

  private final URI shop;
  private final InstantSource clock;
  private final Journal journal;

  Pages(URI shop, InstantSource clock, Journal journal) {
    this.shop = shop;
    this.clock = clock;
    this.journal = journal;
  }

  /** The answer to a visitor. The path is without query, the method as HTTP writes it. */
  Answer answer(String method, String path, Set<Fault> broken) {
    if (broken.contains(Fault.SITE_BLOCKS_ROBOTS)) {
      return challenge();
    }
    return switch (method) {
      case "GET", "HEAD" -> shown(path, broken);
      case "POST" -> taken(path, broken);
      default -> Answer.html(405, page(MISSING, Map.of()));
    };
  }

  private Answer shown(String path, Set<Fault> broken) {
    return switch (path) {
      case "/" -> landing(broken);
      case "/offers/autumn" -> offer(broken);
      case "/contact" -> contact(broken);
      case "/newsletter" -> ok(NEWSLETTER);
      case "/blog" -> blog(BLOG, broken);
      case "/blog/feed.xml" -> Answer.text("application/rss+xml", feed(broken));
      case "/blog/how-to-brew-oolong" -> blog(OOLONG, broken);
      case "/blog/a-kettle-for-life" -> blog(KETTLE, broken);
      case "/shop.css" -> Answer.text("text/css", resource("shop.css"));
      default -> Answer.html(404, page(MISSING, Map.of()));
    };
  }

  private Answer taken(String path, Set<Fault> broken) {
    return switch (path) {
      case "/contact" -> question(broken);
      case "/newsletter", "/basket" -> ok(THANKS);
      default -> Answer.html(404, page(MISSING, Map.of()));
    };
  }

  /** Forms that fail say so in friendly words, and answer 200 all the same. */
  private Answer question(Set<Fault> broken) {
    if (broken.contains(Fault.CONTACT_WITHOUT_FORM)) {
      return Answer.html(404, page(MISSING, Map.of()));
    }
    return ok(takesQuestions(broken) ? THANKS : REFUSED);
  }

  static boolean takesQuestions(Set<Fault> broken) {
    return !broken.contains(Fault.CONTACT_WITHOUT_FORM)
        && !broken.contains(Fault.CONTACT_REFUSES)
        && !broken.contains(Fault.SITE_BLOCKS_ROBOTS);
  }

  private Answer landing(Set<Fault> broken) {
    return broken.contains(Fault.LANDING_FAILS)
        ? Answer.html(500, page(SORRY, Map.of()))
        : ok(LANDING);
  }

  private Answer offer(Set<Fault> broken) {
    String button = broken.contains(Fault.OFFER_WITHOUT_BUTTON) ? "" : BUTTON;
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate lastDay =
        broken.contains(Fault.OFFER_IS_OVER)
            ? today.minusDays(OVER_SINCE_DAYS)
            : today.plusDays(OFFER_DAYS);
    return Answer.html(
        200,
        page(
            OFFER,
            Map.of(
                "button", button, "until", lastDay.toString(), "last-day", DAY.format(lastDay))));
  }

  private Answer contact(Set<Fault> broken) {
    String form = broken.contains(Fault.CONTACT_WITHOUT_FORM) ? "" : resource("contact-form.html");
    Answer answer = Answer.html(200, page(CONTACT, Map.of("form", form)));
    return broken.contains(Fault.CONTACT_SLOW) ? answer.slowly(SLOW) : answer;
  }

  private Answer blog(Page post, Set<Fault> broken) {
    String robots = broken.contains(Fault.BLOG_HIDDEN) ? NOINDEX : "";
    return Answer.html(200, page(post, Map.of("robots", robots, "notes", notes(broken))));
  }

  private String notes(Set<Fault> broken) {
    StringBuilder list = new StringBuilder();
    for (Journal.Note note : journal.notes(broken.contains(Fault.BLOG_FALLS_SILENT))) {
      list.append(
          "  <li><time datetime=\"%s\">%s</time> %s</li>\n"
              .formatted(note.at(), DAY.format(note.at()), escaped(note.title())));
    }
    return list.toString();
  }

  private String feed(Set<Fault> broken) {
    StringBuilder items = new StringBuilder();
    for (Journal.Note note : journal.notes(broken.contains(Fault.BLOG_FALLS_SILENT))) {
      items.append(
          "    <item><title>%s</title><link>%s</link><pubDate>%s</pubDate></item>\n"
              .formatted(
                  escaped(note.title()),
                  shop.resolve("/blog"),
                  DateTimeFormatter.RFC_1123_DATE_TIME.format(note.at().atOffset(ZoneOffset.UTC))));
    }
    return resource("feed.xml")
        .replace("{{blog}}", shop.resolve("/blog").toString())
        .replace("{{items}}", items);
  }

  private Answer ok(Page page) {
    return Answer.html(200, page(page, Map.of()));
  }

  /** Looks as the answers of a large provider of bot protection do, with its tell-tale marks. */
  private static Answer challenge() {
    return new Answer(
        403,
        Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Server", "cloudflare",
            "cf-mitigated", "challenge"),
        resource("challenge.html"),
        Duration.ZERO);
  }

  private String page(Page page, Map<String, String> parts) {
    String content = resource(page.file() + ".html");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      content = content.replace("{{" + part.getKey() + "}}", part.getValue());
    }
    return resource("layout.html")
        .replace("{{title}}", escaped(page.title()))
        .replace("{{description}}", escaped(page.description()))
        .replace("{{canonical}}", shop.resolve(page.path()).toString())
        .replace("{{robots}}", parts.getOrDefault("robots", ""))
        .replace("{{feed}}", page == BLOG ? FEED : "")
        .replace("{{content}}", content);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
