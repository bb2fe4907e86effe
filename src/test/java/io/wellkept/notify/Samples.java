package io.wellkept.notify;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Notice;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Told;
import io.wellkept.notify.Message.Item;
import io.wellkept.notify.Message.Next;
import io.wellkept.notify.Message.Note;
import io.wellkept.notify.Message.Where;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.WorkingHours;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as they really occur: a shop in Berlin, whose summer page lost its button. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-23T11:12:00Z");
  static final Instant SINCE = Instant.parse("2026-11-23T08:12:00Z");
  static final URI LINK = URI.create("https://wellkept.example.org/i/k1.tokenofanna.mac");

  static final Person ANNA = person("anna", "Anna Berger", "anna@shop.example.org", "U0ANNA1");
  static final Person BEN = person("ben", "Ben Maurer", "ben@shop.example.org", "U0BEN22");
  static final Person CARLA = person("carla", "Carla Weiß", "carla@shop.example.org", "U0CARLA");
  static final People PEOPLE = People.of(List.of(ANNA, BEN, CARLA), List.of());

  static final Where SUMMER =
      new Where(
          "summer-landing",
          "Summer landing page",
          URI.create("https://shop.example.org/summer"),
          "Discover",
          "Website",
          Importance.HIGH,
          "anna",
          """
          1. Ask the web team to put the last release back.
          2. Pause the ads that lead to this page.\
          """);

  /** The first bytes of every PNG, and some that a mail must carry unchanged. */
  static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, (byte) 0xff, '.'
  };

  private Samples() {}

  static Person person(String id, String name, String email, String slack) {
    return new Person(
        id,
        name,
        Map.of("email", email, "slack", slack),
        List.of(),
        ZoneId.of("Europe/Berlin"),
        WorkingHours.USUAL,
        List.of());
  }

  static Finding button() {
    return Finding.of(
            "page.text",
            Severity.CRITICAL,
            Condition.BROKEN,
            "“Add to basket” is missing from the page",
            SINCE)
        .with("expected", "Add to basket")
        .with("instead", "Sorry, this offer is no longer available & nobody knows <why>");
  }

  static Finding slow() {
    return Finding.of(
            "page.slow",
            Severity.MINOR,
            Condition.DEGRADED,
            "the page takes 9 seconds to open; 3 are allowed",
            Instant.parse("2026-11-23T10:30:00Z"))
        .with("took", "9.1 s");
  }

  static Incident incident(List<Finding> findings, Standing standing, List<Told> told) {
    return incident("inc1", Audience.OWNERS, findings, standing, told, NOW, null);
  }

  static Incident incident(
      String id,
      Audience audience,
      List<Finding> findings,
      Standing standing,
      List<Told> told,
      Instant lastBadAt,
      @Nullable Instant fineSince) {
    return new Incident(
        id,
        new CheckId("summer-landing", "page"),
        "",
        audience,
        findings.stream().map(Finding::since).min(Comparator.naturalOrder()).orElseThrow(),
        SINCE.plusSeconds(60),
        findings,
        Map.of(),
        SINCE,
        lastBadAt,
        fineSince,
        standing,
        null,
        0,
        told,
        null,
        null,
        0);
  }

  static Told told(Person person, NoticeKind kind, String at, Told.@Nullable Outcome outcome) {
    Instant moment = Instant.parse(at);
    return new Told(
        "n-" + person.id() + at,
        kind,
        person.id(),
        0,
        moment,
        outcome == null ? null : moment,
        outcome,
        Reason.FIRST_TOLD);
  }

  static Notice notice(NoticeKind kind, Person to, Reason why) {
    return new Notice("n-" + kind, "inc1", kind, to.id(), 0, NOW, NOW, why);
  }

  static Item item(NoticeKind kind, Person to, Reason why, Incident incident, Where where) {
    return new Item(
        notice(kind, to, why),
        incident,
        where,
        LINK,
        kind.asksToAct() && to != BEN
            ? new Next(List.of("Ben Maurer"), NOW.plus(Duration.ofHours(22)))
            : null,
        NOW.plus(Duration.ofDays(7)),
        List.of(),
        List.of(),
        null);
  }

  static Message message(String id, Person to, List<Item> items) {
    return new Message(
        id, to, items, PEOPLE, URI.create("https://wellkept.example.org/mine/anna"), NOW, 1);
  }

  static Message opened() {
    return message(
        "p-opened",
        ANNA,
        List.of(
            item(
                NoticeKind.OPENED,
                ANNA,
                Reason.FIRST_TOLD,
                incident(List.of(button()), new Standing.Open(), List.of()),
                SUMMER)));
  }

  static Message digest() {
    return digest("Customer touchpoints, week 47: 87 of 100, 3 to act on");
  }

  /** A digest with this as its subject and in each of its forms. */
  static Message digest(String said) {
    String html =
        "<!DOCTYPE html><html><body><p>87</p><img src=\"cid:map@wellkept\" alt=\"the map\">"
            + "<img src=\"cid:days@wellkept\" alt=\"the days\"></body></html>";
    Bulletin bulletin =
        new Bulletin(
            said,
            html,
            said + "\nHealth score: 87 of 100\n",
            List.of(
                new Picture("map@wellkept", "image/png", PNG),
                new Picture("days@wellkept", "image/png", PNG)),
            said + "\n4 more than in the week before <&>\n57 messages were sent, 0 lost.",
            URI.create("https://wellkept.example.org/digests/d1"));
    return new Message("p-digest", ANNA, List.of(), PEOPLE, null, NOW, 1, bulletin);
  }

  static Standing.Taken takenByBen() {
    return new Standing.Taken(
        "ben", NOW, NOW.plus(Duration.ofHours(30)), "the agency is on it", "link");
  }

  /** One message of each kind, bundles and lists, by a name fit for a file. */
  static Map<String, Message> all() {
    Map<String, Message> all = new java.util.LinkedHashMap<>();
    List<Told> annaTold =
        List.of(told(ANNA, NoticeKind.OPENED, "2026-11-23T08:13:00Z", Told.Outcome.SENT));
    all.put("opened", opened());
    all.put("opened-noted", noted(opened(), "The supplier knows it"));
    all.put(
        "opened-backup",
        message(
            "p-backup",
            BEN,
            List.of(
                item(
                    NoticeKind.OPENED,
                    BEN,
                    Reason.NO_REACTION,
                    incident(
                        List.of(button(), slow()),
                        new Standing.Open(),
                        List.of(
                            annaTold.get(0),
                            told(
                                CARLA,
                                NoticeKind.OPENED,
                                "2026-11-23T10:00:00Z",
                                Told.Outcome.FAILED))),
                    SUMMER))));
    all.put(
        "updated",
        message(
            "p-updated",
            ANNA,
            List.of(
                item(
                    NoticeKind.UPDATED,
                    ANNA,
                    Reason.NEW_FINDING,
                    incident(List.of(button(), slow()), new Standing.Open(), annaTold),
                    SUMMER))));
    all.put(
        "lapsed",
        message(
            "p-lapsed",
            ANNA,
            List.of(
                item(
                    NoticeKind.LAPSED,
                    ANNA,
                    Reason.PROMISE_PASSED,
                    incident(
                        List.of(button()),
                        new Standing.Taken("anna", SINCE, NOW.minusSeconds(60), "on it", "link"),
                        annaTold),
                    SUMMER))));
    all.put(
        "reminder",
        message(
            "p-reminder",
            ANNA,
            List.of(
                item(
                    NoticeKind.REMINDER,
                    ANNA,
                    Reason.REMINDER,
                    incident(
                        List.of(button()),
                        new Standing.Open(),
                        List.of(
                            annaTold.get(0),
                            told(
                                BEN,
                                NoticeKind.OPENED,
                                "2026-11-23T10:00:00Z",
                                Told.Outcome.SENT))),
                    SUMMER))));
    all.put(
        "receipt",
        message(
            "p-receipt",
            BEN,
            List.of(
                item(
                    NoticeKind.RECEIPT,
                    BEN,
                    Reason.SOMEBODY_TOOK_IT,
                    incident(List.of(button()), takenByBen(), annaTold),
                    SUMMER))));
    all.put("taken", taken());
    all.put("resolved", resolved(NOW.minusSeconds(300), NOW.minusSeconds(60)));
    all.put("resolved-unseen", resolved(NOW.minusSeconds(7200), NOW.minusSeconds(60)));
    all.put(
        "trial",
        message(
            "p-trial",
            ANNA,
            List.of(
                item(
                    NoticeKind.TRIAL,
                    ANNA,
                    Reason.FIRST_TOLD,
                    incident(List.of(button()), new Standing.Open(), List.of()),
                    SUMMER))));
    all.put("operators", operators());
    all.put("bundle", bundle());
    all.put("first-list", firstList(14));
    return all;
  }

  static Message taken() {
    return message(
        "p-taken",
        ANNA,
        List.of(
            item(
                NoticeKind.TAKEN,
                ANNA,
                Reason.SOMEBODY_TOOK_IT,
                incident(List.of(button()), takenByBen(), List.of()),
                SUMMER)));
  }

  static Message resolved(Instant lastBad, Instant fineSince) {
    Incident over =
        incident(
            "inc1",
            Audience.OWNERS,
            List.of(button()),
            new Standing.Resolved(NOW, Reason.RECOVERED),
            List.of(),
            lastBad,
            fineSince);
    return message(
        "p-resolved",
        ANNA,
        List.of(item(NoticeKind.RESOLVED, ANNA, Reason.RECOVERED, over, SUMMER)));
  }

  static Message operators() {
    Finding blind =
        Finding.of(
                "blind",
                Severity.MAJOR,
                Condition.UNKNOWN,
                "we cannot look at the summer landing page since 2 hours",
                SINCE)
            .with("error", "the name shop.example.org does not resolve");
    Incident incident =
        incident(
            "op1", Audience.OPERATORS, List.of(blind), new Standing.Open(), List.of(), NOW, null);
    return message(
        "p-operators",
        CARLA,
        List.of(item(NoticeKind.OPENED, CARLA, Reason.BLIND_FOR_LONG, incident, SUMMER)));
  }

  static Message bundle() {
    Where reviews =
        new Where(
            "map-reviews",
            "Reviews on the map",
            URI.create("https://reviews.example.com/shop"),
            "Decide",
            "Reviews",
            Importance.NORMAL,
            "anna",
            null);
    Finding review =
        Finding.of(
                "review.unanswered",
                Severity.MAJOR,
                Condition.UNANSWERED,
                "a 1-star review waits for an answer since Friday",
                SINCE.minus(Duration.ofDays(3)))
            .with("quote", "Never again!!! See https://evil.example.com and <b>call</b> me");
    List<Item> items = new ArrayList<>();
    items.add(
        item(
            NoticeKind.RESOLVED,
            ANNA,
            Reason.RECOVERED,
            resolved(NOW.minusSeconds(300), NOW.minusSeconds(60)).items().get(0).incident(),
            SUMMER));
    items.add(
        item(
            NoticeKind.OPENED,
            ANNA,
            Reason.FIRST_TOLD,
            incident(
                "inc2",
                Audience.OWNERS,
                List.of(review),
                new Standing.Open(),
                List.of(),
                NOW,
                null),
            reviews));
    items.add(opened().items().get(0));
    items.add(taken().items().get(0));
    return message("p-bundle", ANNA, items);
  }

  /** A first list with so many things, each at its own new touchpoint. */
  static Message firstList(int size) {
    List<Item> items = new ArrayList<>();
    Severity[] severities = Severity.values();
    for (int i = 0; i < size; i++) {
      Finding finding =
          Finding.of(
                  "page.status",
                  severities[i % severities.length],
                  Condition.BROKEN,
                  "the page answers with an error (503)",
                  SINCE.plusSeconds(i))
              .with("answer", "503 Service Unavailable");
      Where where =
          new Where(
              "page-" + i,
              "Campaign page " + i,
              URI.create("https://shop.example.org/campaign/" + i),
              "Discover",
              "Website",
              Importance.NORMAL,
              "anna",
              null);
      items.add(
          item(
              NoticeKind.FIRST_LIST,
              ANNA,
              Reason.OBSERVED,
              incident(
                  "first" + i,
                  Audience.OWNERS,
                  List.of(finding),
                  new Standing.Open(),
                  List.of(),
                  NOW,
                  null),
              where));
    }
    return message("p-first", ANNA, items);
  }

  /** A message in which everything that others may write is hostile. */
  static Message hostile() {
    String evil =
        "\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script><!channel> <@U999> *bold* "
            + "\u202Etxt.exe\u202C \u0000 https://evil.example.com "
            + "x".repeat(100_000);
    Finding finding =
        new Finding(
                "page.text",
                "k",
                "",
                Severity.CRITICAL,
                Condition.BROKEN,
                1,
                evil,
                List.of(),
                SINCE)
            .with(evil.substring(0, 200), evil)
            .with("html", "&amp;<img src=x onerror=alert(1)>");
    Where where =
        new Where(
            "summer-landing",
            evil,
            URI.create("https://shop.example.org/summer"),
            evil,
            evil,
            Importance.HIGH,
            "anna",
            evil);
    Person person =
        new Person(
            "anna",
            evil.substring(0, 300),
            ANNA.addresses(),
            List.of(),
            ANNA.zone(),
            ANNA.hours(),
            List.of());
    return message(
        "p-hostile",
        person,
        List.of(
            item(
                NoticeKind.OPENED,
                person,
                Reason.FIRST_TOLD,
                incident(List.of(finding), new Standing.Open(), List.of()),
                where)));
  }

  /** The same message to a person with other addresses. */
  static Message to(Message message, Map<String, String> addresses) {
    Person to = message.to();
    Person other =
        new Person(to.id(), to.name(), addresses, to.roads(), to.zone(), to.hours(), to.away());
    return new Message(
        message.id(),
        other,
        message.items(),
        message.people(),
        message.overview(),
        message.now(),
        message.timeScale());
  }

  /** The same message about an incident of which the person already had messages. */
  static Message after(Message message, String... earlier) {
    return about(message, List.of(earlier), null);
  }

  /** The same message after Ben noted something for the others. */
  static Message noted(Message message, String text) {
    Instant at = Instant.parse("2026-11-23T10:30:00Z");
    return about(message, List.of(), new Note("ben", at, text));
  }

  private static Message about(Message message, List<String> earlier, @Nullable Note note) {
    List<Item> items =
        message.items().stream()
            .map(i ->
                new Item(
                    i.notice(),
                    i.incident(),
                    i.where(),
                    i.link(),
                    i.next(),
                    i.promiseAtMost(),
                    earlier,
                    i.affected(),
                    note))
            .toList();
    return new Message(
        message.id(),
        message.to(),
        items,
        message.people(),
        message.overview(),
        message.now(),
        message.timeScale());
  }
}
