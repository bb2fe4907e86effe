package io.wellkept.plan;

import io.wellkept.incident.NotifierKind;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Schedule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small shop with kinds of its own, so that the plan is tested without knowing any real kind. */
final class Shop {
  private Shop() {}

  static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            new Kind(
                "page",
                PageSettings.class,
                new Schedule(Duration.ofMinutes(5), Duration.ofSeconds(30)),
                0.5,
                true,
                false,
                settings -> Optional.ofNullable(((PageSettings) settings).at())),
            new Kind(
                "heartbeat",
                BeatSettings.class,
                new Schedule(Duration.ofMinutes(1), Duration.ZERO),
                0,
                false,
                true,
                settings -> Optional.empty())),
        List.of(
            new NotifierKind(
                "email",
                MailSettings.class,
                (settings, person) -> person.addresses().containsKey("email"),
                true),
            new NotifierKind("slack", SlackSettings.class, Shop::onSlack, true),
            new NotifierKind("file", FileSettings.class, (settings, person) -> true, false)));
  }

  private static boolean onSlack(Record settings, Person person) {
    return person.addresses().containsKey("slack");
  }

  enum Language {
    ENGLISH,
    LOW_GERMAN
  }

  @Doc("Looks at a page of the web.")
  record PageSettings(
      @Doc(value = "Texts that must be on the page.", example = "[Add to basket]")
          @Nullable List<String> contains,
      @Doc(value = "Slower than this is a finding.", standard = "5s") @Nullable Duration slowerThan,
      @Doc(value = "The status that it answers with.", standard = "200") @Nullable Integer status,
      @Doc("Another address than the touchpoint's.") @Nullable String at,
      @Doc(value = "Its language.", example = "english") @Nullable Language language,
      @Doc("Headers to send.") @Nullable Map<String, String> headers,
      @Doc("Elements by selector.") @Nullable List<Element> elements) {
    PageSettings {
      contains = contains == null ? List.of() : List.copyOf(contains);
      slowerThan = slowerThan == null ? Duration.ofSeconds(5) : slowerThan;
      status = status == null ? 200 : status;
      headers = headers == null ? Map.of() : Map.copyOf(headers);
      elements = elements == null ? List.of() : List.copyOf(elements);
      if (status < 100 || status > 599) {
        throw new IllegalArgumentException("status " + status + " is not between 100 and 599");
      }
    }
  }

  record Element(
      @Doc("The selector.") String select, @Doc("Waits for it.") @Nullable Duration within) {}

  @Doc("Somebody else calls us.")
  record BeatSettings(
      @Doc(value = "How often it is called.", example = "1d") Duration expectEvery,
      @Doc(value = "How late it may be.", standard = "1h") @Nullable Duration grace) {
    BeatSettings {
      grace = grace == null ? Duration.ofHours(1) : grace;
    }
  }

  @Doc("Sends mail by SMTP.")
  record MailSettings(
      @Doc(value = "The mail server.", example = "smtp.example.org") String host,
      @Doc(value = "Its port.", standard = "587") @Nullable Integer port,
      @Doc("The password.") @Nullable String password) {
    MailSettings {
      port = port == null ? 587 : port;
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
      }
      if (host.contains(" ")) {
        throw new IllegalArgumentException("'" + host + "' is not a host");
      }
    }
  }

  @Doc("Posts to a Slack channel.")
  record SlackSettings(
      @Doc(value = "The webhook.", example = "${env:SLACK_WEBHOOK}") URI webhook,
      @Doc("How long to wait.") @Nullable Duration timeout) {
    SlackSettings {
      if (!"https".equals(webhook.getScheme())) {
        throw new IllegalArgumentException("webhook '" + webhook + "' must begin with https://");
      }
    }
  }

  @Doc("Writes messages into a folder.")
  record FileSettings(@Doc(value = "The folder.", standard = "outbox") @Nullable String folder) {
    FileSettings {
      folder = folder == null ? "outbox" : folder;
    }
  }

  static final String DAEMON =
      """
      operators: ops
      own-eyes: {references: [{url: https://www.example.com/}]}
      web: {public-url: https://wellkept.example.org}
      notifiers:
        mail: {kind: email, host: smtp.example.org}
      """;

  static final String PEOPLE =
      """
      people:
        anna: {name: Anna Berger, email: anna@example.org}
        ben: {name: Ben Moor, email: ben@example.org}
        carla: {name: Carla Voss, email: carla@example.org}
      teams:
        web: {name: Web team, lead: carla, members: [anna, ben]}
        ops: {lead: ben}
      """;

  static final String HOME =
      """
      touchpoints:
        - id: shop-home
          name: Shop
          url: https://shop.example.org/
          owner: anna
          backup: ben
      """;

  /** A valid home folder; tests replace what they are about. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("config/daemon.yaml", DAEMON);
    files.put("config/people.yaml", PEOPLE);
    files.put("monitors/shop.yaml", HOME);
    return files;
  }

  private static final PlanReader PLAIN = new PlanReader(catalogue(), Secrets.NONE, 1);

  static PlanReader reader(Map<String, String> variables) {
    if (variables.isEmpty()) {
      return PLAIN; // schemas take a moment to make
    }
    return new PlanReader(catalogue(), Secrets.of(variables, java.nio.file.Path.of("/nowhere")), 1);
  }

  static Reading.Good good(Reading reading) {
    return switch (reading) {
      case Reading.Good good -> good;
      case Reading.Bad(List<Problem> problems) ->
          throw new AssertionError(
              "expected a plan, got:\n"
                  + String.join("\n", problems.stream().map(Problem::toString).toList()));
    };
  }

  static List<String> problems(Reading reading) {
    return switch (reading) {
      case Reading.Good good -> throw new AssertionError("expected problems, got a plan");
      case Reading.Bad(List<Problem> problems) -> problems.stream().map(Problem::toString).toList();
    };
  }

  static Plan plan(Map<String, String> files) {
    return good(reader(Map.of()).read(Sources.of(files))).plan();
  }

  /** A valid home folder that uses nearly every key. */
  static Map<String, String> rich() {
    Map<String, String> files = files();
    files.put(
        "config/daemon.yaml",
        DAEMON
            + """
              chat: {kind: slack, webhook: "https://hooks.example.org/${env:X}", timeout: 4s}
              file:
            storage: {data: ledger, keep-events: 10d}
            own-hosts: [shop.example.org, "*.shop.example.org"]
            own-pace: {at-once: 2, per-second: 2.5}
            allow-addresses: [10.0.0.0/8]
            outside-heartbeat: {url: "https://beat.example.org/1", every: 2m}
            observe: 2d
            zone: Europe/Berlin
            """);
    files.put(
        "config/people.yaml",
        PEOPLE.replace(
            "anna: {",
            "anna: {hours: {mon-fri: \"09:00-12:00, 13:00-17:00\"}, tell-by: [mail], away: [{from:"
                + " 2026-12-24, until: 2027-01-02}], "));
    files.put(
        "config/policies.yaml",
        """
        ladders:
          slow: {rungs: [{tell: owner}, {tell: team:web, after: 4h}], remind-every: 8h}
        table: {low: {minor: slow}}
        """);
    files.put("config/journey.yaml", "stages:\n  - {id: discover, name: Discover}\n");
    files.put(
        "monitors/more.yaml",
        """
        touchpoints:
          - id: summer
            url: "https://shop.example.org/${env:X}"
            importance: high
            owner: anna
            backup: [ben, carla]
            stage: discover
            tags: &tags [campaign]
            live: {from: 2026-06-01, until: 2026-08-31}
            depends-on: [shop-home]
            was: *tags
            checks:
              page: {contains: [Add], every: 5m, elements: [{select: a}], headers: {a: b}}
              nightly: {kind: heartbeat, expect-every: 1d}
        """);
    return files;
  }
}
