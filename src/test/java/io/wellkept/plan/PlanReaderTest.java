package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Addressee;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Timing;
import io.wellkept.plan.Daemon.Listen;
import io.wellkept.plan.Daemon.Pace;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WorkingHours;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  private final Map<String, String> files = Shop.files();

  private Plan plan() {
    return Shop.good(Shop.reader(Map.of()).read(Sources.of(files))).plan();
  }

  private List<String> problems() {
    return Shop.problems(Shop.reader(Map.of()).read(Sources.of(files)));
  }

  private List<String> warnings() {
    return Shop.good(Shop.reader(Map.of()).read(Sources.of(files))).warnings().stream()
        .map(Problem::toString)
        .toList();
  }

  private void touchpoint(String... lines) {
    StringBuilder entry =
        new StringBuilder(Shop.HOME)
            .append("  - id: other\n    owner: anna\n    backup: ben\n")
            .append("    url: https://shop.example.org/other\n");
    for (String line : lines) {
      entry.append("    ").append(line).append('\n');
    }
    files.put("monitors/shop.yaml", entry.toString());
  }

  @Test
  void fillsEveryDefaultOfTheDaemon() {
    Daemon daemon = plan().daemon();
    Listen listen = new Listen("127.0.0.1", 8800);
    assertThat(daemon.web())
        .isEqualTo(
            new Daemon.Web(listen, listen, listen, URI.create("https://wellkept.example.org")));
    assertThat(daemon.ownHosts()).isEmpty();
    assertThat(daemon.ownPace()).isEqualTo(new Pace(4, 10));
    assertThat(daemon.foreignPace()).isEqualTo(new Pace(1, 1));
    assertThat(daemon.allowedAddresses()).isEmpty();
    assertThat(daemon.userAgent())
        .isEqualTo("Mozilla/5.0 (compatible; Wellkept; +https://wellkept.example.org)");
    assertThat(daemon.outsideHeartbeat()).isNull();
    assertThat(daemon.outsideHeartbeatEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(daemon.observe()).isEqualTo(Duration.ofDays(1));
    assertThat(daemon.metricsPerTouchpointUpTo()).isEqualTo(2000);
    assertThat(daemon.retention())
        .isEqualTo(
            new Daemon.Retention(
                Duration.ofDays(400),
                Duration.ofDays(400),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofDays(90)));
    assertThat(daemon.timing()).isEqualTo(Timing.USUAL);
    assertThat(daemon.timeScale()).isEqualTo(1);
    assertThat(daemon.ownership())
        .isEqualTo(
            new Daemon.Ownership(Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7)));
    assertThat(daemon.notifiers())
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.name()).isEqualTo("mail");
          assertThat(mail.settings())
              .isEqualTo(new Shop.MailSettings("smtp.example.org", 587, null));
        });
  }

  @Test
  void fillsEveryDefaultOfPeople() {
    Person anna = plan().people().person("anna").orElseThrow();
    assertThat(anna)
        .isEqualTo(
            new Person(
                "anna",
                "Anna Berger",
                Map.of("email", "anna@example.org"),
                List.of(),
                ZoneId.of("UTC"),
                WorkingHours.USUAL,
                List.of()));
    assertThat(plan().people().team("ops").orElseThrow().name()).isEqualTo("ops");
  }

  @Test
  void hasLaddersWithoutAnyFile() {
    Plan plan = plan();
    assertThat(plan.policies().ladders()).containsOnlyKeys("usual", "urgent", "critical");
    assertThat(plan.policies().choose(Importance.LOW, Severity.MINOR).id()).isEqualTo("usual");
    assertThat(plan.policies().choose(Importance.LOW, Severity.CRITICAL).id()).isEqualTo("urgent");
    Policy critical = plan.policies().choose(Importance.HIGH, Severity.CRITICAL);
    assertThat(critical.id()).isEqualTo("critical");
    assertThat(critical.aroundTheClock()).isTrue();
    assertThat(critical.promiseAtMost()).isEqualTo(Duration.ofDays(1));
    Policy operators = plan.policies().operators();
    assertThat(operators.aroundTheClock()).isTrue();
    assertThat(operators.remindEvery()).isEqualTo(Duration.ofHours(24));
    assertThat(operators.rungs())
        .containsExactly(new Policy.Rung(new Addressee.WholeTeam("ops"), Duration.ZERO));
    assertThat(plan.journey()).isEqualTo(Journey.NONE);
  }

  @Test
  void looksAtATouchpointWithAnAddressAsAPage() {
    Touchpoint home = plan().touchpoint("shop-home").orElseThrow();
    assertThat(home.importance()).isEqualTo(Importance.NORMAL);
    assertThat(home.live()).isEqualTo(Live.ALWAYS);
    assertThat(home.observe()).isEqualTo(Duration.ofDays(1));
    assertThat(home.checks())
        .singleElement()
        .satisfies(check -> {
          assertThat(check.id()).isEqualTo(new CheckId("shop-home", "page"));
          assertThat(check.schedule())
              .isEqualTo(new Schedule(Duration.ofMinutes(5), Duration.ofSeconds(30)));
        });
  }

  @Test
  void mapsEverySettingOfTheDaemon() {
    files.put(
        "config/daemon.yaml",
        """
        web:
          public-url: https://w.example.org/kept
          listen: "127.0.0.1:9000"
          public: 0.0.0.0:9001
          operations: "[::1]:9002"
          pages: localhost:9003
        storage: {data: ledger, keep-events: 10d, keep-hours: 20d, keep-beats: 30d}
        notifiers:
          chat: {kind: slack, webhook: "https://hooks.example.org/x", timeout: 4s}
          email: {host: mail.example.org, port: 25, password: p}
          file:
        own-hosts: [shop.example.org, "*.Shop.example.org"]
        own-pace: {at-once: 2, per-second: 2.5}
        foreign-pace: {per-second: 0.5}
        allow-addresses: [10.0.0.0/8, "fd00::/8", 127.0.0.1]
        user-agent: Looker
        operators: ops
        outside-heartbeat: {url: "https://beat.example.org/1", every: 2m}
        observe: 2d
        metrics: {per-touchpoint-up-to: 5}
        zone: Europe/Berlin
        """);
    Daemon daemon = plan().daemon();
    assertThat(daemon.web())
        .isEqualTo(
            new Daemon.Web(
                new Listen("0.0.0.0", 9001),
                new Listen("::1", 9002),
                new Listen("localhost", 9003),
                URI.create("https://w.example.org/kept")));
    assertThat(daemon.retention())
        .isEqualTo(
            new Daemon.Retention(
                Duration.ofDays(10),
                Duration.ofDays(20),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofDays(90)));
    assertThat(daemon.notifiers().stream().map(Daemon.NotifierSetup::settings).toList())
        .containsExactly(
            new Shop.SlackSettings(
                URI.create("https://hooks.example.org/x"), Duration.ofSeconds(4)),
            new Shop.MailSettings("mail.example.org", 25, "p"),
            new Shop.FileSettings("outbox"));
    assertThat(daemon.ownHosts()).containsOnly("shop.example.org", "*.shop.example.org");
    assertThat(daemon.isOwn("img.shop.example.org")).isTrue();
    assertThat(daemon.isOwn("example.org")).isFalse();
    assertThat(daemon.ownPace()).isEqualTo(new Pace(2, 2.5));
    assertThat(daemon.foreignPace()).isEqualTo(new Pace(1, 0.5));
    assertThat(daemon.allowedAddresses()).containsExactly("10.0.0.0/8", "fd00::/8", "127.0.0.1");
    assertThat(daemon.userAgent()).isEqualTo("Looker");
    assertThat(daemon.outsideHeartbeat()).isEqualTo(URI.create("https://beat.example.org/1"));
    assertThat(daemon.outsideHeartbeatEvery()).isEqualTo(Duration.ofMinutes(2));
    assertThat(daemon.observe()).isEqualTo(Duration.ofDays(2));
    assertThat(daemon.metricsPerTouchpointUpTo()).isEqualTo(5);
    assertThat(plan().people().person("anna").orElseThrow().zone())
        .isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(Shop.reader(Map.of()).dataFolder(Sources.of(files)))
        .isEqualTo(Optional.of("ledger"));
  }

  @Test
  void mapsEverySettingOfPeople() {
    files.put(
        "config/people.yaml",
        Shop.PEOPLE.replace(
            "  ben:",
            """
              dora:
                name: Dora
                email: d@example.org
                slack: U123
                zone: Asia/Tokyo
                hours: {mon-wed: "9:00-12:00, 13:00-17:00", "fri,sun": "20:00-24:00"}
                away: [{from: 2026-12-24, until: 2027-01-02}]
                tell-by: [mail]
              ben:\
            """));
    Person dora = plan().people().person("dora").orElseThrow();
    assertThat(dora.addresses()).isEqualTo(Map.of("email", "d@example.org", "slack", "U123"));
    assertThat(dora.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(dora.roads()).containsExactly("mail");
    assertThat(dora.away())
        .containsExactly(new Absence(LocalDate.of(2026, 12, 24), LocalDate.of(2027, 1, 2)));
    assertThat(dora.hours().on(DayOfWeek.TUESDAY)).hasSize(2);
    assertThat(dora.hours().on(DayOfWeek.THURSDAY)).isEmpty();
    assertThat(dora.hours().on(DayOfWeek.SUNDAY))
        .containsExactly(new WorkingHours.Interval(LocalTime.of(20, 0), LocalTime.MIDNIGHT));
  }

  @Test
  void mapsEverySettingOfPoliciesAndKeepsTheBuiltInRest() {
    files.put(
        "config/policies.yaml",
        """
        ladders:
          slow:
            rungs: [{tell: owner}, {tell: person:carla, after: 2d}, {tell: lead:web, after: 1w}]
            around-the-clock: true
            promise-at-most: 14d
            remind-every: 3d
            retry-for: 2d
        table:
          low: {minor: slow}
        """);
    Plan plan = plan();
    assertThat(plan.policies().ladders()).containsOnlyKeys("usual", "urgent", "critical", "slow");
    assertThat(plan.policies().choose(Importance.LOW, Severity.MINOR))
        .isEqualTo(
            new Policy(
                "slow",
                List.of(
                    new Policy.Rung(new Addressee.Owner(), Duration.ZERO),
                    new Policy.Rung(new Addressee.OnePerson("carla"), Duration.ofDays(2)),
                    new Policy.Rung(new Addressee.TeamLead("web"), Duration.ofDays(7))),
                true,
                Duration.ofDays(14),
                Duration.ofDays(3),
                Duration.ofDays(2)));
    assertThat(plan.policies().choose(Importance.LOW, Severity.MAJOR).id()).isEqualTo("usual");
  }

  @Test
  void mapsEverySettingOfATouchpoint() {
    files.put(
        "config/journey.yml",
        """
        stages: [{id: discover, name: Discover}]
        channels: [{id: website}]
        personas: [{id: families, name: Families}]
        """);
    files.put("config/people.yaml", Shop.PEOPLE.replace("anna: {", "anna: {zone: Europe/Berlin, "));
    touchpoint(
        "name: Other",
        "importance: high",
        "stage: discover",
        "channel: website",
        "personas: [families]",
        "tags: [campaign]",
        "playbook: https://wiki.example.org/other",
        "live: {from: 2026-06-01, until: 2026-08-31}",
        "depends-on: [shop-home]",
        "was: [old-id]",
        "observe: 3h",
        "checks:",
        "  page: {contains: [Add to basket], every: 2m, confirm: 0s, language: low-german}",
        "  nightly: {kind: heartbeat, expect-every: 1d, grace: 2h}");
    Touchpoint other = plan().touchpoint("other").orElseThrow();
    assertThat(other.name()).isEqualTo("Other");
    assertThat(other.address()).isEqualTo(URI.create("https://shop.example.org/other"));
    assertThat(other.importance()).isEqualTo(Importance.HIGH);
    assertThat(other.owner()).isEqualTo("anna");
    assertThat(other.backups()).containsExactly("ben");
    assertThat(other.stage()).isEqualTo("discover");
    assertThat(other.channel()).isEqualTo("website");
    assertThat(other.personas()).containsOnly("families");
    assertThat(other.tags()).containsOnly("campaign");
    assertThat(other.playbook()).isEqualTo("https://wiki.example.org/other");
    assertThat(other.dependsOn()).containsOnly("shop-home");
    assertThat(other.was()).containsOnly("old-id");
    assertThat(other.observe()).isEqualTo(Duration.ofHours(3));
    assertThat(other.live())
        .as("whole days in the owner's zone, the last one included")
        .isEqualTo(
            new Live(Instant.parse("2026-05-31T22:00:00Z"), Instant.parse("2026-08-31T22:00:00Z")));
    assertThat(other.checks()).hasSize(2);
    Shop.PageSettings page = (Shop.PageSettings) other.checks().get(0).settings();
    assertThat(page.contains()).containsExactly("Add to basket");
    assertThat(page.language()).isEqualTo(Shop.Language.LOW_GERMAN);
    assertThat(other.checks().get(0).schedule())
        .isEqualTo(new Schedule(Duration.ofMinutes(2), Duration.ZERO));
    assertThat(other.checks().get(1).settings())
        .isEqualTo(new Shop.BeatSettings(Duration.ofDays(1), Duration.ofHours(2)));
  }

  @Test
  void takesMomentsWithAnOffsetAsTheyAre() {
    touchpoint("live: {from: \"2026-06-01T08:00:00+02:00\", until: 2026-06-01 10:00Z}");
    assertThat(plan().touchpoint("other").orElseThrow().live())
        .isEqualTo(
            new Live(Instant.parse("2026-06-01T06:00:00Z"), Instant.parse("2026-06-01T10:00:00Z")));
  }

  @Test
  void dividesEveryDurationByTheTimeScale() {
    files.put(
        "config/daemon.yaml",
        Shop.DAEMON
            + "outside-heartbeat: {url: https://beat.example.org/, every: 10m}\n"
            + "observe: 1h\nstorage: {keep-beats: 100h}\n");
    touchpoint(
        "observe: 30m",
        "checks:",
        "  page: {slower-than: 10s, elements: [{select: a, within: 20s}]}",
        "  beat: {kind: heartbeat, expect-every: 1h, grace: 10m, every: 5m}");
    PlanReader fast = new PlanReader(Shop.catalogue(), Secrets.NONE, 10);
    Plan plan = Shop.good(fast.read(Sources.of(files))).plan();
    Daemon daemon = plan.daemon();
    assertThat(daemon.timeScale()).isEqualTo(10);
    assertThat(daemon.outsideHeartbeatEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(daemon.observe()).isEqualTo(Duration.ofMinutes(6));
    assertThat(daemon.retention().beats()).isEqualTo(Duration.ofHours(10));
    assertThat(daemon.timing()).isEqualTo(Timing.USUAL.faster(10));
    assertThat(plan.policies().ladders().get("usual").rungs().get(1).after())
        .isEqualTo(Duration.ofMinutes(24));
    assertThat(plan.policies().ladders().get("usual").promiseAtMost())
        .isEqualTo(Duration.ofDays(7).dividedBy(10));
    assertThat(plan.policies().operators().remindEvery()).isEqualTo(Duration.ofMinutes(144));
    Touchpoint other = plan.touchpoint("other").orElseThrow();
    assertThat(other.observe()).isEqualTo(Duration.ofMinutes(3));
    Shop.PageSettings page = (Shop.PageSettings) other.checks().get(0).settings();
    assertThat(page.slowerThan()).isEqualTo(Duration.ofSeconds(1));
    assertThat(page.elements().get(0).within()).isEqualTo(Duration.ofSeconds(2));
    assertThat(other.checks().get(0).schedule())
        .isEqualTo(new Schedule(Duration.ofSeconds(30), Duration.ofSeconds(3)));
    assertThat(other.checks().get(1).settings())
        .isEqualTo(new Shop.BeatSettings(Duration.ofMinutes(6), Duration.ofMinutes(1)));
    assertThat(other.checks().get(1).schedule().every()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void saysThatTheHomeIsEmpty() {
    files.clear();
    assertThat(problems())
        .containsExactly(
            "config/daemon.yaml: is missing; 'wellkept init' writes a first one",
            "config/people.yaml: is missing; 'wellkept init' writes a first one");
  }

  @Test
  void runsWithoutTouchpointsAndSaysSo() {
    files.remove("monitors/shop.yaml");
    assertThat(plan().touchpoints()).isEmpty();
    assertThat(warnings()).containsExactly("monitors: holds no touchpoints yet");
  }

  @Test
  void refusesAnOwnerWhomNothingReaches() {
    files.put("config/people.yaml", Shop.PEOPLE.replace(", email: anna@example.org", ""));
    assertThat(problems())
        .containsExactly(
            "config/people.yaml:2:3: person 'anna' answers for 'shop-home' and cannot be reached by"
                + " mail; expected an address");
  }

  @Test
  void countsTheRoadsThatAPersonChose() {
    files.put(
        "config/daemon.yaml",
        Shop.DAEMON + "  chat: {kind: slack, webhook: \"https://hooks.example.org/x\"}\n");
    files.put("config/people.yaml", Shop.PEOPLE.replace("anna: {", "anna: {tell-by: [chat], "));
    assertThat(problems()).singleElement().asString().contains("person 'anna' answers for");
  }

  @Test
  void refusesToRunWhenMessagesAreOnlyWrittenDown() {
    files.put("config/daemon.yaml", "operators: ops\nnotifiers: {file: {folder: out}}\n");
    assertThat(problems())
        .containsExactly(
            "config/daemon.yaml:2:1: nobody can be told: only 'file' is configured, which just"
                + " writes messages down; expected a notifier such as email or slack");
  }

  @Test
  void countsAFolderAsARoadInTheDemo() {
    files.put("config/daemon.yaml", "operators: ops\nnotifiers: {file: {folder: out}}\n");
    PlanReader demo = new PlanReader(Shop.catalogue(), Secrets.NONE, 600);
    assertThat(demo.read(Sources.of(files))).isInstanceOf(Reading.Good.class);
  }

  @Test
  void refusesTwoServersOfWhichOneTakesThePortOfTheOther() {
    String signIn =
        """
          public-url: https://w.example.org
          sign-in: {local: true}
        operators: ops
        notifiers: {email: {host: smtp.example.org}}
        """;
    files.put("config/daemon.yaml", "web:\n  pages: 0.0.0.0:8800\n" + signIn);
    assertThat(problems())
        .isNotEmpty()
        .allSatisfy(problem ->
            assertThat(problem).contains("127.0.0.1 and 0.0.0.0 cannot both listen on port 8800"));
    files.put(
        "config/daemon.yaml",
        "web:\n  listen: 0.0.0.0:8800\n  operations: 127.0.0.1:8801\n" + signIn);
    assertThat(plan().daemon().web().operations().port()).isEqualTo(8801);
  }

  @Test
  void wantsAPublicAddressAsSoonAsSomebodyCanBeTold() {
    files.put(
        "config/daemon.yaml", "operators: ops\nnotifiers: {email: {host: smtp.example.org}}\n");
    assertThat(problems()).singleElement().asString().contains("'web.public-url' is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "https://w.example.org, true",
    "http://127.0.0.1:8800, true",
    "http://localhost:8800/, true",
    "http://w.example.org, false",
    "https://w.example.org/?a=b, false",
    "w.example.org, false",
    "https://user:word@w.example.org, false"
  })
  void wantsAPublicAddressThatNobodyReadsAlong(String url, boolean fit) {
    files.put(
        "config/daemon.yaml",
        Shop.DAEMON.replace("https://wellkept.example.org", "\"" + url + "\""));
    Reading reading = Shop.reader(Map.of()).read(Sources.of(files));
    assertThat(reading).isInstanceOf(fit ? Reading.Good.class : Reading.Bad.class);
  }

  @Test
  void refusesOperatorsWhomNothingReaches() {
    files.put(
        "config/people.yaml",
        Shop.PEOPLE
            .replace("ops: {lead: ben}", "ops: {lead: carla}")
            .replace(", email: carla@example.org", ""));
    assertThat(problems())
        .containsExactly(
            "config/daemon.yaml:1:12: nobody in team 'ops' can be reached by mail; expected an"
                + " address");
  }

  @Test
  void readsWhatOurOwnEyesAreMeasuredBy() {
    assertThat(plan().daemon().ownEyes())
        .isEqualTo(
            new Daemon.OwnEyes(
                List.of(new Daemon.Reference(URI.create("https://www.example.com/"), null)),
                new Storm.Terms(30, 10, Duration.ofMinutes(5), Duration.ofMinutes(15))));
    files.merge(
        "config/daemon.yaml",
        "",
        (daemon, none) ->
            daemon.replace(
                "{references: [{url: https://www.example.com/}]}",
                "{references: [{url: http://a.example/, contains: hello}],"
                    + " storm: {share: 50, at-least: 4, within: 10m, hold: 1h}}"));
    assertThat(plan().daemon().ownEyes())
        .isEqualTo(
            new Daemon.OwnEyes(
                List.of(new Daemon.Reference(URI.create("http://a.example/"), "hello")),
                new Storm.Terms(50, 4, Duration.ofMinutes(10), Duration.ofHours(1))));
  }

  @Test
  void refusesReferencesThatAreNoneAndStormsThatNeverEnd() {
    files.merge(
        "config/daemon.yaml",
        "",
        (daemon, none) ->
            daemon.replace(
                "{references: [{url: https://www.example.com/}]}",
                "{references: [{url: example}, {contains: x}],"
                    + " storm: {share: 0, at-least: 1, within: 1s, hold: 2s}}"));
    assertThat(problems())
        .anyMatch(p -> p.contains("'url' is no address to ask"))
        .anyMatch(p -> p.contains("'url'") && p.contains("missing"))
        .anyMatch(p -> p.contains("a whole number from 1 to 100"))
        .anyMatch(p -> p.contains("a whole number from 2 to 1000000"))
        .filteredOn(p -> p.contains("is too short; expected 1m or more"))
        .hasSize(2);
  }

  @Test
  void warnsWhenNothingTellsOurOwnNetworkFromThatOfOthers() {
    files.merge(
        "config/daemon.yaml", "", (daemon, none) -> daemon.replaceAll("(?m)^own-eyes:.*$", ""));
    assertThat(warnings()).singleElement().asString().contains("names no references");
  }

  @Test
  void tellsWhichRungsLeadToNobody() {
    files.put(
        "config/people.yaml",
        Shop.PEOPLE
            .replace("members: [anna, ben]", "members: []")
            .replace(", email: carla@example.org", ""));
    files.put(
        "config/policies.yaml",
        "ladders: {usual: {rungs: [{tell: owner}, {tell: person:carla, after: 1h}]}}\n");
    assertThat(warnings())
        .containsExactly(
            "config/people.yaml:2:3: person 'anna' owns touchpoints and is in no team; rungs that"
                + " tell 'lead' will be skipped",
            "config/policies.yaml: ladder 'usual': nobody on the rung 'person:carla' can be"
                + " reached; it will be skipped");
  }

  @Test
  void findsARingThroughSeveralFiles() {
    touchpoint("depends-on: [third]");
    files.put(
        "monitors/deep/er/third.yml",
        Shop.HOME.replace("shop-home", "third") + "    depends-on: [other]\n");
    assertThat(problems()).singleElement().asString().contains("depend on each other in a ring");
  }

  @Test
  void needsNoAddressWhereTheChecksOwnSettingsNameOne() {
    String touchpoint = "touchpoints: [{id: a, owner: anna, backup: ben, checks: {page: {%s}}}]";
    files.put("monitors/shop.yaml", touchpoint.formatted("at: \"https://a.example.org/\""));
    assertThat(plan().touchpoints()).hasSize(1);
    files.put("monitors/shop.yaml", touchpoint.formatted(""));
    assertThat(problems())
        .containsExactly(
            "monitors/shop.yaml:1:58: check 'page' looks at an address; expected 'url' in"
                + " touchpoint 'a'");
  }

  @Test
  void acceptsAliasesAndAnEmptyCheck() {
    touchpoint("tags: &tags [a, b]", "personas: []", "checks:", "  page:", "was: *tags");
    Touchpoint other = plan().touchpoint("other").orElseThrow();
    assertThat(other.was()).containsOnly("a", "b");
    assertThat(other.checks()).hasSize(1);
  }

  @Test
  void readsFromAnyPlaceTheSameWay(@org.junit.jupiter.api.io.TempDir Path home) {
    assertThat(Shop.problems(Shop.reader(Map.of()).read(Sources.readFrom(home.resolve("none")))))
        .hasSize(2);
  }

  @Test
  void readsHowOwnersAreAsked() {
    files.merge(
        "config/daemon.yaml",
        "ownership: {confirm-every: 30d, answer-within: 1w, accept-within: 2d}\n",
        String::concat);
    assertThat(plan().daemon().ownership())
        .isEqualTo(
            new Daemon.Ownership(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(2)));
    files.compute("config/daemon.yaml", (name, text) -> text.replace("30d", "off"));
    assertThat(plan().daemon().ownership().confirmEvery()).isNull();
    assertThat(plan().daemon().ownership().answerWithin()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void refusesToAskOwnersWithoutTimeToAnswer() {
    files.merge(
        "config/daemon.yaml",
        "ownership: {confirm-every: 5m, answer-within: 10m, often: yes}\n",
        String::concat);
    assertThat(problems())
        .anyMatch(problem -> problem.contains("often"))
        .filteredOn(problem -> problem.contains("leaves people no time; expected 1h or more"))
        .hasSize(2);
    files.compute("config/daemon.yaml", (name, text) -> text.replace("5m", "sometimes"));
    assertThat(problems()).anyMatch(problem -> problem.contains("a duration such as 90d, or off"));
  }

  @Test
  void whoHasALastDayIsAwayFromTheNextOn() {
    files.compute(
        "config/people.yaml",
        (name, text) -> text.replace("anna: {", "anna: {until: 2026-12-31, "));
    Person anna = plan().people().person("anna").orElseThrow();
    assertThat(anna.until()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(anna.awayAt(Instant.parse("2026-12-31T23:00:00Z"))).isFalse();
    assertThat(anna.hasLeft(Instant.parse("2026-12-31T23:00:00Z"))).isFalse();
    assertThat(anna.awayAt(Instant.parse("2027-01-01T00:00:00Z"))).isTrue();
    assertThat(anna.hasLeft(Instant.parse("2027-01-01T00:00:00Z"))).isTrue();
    assertThat(anna.alsoAway(List.of()).away()).hasSize(1);
  }

  @Test
  void keepsTheNamesOfQuestionsAboutOwnersFree() {
    touchpoint("checks: {hand-over: {kind: page}}");
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("'hand-over' is how questions about the owner go by");
  }
}
