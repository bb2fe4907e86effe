package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody with one minute sees on the first page, and finds with its filters. */
final class MapPagesTest {
  private static final Instant NOW = House.START;
  private static final Schedule HOURLY = new Schedule(Duration.ofHours(1), Duration.ZERO);
  private static final Kind PAGE =
      new Kind("page", Plain.class, HOURLY, 0, false, false, MapPagesTest::none);
  private static final Kind WAY =
      new Kind("path", Way.class, HOURLY, 0, false, false, MapPagesTest::none)
          .concerning(settings -> Set.of(((Way) settings).to()));
  private static final Kind TIMING =
      new Kind("timing", Plain.class, HOURLY, 0, false, false, MapPagesTest::none);

  /** A page above this is slow on a phone; the map of 2,000 must stay below. */
  private static final int HALF_A_MEGABYTE = 500_000;

  @TempDir Path folder;
  private House house;

  private record Plain() {}

  private record Way(String to) {}

  private static Optional<String> none(Record settings) {
    return Optional.empty();
  }

  @BeforeEach
  void open() {
    house = new House(folder);
    shop(
        at("landing", "Landing page", "discover", "website", PAGE),
        at("ads", "Ads for <b>tea</b>", "discover", "ads", PAGE),
        at("checkout", "Checkout", "buy", "website", PAGE),
        at("basket", "Basket", "buy", "website", PAGE),
        at("kiosk", "Kiosk", null, null));
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** The journey has two stages, three channels and two personas. */
  private void shop(Touchpoint... touchpoints) {
    Journey journey =
        new Journey(
            List.of(place("discover", "Discover"), place("buy", "Buy")),
            List.of(place("website", "Website"), place("ads", "Ads"), place("mail", "E-mail")),
            List.of(place("gift", "Look for a present")));
    shop(journey, List.of(touchpoints));
  }

  private void shop(Journey journey, List<Touchpoint> touchpoints) {
    house.plan =
        Plan.of(
            house.plan.daemon(), house.plan.people(), house.plan.policies(), journey, touchpoints);
    house.rebuild();
    for (Touchpoint touchpoint : touchpoints) {
      touchpoint.checks().forEach(check -> house.board.see(House.seen(check.id())));
    }
  }

  private static Journey.Place place(String id, String name) {
    return new Journey.Place(id, name);
  }

  private static Touchpoint at(
      String id, String name, @Nullable String stage, @Nullable String channel, Kind... kinds) {
    return at(id, name, stage, channel, "anna", Importance.NORMAL, kinds);
  }

  private static Touchpoint at(
      String id,
      String name,
      @Nullable String stage,
      @Nullable String channel,
      String owner,
      Importance importance,
      Kind... kinds) {
    List<Check> checks = new ArrayList<>();
    for (Kind kind : kinds) {
      Record settings = kind.equals(WAY) ? new Way("checkout") : new Plain();
      checks.add(new Check(new CheckId(id, kind.name()), kind, settings, HOURLY));
    }
    return new Touchpoint(
        id,
        name,
        URI.create("https://shop.example.org/" + id),
        importance,
        owner,
        List.of("carla"),
        stage,
        channel,
        id.equals("landing") ? Set.of("gift") : Set.of(),
        id.equals("ads") ? Set.of("paid") : Set.of(),
        null,
        Live.ALWAYS,
        Set.of(),
        Set.of(),
        Duration.ZERO,
        checks);
  }

  private void wrong(
      String touchpoint, String check, Condition condition, String headline, Duration age) {
    house.board.see(incident(touchpoint, check, condition, headline, age, new Standing.Open()));
  }

  private static Incident incident(
      String touchpoint,
      String check,
      Condition condition,
      String headline,
      Duration age,
      Standing standing) {
    CheckId id = new CheckId(touchpoint, check);
    Instant since = NOW.minus(age);
    Finding finding = Finding.of("page.text", Severity.MAJOR, condition, headline, since);
    return new Incident(
        "i-" + touchpoint + check,
        id,
        "",
        Audience.OWNERS,
        since,
        since,
        List.of(finding),
        Map.of("page.text", Severity.MAJOR),
        since,
        NOW,
        null,
        standing,
        null,
        0,
        List.of(),
        NOW,
        null,
        0);
  }

  private String map() {
    return map("");
  }

  /** What the map shows, without what the form offers to choose from. */
  private String map(String query) {
    String body = house.get("/" + query).body();
    return body.substring(body.indexOf("id=\"live\""));
  }

  @Test
  void saysInOneSentenceHowItStands() {
    assertThat(house.get("/").body())
        .contains("Nothing is known to be wrong, but 1 of 5 touchpoints was not seen.");
    wrong("checkout", "page", Condition.BROKEN, "“Pay” is missing", Duration.ofDays(3));
    wrong("ads", "page", Condition.DEGRADED, "An ad leads nowhere", Duration.ofHours(5));

    assertThat(house.get("/").body())
        .contains("2 of 5 touchpoints are not as they should be; one more is not known.")
        .contains("Worst: <a href=\"/t/checkout\">Checkout</a>")
        .contains("broken for 3 days");
  }

  @Test
  void hasAPlaceForEachStageAndChannelInTheCustomersOrder() {
    String body = map();

    assertThat(body.indexOf("id=\"stage-discover\"")).isLessThan(body.indexOf("id=\"stage-buy\""));
    assertThat(body.substring(body.indexOf("stage-buy")))
        .contains("Checkout")
        .doesNotContain("Landing page");
  }

  @Test
  void showsTheWorstOfAPlaceFirstWithItsHeadlineOwnerAndAge() {
    assertThat(map().indexOf("Basket")).isLessThan(map().indexOf("Checkout"));
    wrong("checkout", "page", Condition.STALE, "It ended on Friday", Duration.ofMinutes(150));

    assertThat(map().indexOf("Checkout")).isLessThan(map().indexOf("Basket"));
    assertThat(map())
        .contains("It ended on Friday")
        .contains("stale for 2 hours")
        .contains("Anna Berger")
        .contains("href=\"#mark-stale\"");
  }

  @Test
  void showsHolesAndNoBlanks() {
    String body = map();

    assertThat(Pattern.compile("Nothing here yet").matcher(body).results().count())
        .as("no mail anywhere, no ads in buy")
        .isEqualTo(3);
    assertThat(body)
        .contains("3 places of the map with nothing")
        .contains("1 not on the map yet")
        .contains("1 not measured")
        .contains("href=\"/?missing=look\"");
    assertThat(body.substring(body.indexOf("id=\"elsewhere\"")))
        .contains("Kiosk")
        .containsOnlyOnce("nothing looks at it")
        .contains("not known");
  }

  @Test
  void saysSinceWhenNothingWasWrongThere() {
    assertThat(tile("checkout")).containsPattern("title=\"no incident since [^\"]*21");
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    Standing over = new Standing.Resolved(yesterday, Reason.RECOVERED);
    Duration age = Duration.ofDays(2);
    Incident incident = incident("checkout", "page", Condition.BROKEN, "“Pay” is gone", age, over);
    house.ledger.change(work -> work.save(incident));

    assertThat(tile("checkout")).contains("title=\"no incident since yesterday 10:00\"");
    assertThat(tile("kiosk")).as("nobody looks there").doesNotContain("no incident");
  }

  private String tile(String id) {
    String map = map();
    int from = map.indexOf("id=\"t-" + id);
    return map.substring(from, map.indexOf("</li>", from));
  }

  @Test
  void showsWhatNobodyAnswersFor() {
    assertThat(map()).doesNotContain("no owner who is there").doesNotContain("no backup");
    house.people(p -> p.id().equals("ben") ? p : p.leaving(LocalDate.of(2026, 11, 20)));

    assertThat(map())
        .contains("5 without an owner who is there")
        .contains("no owner who is there")
        .contains("no backup who is there");
  }

  @Test
  void showsWhatWasNeverSeenAndWhatIsBlindForLong() {
    CheckState state = House.seen(new CheckId("basket", "page"));
    CheckState blind =
        new CheckState(
            state.check(),
            state.born(),
            NOW,
            state.lastSeen(),
            NOW.minus(Duration.ofHours(5)),
            new Fault.Blocked("a captcha"),
            List.of(),
            List.of(),
            Map.of(),
            Memory.EMPTY,
            Tally.of(NOW),
            Map.of());
    house.board.see(blind);

    assertThat(map()).contains("2 not measured").contains("not seen lately").contains("blocked by");
  }

  @Test
  void narrowsDownByEveryWordOfTheAddress() {
    assertThat(map("?owner=anna")).contains("Checkout");
    assertThat(map("?owner=ben")).doesNotContain("Checkout").contains("None of the 2 here");
    assertThat(map("?team=web")).contains("Checkout");
    assertThat(map("?team=ops")).doesNotContain(">Checkout");
    assertThat(map("?stage=buy")).contains("Checkout").doesNotContain("Landing");
    assertThat(map("?stage=-")).contains("Kiosk").doesNotContain("Landing");
    assertThat(map("?stage=buy")).as("one column").doesNotContain("stage-discover");
    assertThat(map("?channel=ads")).contains("Ads for").doesNotContain("Landing");
    assertThat(map("?persona=gift")).contains("Landing").doesNotContain("Checkout");
    assertThat(map("?tag=paid")).contains("Ads for").doesNotContain("Landing");
    assertThat(map("?q=SHOP.example.org/basket")).contains("Basket").doesNotContain("Landing");
    assertThat(map("?missing=check")).contains("Kiosk").doesNotContain("Landing");
    assertThat(map("?condition=unknown&stage=-")).contains("Kiosk").doesNotContain("Landing");
    assertThat(house.get("/?condition=broken").body()).contains("No touchpoint is like that");
  }

  @Test
  void saysWhatIsAskedForAndHowToAskForMore() {
    assertThat(house.get("/?owner=anna&stage=buy").body())
        .contains(
            "<a href=\"/?stage=buy\" title=\"ask without it\">Owner: <strong>Anna Berger</strong>")
        .contains("<a href=\"/?owner=anna\" title=\"ask without it\">Stage: <strong>Buy</strong>")
        .contains("href=\"/touchpoints?owner=anna&amp;stage=buy\"");
  }

  @Test
  void writesWhatOthersWroteAsText() {
    assertThat(map()).contains("Ads for &lt;b&gt;tea").doesNotContain("<b>tea");
    assertThat(house.get("/?q=%3Cscript%3Ex&owner=%22%3E%3Cscript%3E").body())
        .doesNotContain("<script>");
  }

  @Test
  void showsEachBridgeWithItsCondition() {
    shop(
        at("landing", "Landing page", "discover", "website", PAGE, WAY),
        at("checkout", "Checkout", "buy", "website", PAGE));
    assertThat(map()).contains("leads to Checkout").contains("Bridges");
    wrong("landing", "path", Condition.BROKEN, "There is no way", Duration.ofHours(1));

    String bridges = map().substring(map().indexOf("id=\"bridges-head\""));
    assertThat(bridges).contains("broken").contains("There is no way").contains("/t/checkout");
  }

  @Test
  void showsHowLongCustomersTakeBesideWhatWasIntended() {
    Touchpoint orders = at("orders", "Orders", "buy", "website", TIMING);
    shop(orders);
    CheckId id = orders.checks().get(0).id();
    house.board.see(
        House.seen(
            id,
            List.of(),
            List.of(
                new Measurement("discover_to_buy_intended_seconds", 86_400),
                new Measurement("discover_to_buy_median_seconds", 3 * 86_400),
                new Measurement("discover_to_buy_cases", 20)),
            new Memory(1, Map.of("stages", "discover buy"))));

    String buy = map().substring(map().indexOf("id=\"stage-buy\""));
    assertThat(buy).contains("<strong>3 days</strong> from Discover, meant: 1 day");
  }

  @Test
  void staysQuietWhileNothingChanges() {
    String again = again(house.get("/?owner=anna").body());
    assertThat(again).startsWith("/?owner=anna&seen=");

    assertThat(house.get(again).status()).isEqualTo(204);
    wrong("checkout", "page", Condition.BROKEN, "“Pay” is missing", Duration.ofHours(1));
    assertThat(house.get(again).body()).contains("“Pay” is missing");
    assertThat(house.get(again(house.get(again).body())).status()).isEqualTo(204);
    house.clock.forward(Duration.ofHours(1));
    assertThat(house.get(again(house.get("/?owner=anna").body())).status()).isEqualTo(204);
    assertThat(house.get(again).body())
        .as("an age is a change, too")
        .contains("broken for 2 hours");
  }

  @Test
  void staysQuietWhileNothingButTheClockGoesOn() {
    Instant justNow = NOW.minus(Duration.ofMinutes(5));
    Standing over = new Standing.Resolved(justNow, Reason.RECOVERED);
    Duration age = Duration.ofHours(1);
    Incident incident = incident("checkout", "page", Condition.BROKEN, "“Pay” is gone", age, over);
    house.ledger.change(work -> work.save(incident));
    wrong("ads", "page", Condition.BROKEN, "An ad leads nowhere", Duration.ofMinutes(90));
    String again = again(house.get("/").body());
    house.clock.forward(Duration.ofSeconds(20));

    assertThat(house.get(again).status()).isEqualTo(204);
  }

  @Test
  void anOpenMapHearsWhatNobodyMayMiss() {
    String again = again(house.get("/").body());
    assertThat(house.get(again).status()).isEqualTo(204);
    house.circumstances = new Circumstances(false, true, false, null, null);

    assertThat(house.get(again).body())
        .contains("class=\"banners\"")
        .contains("#banners:innerHTML");
  }

  @Test
  void showsTheWorstOfManyBridgesAndHowManyMoreThereAre() {
    List<Touchpoint> many = new ArrayList<>(List.of(at("checkout", "Checkout", "buy", "ads")));
    for (int i = 0; i < 30; i++) {
      many.add(at("page-" + i, "Page " + i, "buy", "website", WAY));
    }
    shop(many.toArray(Touchpoint[]::new));
    wrong("page-29", "path", Condition.BROKEN, "There is no way", Duration.ofHours(1));

    String bridges = map().substring(map().indexOf("id=\"bridges-head\""));
    assertThat(Pattern.compile("href=\"/t/checkout\"").matcher(bridges).results()).hasSize(24);
    assertThat(bridges).contains("There is no way").contains("and 6 more, none of them worse");
  }

  private static String again(String body) {
    return Pattern.compile("hx-get=\"([^\"]+)\"")
        .matcher(body)
        .results()
        .findFirst()
        .orElseThrow()
        .group(1)
        .replace("&amp;", "&");
  }

  @Test
  void needsNoScript() {
    String body = house.get("/").body();

    assertThat(body).contains("<form class=\"filter\" method=\"get\" action=\"/\"");
    assertThat(body.replaceAll("<script src=\"/static/[a-z.]+\" defer>", ""))
        .doesNotContain("<script")
        .doesNotContain("style=")
        .doesNotContain("onclick");
    assertThat(house.get("/static/wellkept.js").header("Content-Type")).startsWith("text/java");
  }

  @Test
  void speaksGerman() {
    House.Answer answer =
        house.send(house.request("/").header("Accept-Language", "de-AT").get().build());

    assertThat(answer.body()).contains("Karte der Kundenreise").contains("Hier ist noch nichts");
  }

  @Test
  void saysHowToBeginWithoutAJourney() {
    shop(Journey.NONE, List.of(at("landing", "Landing page", null, null, PAGE)));
    assertThat(map())
        .contains("Landing page")
        .contains("config/journey.yaml")
        .doesNotContain("stage-");

    shop(Journey.NONE, List.of());
    assertThat(house.get("/").body()).contains("wellkept add URL");
  }

  @Test
  void makesDoWithStagesAlone() {
    Journey stages = new Journey(List.of(place("buy", "Buy")), List.of(), List.of());
    shop(stages, List.of(at("checkout", "Checkout", "buy", null, PAGE)));

    assertThat(map()).contains("stage-buy").contains("Checkout").doesNotContain("id=\"elsewhere\"");
  }

  /** Processor time, so that it does not matter what else the machine does. */
  private Duration fastest() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Reader reader = Reader.here(Words.ENGLISH, ZoneOffset.UTC);
    Frame frame = new Frame("Journey map", List.of(), true, "/static/", reader, "/");
    Filter filter = new Filter(Map.of());
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      long before = threads.getCurrentThreadCpuTime();
      Survey survey = Survey.of(house.context());
      Map<String, Instant> over = house.ledger.read(Ledger.View::lastResolved);
      MapView view = new MapViews(survey, over, filter, reader).view();
      FilterForm form = FilterForm.of("/", filter, survey, Words.ENGLISH);
      Templates.render("map", frame, Map.of("view", view, "form", form, "again", "/"));
      fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - before);
    }
    return Duration.ofNanos(fastest);
  }

  @Test
  void staysUsableWithTwoThousandTouchpoints() {
    List<Journey.Place> stages = new ArrayList<>();
    List<Journey.Place> channels = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      stages.add(place("stage" + i, "Stage number " + i));
      channels.add(place("channel" + i, "Channel number " + i));
    }
    List<Touchpoint> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String name = "A touchpoint with a name of usual length, " + i;
      many.add(at("t" + i, name, "stage" + i % 7, "channel" + i / 7 % 8, PAGE));
    }
    shop(new Journey(stages, channels, List.of()), many);
    for (int i = 0; i < 2_000; i += 10) {
      wrong(
          "t" + i,
          "page",
          Condition.BROKEN,
          "Something is wrong with this one, and it matters",
          Duration.ofHours(i + 1));
    }
    String body = house.get("/").body();
    assertThat(body)
        .contains("200 of 2,000 touchpoints are not as they should be")
        .contains("more in the list")
        .contains("href=\"/touchpoints?stage=stage0&amp;channel=channel0\"")
        .contains("8 places of the map with nothing");
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(HALF_A_MEGABYTE);
    assertThat(fastest()).as("of processor time").isLessThan(Duration.ofMillis(400));
  }
}
