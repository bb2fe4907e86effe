package io.wellkept.web;

import io.wellkept.incident.Addressee;
import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.NotifierKind;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Policies;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.incident.Timing;
import io.wellkept.incident.Tokens;
import io.wellkept.incident.Told;
import io.wellkept.incident.Window;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.report.Metrics;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.DigestJson;
import io.wellkept.report.digest.Digests;
import io.wellkept.report.digest.Edition;
import io.wellkept.touchpoint.Called;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.WorkingHours;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A small shop with a real ledger and a real server, and one incident of Anna's. */
final class House implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  static final CheckId PAGE = new CheckId("summer-landing", "page");
  static final CheckId NIGHTLY = new CheckId("price-feed", "nightly");

  /** Sends something each time it looks. */
  static final CheckId FORM = new CheckId("newsletter-form", "page");

  static final String SECRET = "a secret that only Slack and we know";

  private static final Daemon.Listen ANY = new Daemon.Listen("127.0.0.1", 0);

  final HandClock clock = new HandClock(START);
  final Ledger ledger;
  final Board board = new Board();
  final Metrics metrics;
  final Tokens tokens = new Tokens(List.of(Tokens.Key.of("k1", new byte[32])));
  final List<Health.Loop> loops = new ArrayList<>();
  final BlockingQueue<String> slackReplies = new LinkedBlockingQueue<>();
  final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();

  Circumstances circumstances = new Circumstances(false, false, false, null, null);
  PlanGate.Status status = new PlanGate.Status(3, START, "", List.of(), null);
  Plan plan;
  WebServer server;

  /** The answer to one request. */
  record Answer(int status, String body, okhttp3.Headers headers) {
    @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  private record NoSettings() {}

  private record Sheet(List<String> questions, Photo photo) implements Questionnaire {}

  private record BeatSettings() implements Called {
    @Override
    public String door() {
      return BEAT;
    }

    @Override
    public Wants wants() {
      return Wants.BEAT;
    }
  }

  House(Path folder) {
    this(folder, new Daemon.Web(ANY, ANY, ANY, null), 1);
  }

  /** One whose links are for the world, so that customers may report what is wrong. */
  static House known(Path folder) {
    URI outside = URI.create("https://wellkept.example.org");
    return new House(folder, new Daemon.Web(ANY, ANY, ANY, outside), 1);
  }

  House(Path folder, Daemon.Web web, double timeScale) {
    ledger = SqliteLedger.open(folder);
    plan = plan(web, timeScale);
    metrics = new Metrics(board, ledger, clock, () -> 2000, "0.0-test");
    for (Touchpoint touchpoint : plan.touchpoints().values()) {
      for (Check check : touchpoint.checks()) {
        CheckState born = CheckState.born(check.id(), START.minus(Duration.ofDays(9)));
        ledger.write(work -> {
          work.bear(born, START.plusSeconds(3600));
          return true;
        });
      }
    }
    rebuild();
    server = WebServer.start(web, context());
  }

  /** Has somebody else be quicker: right before that change of those to come, they make theirs. */
  void overtakenBefore(int number, Runnable other) {
    server.close();
    Ledger overtaken = new Overtaken(ledger, number, other);
    server = WebServer.start(plan.daemon().web(), context(overtaken));
  }

  WebContext context() {
    return context(ledger);
  }

  private WebContext context(Ledger ledger) {
    return new WebContext(
        () -> plan,
        gate(),
        ledger,
        board,
        metrics,
        clock,
        tokens,
        () -> loops,
        "shop-1",
        new Slack(House::signed, (url, text) -> slackReplies.add(url + " " + text)),
        () -> circumstances,
        Digests::rich);
  }

  private PlanGate gate() {
    return new PlanGate() {
      @Override
      public Status status() {
        return status;
      }

      @Override
      public Status reload(boolean confirmed) {
        if (confirmed && status.held() != null) {
          status = new Status(4, clock.instant(), status.held(), List.of(), null);
        }
        return status;
      }
    };
  }

  /** Stands for the check of Slack's signature, which is not this room's. */
  private static boolean signed(String timestamp, String signature, byte[] body, Instant now) {
    return signature.equals("v0=" + timestamp + body.length + SECRET.length());
  }

  /** Has the plan say that a touchpoint had another id before. */
  void formerly(String touchpoint, String old) {
    List<Touchpoint> all =
        plan.touchpoints().values().stream()
            .map(each -> each.id().equals(touchpoint) ? renamed(each, old) : each)
            .toList();
    plan = Plan.of(plan.daemon(), plan.people(), plan.policies(), plan.journey(), all);
  }

  /** Somebody's last day has passed. */
  void left(String person) {
    people(one -> one.id().equals(person) ? one.leaving(LocalDate.of(2026, 11, 1)) : one);
  }

  /** Has the plan say something else of people. */
  void people(UnaryOperator<Person> change) {
    People before = plan.people();
    People people =
        People.of(before.persons().values().stream().map(change).toList(), before.teams().values());
    plan =
        Plan.of(
            plan.daemon(), people, plan.policies(), plan.journey(), plan.touchpoints().values());
  }

  /** A sign of Anna's of which people are asked what no machine sees. */
  void asks(CheckId check, Questionnaire.Photo photo, String... questions) {
    Kind kind = kind("attest", Sheet.class);
    Sheet sheet = new Sheet(List.of(questions), photo);
    String id = check.touchpoint();
    Check asking = new Check(check, kind, sheet, kind.schedule());
    List<Touchpoint> all = new ArrayList<>(plan.touchpoints().values());
    all.removeIf(each -> each.id().equals(id));
    all.add(touchpoint(id, "Sign", Importance.LOW, "anna", asking));
    plan = Plan.of(plan.daemon(), plan.people(), plan.policies(), plan.journey(), all);
    ledger.change(work -> work.bear(CheckState.born(check, START), START.plusSeconds(3_600)));
    rebuild();
  }

  private static Touchpoint renamed(Touchpoint now, String old) {
    return new Touchpoint(
        now.id(),
        now.name(),
        now.address(),
        now.importance(),
        now.owner(),
        now.backups(),
        now.stage(),
        now.channel(),
        now.personas(),
        now.tags(),
        now.playbook(),
        now.live(),
        now.dependsOn(),
        Set.of(old),
        now.observe(),
        now.checks());
  }

  static CheckState seen(CheckId check) {
    return seen(check, List.of(), List.of(), Memory.EMPTY);
  }

  /** A check that looked a minute ago and for the first time three days ago. */
  static CheckState seen(
      CheckId check, List<Finding> findings, List<Measurement> measured, Memory memory) {
    return new CheckState(
        check,
        START.minus(Duration.ofDays(3)),
        START.minusSeconds(60),
        START.minusSeconds(60),
        null,
        null,
        findings,
        measured,
        Map.of(),
        memory,
        Tally.of(START),
        Map.of());
  }

  /** Since then something is wrong of which nobody was told. */
  static Incident wrong(String id, CheckId check, Finding finding) {
    return new Incident(
        id,
        check,
        "",
        Audience.OWNERS,
        finding.since(),
        finding.since(),
        List.of(finding),
        Map.of(finding.key(), finding.severity()),
        finding.since(),
        START,
        null,
        new Standing.Open(),
        null,
        0,
        List.of(),
        START,
        null,
        0);
  }

  void rebuild() {
    List<CheckState> states = ledger.read(Ledger.View::checks);
    List<Incident> open = ledger.read(Ledger.View::openIncidents);
    board.rebuild(plan.touchpoints().values(), plan.daemon().timing().blindFor(), states, open);
  }

  /** A page of Anna's is broken; she was told. */
  Incident broken() {
    Instant since = clock.instant().minus(Duration.ofHours(2));
    Finding finding =
        Finding.of(
                "page.text",
                Severity.CRITICAL,
                Condition.BROKEN,
                "The page does not say “Add to basket”",
                since)
            .with("expected", "Add to basket")
            .with("quote", "Sorry, <b>this page</b> is being rebuilt")
            .with("address", "https://shop.example.org/summer");
    Finding slow =
        Finding.of(
                "page.slow",
                Severity.MINOR,
                Condition.DEGRADED,
                "It took 6 seconds to answer",
                since)
            .with("screenshot", "f00d");
    Told told =
        new Told(
            "n1",
            NoticeKind.OPENED,
            "anna",
            0,
            since.plusSeconds(60),
            since.plusSeconds(63),
            Told.Outcome.SENT,
            Reason.FIRST_TOLD);
    Incident incident =
        new Incident(
            "inc1",
            PAGE,
            "",
            Audience.OWNERS,
            since,
            since.plusSeconds(30),
            List.of(finding, slow),
            Map.of("page.text", Severity.CRITICAL, "page.slow", Severity.MINOR),
            since.plusSeconds(30),
            clock.instant(),
            null,
            new Standing.Open(),
            null,
            0,
            List.of(told),
            clock.instant().plus(Duration.ofHours(2)),
            null,
            0);
    ledger.write(work -> {
      work.save(incident);
      work.append(
          new Event(
              since.plusSeconds(30),
              Event.Type.OPENED,
              PAGE,
              "inc1",
              null,
              Reason.CONFIRMED,
              finding.headline()));
      work.append(
          new Event(
              since.plusSeconds(63),
              Event.Type.TOLD,
              PAGE,
              "inc1",
              "anna",
              Reason.FIRST_TOLD,
              "by mail"));
      return true;
    });
    board.see(incident);
    board.see(
        new CheckState(
            PAGE,
            START.minus(Duration.ofDays(9)),
            clock.instant().minusSeconds(100),
            clock.instant().minusSeconds(100),
            null,
            null,
            incident.findings(),
            List.of(
                new Measurement("latency_seconds", 6.04),
                new Measurement("certificate_days_left", 61.7),
                new Measurement("body_bytes", 48213)),
            Map.of(),
            Memory.EMPTY,
            Tally.of(START),
            Map.of()));
    return incident;
  }

  /** Three customers spoke: one waits too long, one has time, one was answered after two hours. */
  void heard() {
    Instant now = clock.instant();
    Instant yesterday = now.minus(Duration.ofDays(1));
    Voice late =
        Voice.said("google", "r1", yesterday, Voice.Reply.NONE, "Cold <b>tea</b>")
            .withStars(1.0)
            .due(now.minusSeconds(60))
            .at("https://reviews.example.org/r1");
    Voice early =
        Voice.said("google", "r2", now.minusSeconds(600), Voice.Reply.PENDING, "Fine")
            .due(now.plus(Duration.ofDays(1)));
    Voice answered =
        Voice.said("shop", "r3", yesterday, Voice.Reply.PUBLISHED, "Thank you")
            .answered(yesterday.plus(Duration.ofHours(2)))
            .due(yesterday.plus(Duration.ofHours(3)));
    ledger.change(work -> work.hear(PAGE, List.of(late, early, answered), now));
  }

  /** With a digest, an initiative and a maintenance window of Anna's: what has an id of its own. */
  House complete() {
    Digest digest = Digests.rich();
    Initiative initiative =
        new Initiative(
            "i1",
            PAGE.touchpoint(),
            "anna",
            START.minusSeconds(60),
            START.minusSeconds(3600),
            "Three fields instead of nine",
            Initiative.Measure.CONDITION,
            null,
            Initiative.Direction.UP,
            null,
            START.plus(Duration.ofDays(28)),
            null,
            null,
            null);
    PlanOverride window =
        new PlanOverride.Maintenance(
            "w1",
            "anna",
            START.plus(Duration.ofDays(1)),
            START.plus(Duration.ofDays(2)),
            Window.Scope.of(PAGE.touchpoint()),
            null,
            null,
            "new servers",
            false,
            null);
    ledger.change(work -> {
      work.keep(kept("d-week", digest));
      work.add(initiative);
      work.add(window);
    });
    return this;
  }

  static KeptDigest kept(String id, Digest digest) {
    return kept(id, digest, digest.period().until(), digest.period().until());
  }

  static KeptDigest kept(String id, Digest digest, Instant due, Instant made) {
    return new KeptDigest(
        id,
        "weekly",
        digest.scope().whose().name(),
        digest.scope().id(),
        digest.period().label(),
        digest.period().from(),
        digest.period().until(),
        due,
        made,
        List.of(),
        Edition.gist(digest),
        DigestJson.write(digest));
  }

  /** Where something of the pages is. */
  String address(String path) {
    return server.address(Surface.PAGES) + path;
  }

  /** The path of a route with what the complete house has in it. */
  static String filled(String path) {
    return path.replaceFirst("/(t|touchpoints)/\\{id}", "/$1/" + PAGE.touchpoint())
        .replaceFirst("/incidents/\\{id}", "/incidents/inc1")
        .replaceFirst("/(people|owners)/\\{id}", "/$1/anna")
        .replaceFirst("/digests/\\{id}", "/digests/d-week")
        .replaceFirst("/initiatives/\\{id}", "/initiatives/i1")
        .replaceFirst("/maintenance/\\{id}", "/maintenance/w1")
        .replace("{touchpoint}", PAGE.touchpoint())
        .replace("{check}", PAGE.check())
        .replace("{name}", "zoe");
  }

  String token(String person) {
    return token("inc1", person);
  }

  String token(String incident, String person) {
    return tokens.incident(incident, person, clock.instant());
  }

  Incident incident() {
    return ledger.read(view -> view.incident("inc1")).orElseThrow();
  }

  List<Event> events() {
    return ledger.read(view -> view.eventsOfIncident("inc1"));
  }

  /** When the check is due next, seen by claiming. */
  boolean isDue(CheckId check) {
    Instant now = clock.instant();
    return ledger.write(work ->
        work.claimLooks(now, now.plusSeconds(60), "test", 100).stream()
            .anyMatch(look -> look.state().check().equals(check)));
  }

  Answer get(String path) {
    return send(request(path).get().build());
  }

  Answer post(String path, String form) {
    MediaType type = MediaType.get("application/x-www-form-urlencoded");
    return send(request(path).post(RequestBody.create(form, type)).build());
  }

  Answer postJson(String path, String json) {
    MediaType type = MediaType.get("application/json");
    return send(request(path).post(RequestBody.create(json, type)).build());
  }

  Request.Builder request(String path) {
    return new Request.Builder()
        .url(server.address(Surface.PAGES) + path)
        .header("Accept", "text/html");
  }

  Answer send(Request request) {
    try (Response response = client.newCall(request).execute()) {
      return new Answer(response.code(), response.body().string(), response.headers());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // a connection that somebody keeps is waited for when the server stops
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
    server.close();
    ledger.close();
  }

  static Plan plan(Daemon.Web web, double timeScale) {
    NotifierKind kind = new NotifierKind("email", NoSettings.class, (s, p) -> true, true);
    Daemon daemon =
        new Daemon(
            web,
            List.of(new Daemon.NotifierSetup("mail", kind, new NoSettings())),
            Set.of(),
            new Daemon.Pace(4, 10),
            new Daemon.Pace(1, 1),
            List.of(),
            "Wellkept",
            "ops",
            null,
            Duration.ofMinutes(1),
            Duration.ofDays(1),
            Daemon.OwnEyes.USUAL,
            null,
            2000,
            new Daemon.Retention(
                Duration.ofDays(400),
                Duration.ofDays(400),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofDays(90)),
            Timing.USUAL,
            timeScale,
            ZoneId.of("UTC"),
            Daemon.Ownership.USUAL,
            List.of());
    People people =
        People.of(
            List.of(
                person("anna", "Anna Berger", "Europe/Berlin", "U1"),
                person("ben", "Ben Okafor", "Europe/Lisbon", "U2"),
                person("carla", "Carla Ruiz", "Europe/Madrid", "U3")),
            List.of(
                new Team("web", "Web team", "carla", List.of("anna", "ben")),
                new Team("ops", "Operations", "carla", List.of("carla"))));
    Journey journey =
        new Journey(
            List.of(new Journey.Place("discover", "Discover"), new Journey.Place("buy", "Buy")),
            List.of(new Journey.Place("website", "Website")),
            List.of());
    return Plan.of(daemon, people, policies(), journey, touchpoints());
  }

  private static List<Touchpoint> touchpoints() {
    Kind page = kind("page", NoSettings.class);
    Kind heartbeat = kind("heartbeat", BeatSettings.class);
    return List.of(
        touchpoint(
            "summer-landing",
            "Summer landing page",
            Importance.HIGH,
            "anna",
            check(PAGE, page, Duration.ofMinutes(5))),
        touchpoint(
            "price-feed",
            "Price feed of the marketplaces",
            Importance.NORMAL,
            "ben",
            check(NIGHTLY, heartbeat, Duration.ofDays(1))),
        touchpoint(
            "newsletter-form",
            "Newsletter form",
            Importance.LOW,
            "anna",
            check(FORM, page.acting(settings -> true), Duration.ofMinutes(5))));
  }

  private static Kind kind(String name, Class<? extends Record> settings) {
    Schedule schedule = new Schedule(Duration.ofMinutes(5), Duration.ZERO);
    return new Kind(name, settings, schedule, 0.5, false, false, each -> Optional.empty());
  }

  private static Check check(CheckId id, Kind kind, Duration every) {
    Record settings = kind.settings() == BeatSettings.class ? new BeatSettings() : new NoSettings();
    return new Check(id, kind, settings, new Schedule(every, Duration.ofSeconds(30)));
  }

  static Touchpoint touchpoint(
      String id, String name, Importance importance, String owner, Check check) {
    return new Touchpoint(
        id,
        name,
        URI.create("https://shop.example.org/" + id),
        importance,
        owner,
        List.of("carla"),
        "discover",
        "website",
        Set.of(),
        Set.of("campaign", "eu"),
        "1. Open the page yourself.\n2. Put the old version back: shop/rollback.\n3. Tell the shop"
            + " team.",
        Live.ALWAYS,
        Set.of(),
        Set.of(),
        Duration.ofDays(1),
        List.of(check));
  }

  private static Person person(String id, String name, String zone, String slack) {
    return new Person(
        id,
        name,
        Map.of("email", id + "@example.org", "slack", slack),
        List.of(),
        ZoneId.of(zone),
        WorkingHours.USUAL,
        List.of());
  }

  private static Policies policies() {
    Policy usual =
        new Policy(
            "usual",
            List.of(
                new Policy.Rung(new Addressee.Owner(), Duration.ZERO),
                new Policy.Rung(new Addressee.Backup(), Duration.ofHours(4))),
            false,
            Duration.ofDays(7),
            Duration.ofHours(8),
            Duration.ofHours(24));
    Map<Importance, Map<Severity, String>> table = new EnumMap<>(Importance.class);
    for (Importance importance : Importance.values()) {
      Map<Severity, String> line = new EnumMap<>(Severity.class);
      for (Severity severity : Severity.values()) {
        line.put(severity, "usual");
      }
      table.put(importance, line);
    }
    return new Policies(Map.of("usual", usual), table, usual);
  }
}
