package io.wellkept.probe.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Passages;
import io.wellkept.probe.Passages.Passage;
import io.wellkept.probe.Register;
import io.wellkept.probe.Scene;
import io.wellkept.probe.table.CsvSource;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.probe.table.SqlSource;
import io.wellkept.probe.table.Tables;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long customers took, with figures that can be computed by hand. */
final class TimingProbeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Friday of week 46. */
  private static final Instant NOW = Instant.parse("2026-11-13T12:00:00Z");

  /** Tuesday of that week. */
  private static final Instant TUESDAY = Instant.parse("2026-11-10T12:00:00Z");

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock);
  @TempDir Path home;

  @AfterEach
  void close() {
    http.close();
  }

  private static TimingSettings settings(Object... pairs) {
    List<Object> names = Arrays.asList(pairs);
    Object[] stages =
        names.contains("stages")
            ? new Object[0]
            : new Object[] {
              "stages", List.of(stage("order", 0), stage("packing", 3), stage("delivery", 21))
            };
    Object[] source =
        names.stream().anyMatch(List.of("json", "csv", "sql")::contains)
            ? new Object[0]
            : new Object[] {"push", true};
    return Scene.settings(
        TimingSettings.class,
        Stream.of(new Object[] {"zone", BERLIN}, stages, source, pairs)
            .flatMap(Arrays::stream)
            .toArray());
  }

  private static StageSettings stage(String name, int days) {
    return new StageSettings(name, days == 0 ? null : Duration.ofDays(days), null);
  }

  private static Look<TimingSettings> look(TimingSettings settings) {
    Touchpoint touchpoint = Scene.touchpoint(null, TimingProbe.KIND, settings);
    return new Look<>(
        touchpoint,
        touchpoint.checks().get(0),
        settings,
        Memory.EMPTY,
        false,
        Look.DEADLINE,
        Leave.NEVER);
  }

  private static Passage at(String subject, String stage, Instant at) {
    return new Passage(subject, stage, at, "");
  }

  private static Judgement judge(TimingSettings settings, List<Passage> passages) {
    return TimingJudge.judge(
        look(settings),
        new TimingFacts.Events(passages, 0, true),
        io.wellkept.touchpoint.Journey.NONE,
        Memory.EMPTY,
        NOW);
  }

  private static List<Finding> findings(Judgement judgement) {
    return ((Observation.Seen) judgement.observation()).findings();
  }

  private static double measured(Judgement judgement, String name) {
    return ((Observation.Seen) judgement.observation())
        .measurements().stream()
            .filter(one -> one.name().equals(name))
            .mapToDouble(Measurement::value)
            .findFirst()
            .orElse(Double.NaN);
  }

  /** So many customers, whose deliveries came on Tuesday after so many days each. */
  private static List<Passage> delivered(String segment, double... days) {
    List<Passage> all = new ArrayList<>();
    for (int i = 0; i < days.length; i++) {
      String subject = segment + i;
      Instant packed = TUESDAY.minusSeconds(Math.round(days[i] * 86_400));
      all.add(new Passage(subject, "order", packed.minus(Duration.ofDays(1)), segment));
      all.add(new Passage(subject, "packing", packed, segment));
      all.add(new Passage(subject, "delivery", TUESDAY, segment));
    }
    return all;
  }

  @Test
  void saysHowMuchLongerThanIntendedItTook() {
    double[] days = new double[31];
    Arrays.fill(days, 0, 10, 20);
    Arrays.fill(days, 10, 31, 49);
    Judgement judgement = judge(settings(), delivered("", days));
    assertThat(findings(judgement))
        .extracting(Finding::headline)
        .containsExactly(
            "From packing to delivery took 7 weeks (median of 31 in week 46); 3 weeks were"
                + " intended");
    assertThat(findings(judgement).get(0).evidence())
        .anyMatch(piece -> piece.text().equals("week 46: 7 weeks (31)"));
    assertThat(measured(judgement, "packing_to_delivery_median_seconds")).isEqualTo(49 * 86_400);
    assertThat(measured(judgement, "packing_to_delivery_intended_seconds")).isEqualTo(21 * 86_400);
    assertThat(measured(judgement, "packing_to_delivery_cases")).isEqualTo(31);
    assertThat(measured(judgement, "order_to_packing_median_seconds")).isEqualTo(86_400);
  }

  @Test
  void theMedianAndNineInTenAreThoseOfTheBook() {
    // ten: between the fifth and the sixth; the ninth
    Judgement ten = judge(settings(), delivered("", 1, 2, 3, 4, 5, 7, 8, 9, 10, 30));
    assertThat(measured(ten, "packing_to_delivery_median_seconds")).isEqualTo(6 * 86_400);
    assertThat(measured(ten, "packing_to_delivery_p90_seconds")).isEqualTo(10 * 86_400);
    // eleven: the sixth; the tenth, for nine are less than nine in ten
    Judgement eleven = judge(settings(), delivered("", 1, 2, 3, 4, 5, 7, 8, 9, 10, 30, 31));
    assertThat(measured(eleven, "packing_to_delivery_median_seconds")).isEqualTo(7 * 86_400);
    assertThat(measured(eleven, "packing_to_delivery_p90_seconds")).isEqualTo(30 * 86_400);
  }

  @Test
  void aLittleLongerAndTooFewAreNoFinding() {
    double[] days = new double[10];
    Arrays.fill(days, 25.2); // a fifth more than 21
    assertThat(findings(judge(settings(), delivered("", days)))).isEmpty();
    Arrays.fill(days, 25.3);
    assertThat(findings(judge(settings(), delivered("", days)))).hasSize(1);
    assertThat(findings(judge(settings(), delivered("", Arrays.copyOf(days, 9))))).isEmpty();
    assertThat(findings(judge(settings("cases", 9), delivered("", Arrays.copyOf(days, 9)))))
        .hasSize(1);
  }

  @Test
  void stragglersAreAFindingWhereTheMedianIsFine() {
    StageSettings delivery =
        new StageSettings("delivery", Duration.ofDays(21), Duration.ofDays(28));
    TimingSettings settings = settings("stages", List.of(stage("packing", 0), delivery));
    List<Passage> all = delivered("", 10, 10, 10, 10, 10, 10, 10, 10, 40, 40);
    assertThat(findings(judge(settings, all)))
        .extracting(Finding::headline)
        .containsExactly(
            "From packing to delivery took up to 6 weeks for nine in ten of 10 in week 46; at most"
                + " 4 weeks were intended");
  }

  @Test
  void oneSortOfCustomersIsToldWhereAllTogetherAreInTime() {
    List<Passage> all = new ArrayList<>(delivered("at", 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5));
    all.addAll(delivered("ch", 42, 42, 42, 42, 42, 42, 42, 42, 42, 42));
    assertThat(findings(judge(settings(), all)))
        .extracting(Finding::headline)
        .containsExactly(
            "From packing to delivery (ch) took 6 weeks (median of 10 in week 46); 3 weeks were"
                + " intended");
  }

  @Test
  void tellsWhoSkippedWentBackAndLeft() {
    Instant longAgo = NOW.minus(Duration.ofDays(60));
    List<Passage> all = new ArrayList<>();
    // went all the way, and back once
    all.add(at("a", "order", TUESDAY.minus(Duration.ofDays(9))));
    all.add(at("a", "packing", TUESDAY.minus(Duration.ofDays(8))));
    all.add(at("a", "order", TUESDAY.minus(Duration.ofDays(7))));
    all.add(at("a", "delivery", TUESDAY));
    // skipped packing
    all.add(at("b", "order", TUESDAY.minus(Duration.ofDays(9))));
    all.add(at("b", "delivery", TUESDAY));
    // left after the order, and after packing
    all.add(at("c", "order", longAgo));
    all.add(at("d", "order", longAgo));
    all.add(at("d", "packing", longAgo));
    // still on the way
    all.add(at("e", "order", TUESDAY));
    // of whom we never saw the beginning, and of no stage here
    all.add(at("f", "delivery", TUESDAY));
    all.add(at("g", "billing", TUESDAY));
    Judgement judgement = judge(settings(), all);
    assertThat(measured(judgement, "left_after_order_percent")).as("c of a to e").isEqualTo(20);
    assertThat(measured(judgement, "left_after_packing_percent")).as("d of a, d").isEqualTo(50);
    assertThat(measured(judgement, "went_back_from_packing_percent")).isEqualTo(50);
    assertThat(measured(judgement, "skipped_packing_percent")).as("b of a, b, d").isEqualTo(33.3);
  }

  @Test
  void whoStillWaitsIsSaidBesideThoseWhoArrived() {
    List<Passage> all = new ArrayList<>(delivered("", 42, 42, 42, 42, 42, 42, 42, 42, 42, 42));
    all.add(at("w", "packing", NOW.minus(Duration.ofDays(22))));
    all.add(at("x", "packing", NOW.minus(Duration.ofDays(20))));
    assertThat(findings(judge(settings(), all)).get(0).evidence())
        .anyMatch(piece -> piece.text().startsWith("1 wait longer"));
  }

  @Test
  void weeksThatAreLongAgoSayNothingOfToday() {
    List<Passage> all =
        delivered("", 42, 42, 42, 42, 42, 42, 42, 42, 42, 42).stream()
            .map(one -> at(one.subject(), one.stage(), one.at().minus(Duration.ofDays(35))))
            .toList();
    List<Passage> withNew = new ArrayList<>(all);
    withNew.add(at("new", "order", TUESDAY));
    assertThat(findings(judge(settings(), withNew))).isEmpty();
    assertThat(judge(settings(), all).observation())
        .as("nothing came for two weeks")
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault().words()).contains("since 2026-10-06T12:00:00Z"));
    assertThat(findings(judge(settings("noDataFor", Duration.ofDays(60)), all))).isEmpty();
  }

  private static List<Passage> packed(int count, int daysAgo) {
    List<Passage> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(at("stuck" + i, "packing", NOW.minus(Duration.ofDays(daysAgo))));
    }
    return all;
  }

  @Test
  void whereNobodyArrivesThoseAreLateWhoWait() {
    List<Passage> all = new ArrayList<>(packed(10, 26));
    all.add(at("new", "packing", TUESDAY));
    Judgement judgement = judge(settings(), all);
    assertThat(findings(judgement))
        .extracting(Finding::headline)
        .containsExactly(
            "From packing to delivery 10 of 10 wait for longer than intended (3 weeks)");
    assertThat(findings(judgement).get(0).key())
        .as("one fault with that of those who came too late")
        .isEqualTo("timing.slow/delivery/");
    assertThat(measured(judgement, "packing_to_delivery_waiting")).isEqualTo(10);
    assertThat(measured(judgement, "order_to_packing_waiting")).isZero();
  }

  @Test
  void fewWhoWaitOrHaveLeftAreNoFinding() {
    List<Passage> news = List.of(at("new", "packing", TUESDAY));
    List<List<Passage>> fine =
        List.of(packed(9, 26), packed(10, 25), packed(10, 60), delivered("", 26, 27, 28, 29));
    for (List<Passage> passages : fine) {
      List<Passage> all = new ArrayList<>(news);
      all.addAll(passages);
      assertThat(findings(judge(settings(), all))).isEmpty();
    }
    // ten wait of twenty who should be there, and those who arrived were in time
    List<Passage> half = new ArrayList<>(packed(10, 26));
    for (int i = 0; i < 10; i++) {
      half.add(at("ok" + i, "packing", NOW.minus(Duration.ofDays(26))));
      half.add(at("ok" + i, "delivery", NOW.minus(Duration.ofDays(10))));
    }
    assertThat(findings(judge(settings(), half))).isEmpty();
    half.add(at("stuck", "packing", NOW.minus(Duration.ofDays(26))));
    assertThat(findings(judge(settings(), half))).hasSize(1);
  }

  @Test
  void isBlindWhereMoreEventsCannotBeReadThanCan() {
    List<Passage> all = delivered("", 1, 2);
    for (int unread : List.of(6, 7)) {
      Judgement judgement =
          TimingJudge.judge(
              look(settings()),
              new TimingFacts.Events(all, unread, true),
              io.wellkept.touchpoint.Journey.NONE,
              Memory.EMPTY,
              NOW);
      assertThat(judgement.observation())
          .isInstanceOf(unread > 6 ? Observation.Blind.class : Observation.Seen.class);
    }
  }

  @Test
  void ofManySortsOfCustomersTheLargestAreJudged() {
    List<Passage> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.addAll(delivered("a%02d".formatted(i), 5, 5, 5, 5, 5, 5, 5, 5, 5, 5));
    }
    all.addAll(delivered("z", 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42));
    assertThat(findings(judge(settings(), all)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.headline()).contains("(z)");
          assertThat(finding.evidence())
              .anyMatch(piece -> piece.text().endsWith("20 largest of 21 segments"));
        });
  }

  @Test
  void remembersThePacesForWhoeverShowsThem() {
    Judgement judgement = judge(settings(), delivered("at", 5, 5, 5, 5, 5, 5, 5, 5, 5, 5));
    assertThat(TimingFigures.stages(judgement.memory()))
        .containsExactly("order", "packing", "delivery");
    assertThat(TimingFigures.paces(judgement.memory()))
        .contains(
            new Pace(
                2, "at", LocalDate.of(2026, 11, 9), 10, Duration.ofDays(5), Duration.ofDays(5)))
        .hasSize(3);
    assertThat(judgement.memory().toString()).doesNotContain("at0");
  }

  @Test
  void isBlindWhereNobodyIsSeen() {
    assertThat(judge(settings(), List.of()).observation()).isInstanceOf(Observation.Blind.class);
  }

  // ---- sources

  private TimingFacts.Events read(TimingSettings settings, Passages passages) throws Exception {
    TimingProbe probe = new TimingProbe(http, passages, Register.EMPTY, clock, home);
    TimingFacts facts = probe.look(look(settings));
    assertThat(facts).isInstanceOf(TimingFacts.Events.class);
    assertThat(facts.toString()).doesNotContain("anna@");
    return (TimingFacts.Events) facts;
  }

  private static void assertOne(TimingFacts.Events events, int unread) {
    assertThat(events.unread()).isEqualTo(unread);
    assertThat(events.passages())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.stage()).isEqualTo("order");
          assertThat(one.at()).isEqualTo(Instant.parse("2026-06-01T10:00:00Z"));
          assertThat(one.segment()).isEqualTo("at");
          assertThat(one.subject()).matches("[\\w-]{16}");
        });
  }

  @Test
  void readsEventsOfJsonAndHidesWhoTheyAreOf() throws Exception {
    Files.writeString(
        home.resolve("events.json"),
        """
        {"events": [
          {"customer": {"mail": "anna@shop.example"}, "step": "order", "when": "2026-06-01 12:00",
           "segment": "at"},
          {"customer": {"mail": "anna@shop.example"}, "step": "order", "when": "some day"},
          {"step": "order", "when": "2026-06-01 12:00"},
          {"customer": {"mail": "old"}, "step": "order", "when": "2020-06-01 12:00"}]}
        """);
    FieldSettings fields = new FieldSettings("customer.mail", "step", "when", null);
    JsonSource json = new JsonSource(null, "events.json", null, "$.events");
    assertOne(read(settings("json", json, "fields", fields), Passages.NONE), 2);
  }

  @Test
  void readsEventsOfCsv() throws Exception {
    Files.writeString(
        home.resolve("events.csv"),
        "subject;stage;at;segment\nanna@shop.example;order;2026-06-01T12:00:00+02:00;at\n;;;\n");
    CsvSource csv = new CsvSource(null, "events.csv", null, null, null);
    assertOne(read(settings("csv", csv), Passages.NONE), 1);
  }

  @Test
  void ofMoreEventsThanAreReadTheNewestMustComeFirst() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= Tables.MOST_ROWS; i++) {
      lines.add("%d;order;%s".formatted(i, Scene.NOON.minusSeconds(i)));
    }
    CsvSource csv = new CsvSource(null, "events.csv", null, null, null);
    TimingSettings settings = settings("csv", csv);
    Files.writeString(home.resolve("events.csv"), "subject;stage;at\n" + String.join("\n", lines));
    assertThat(read(settings, Passages.NONE).complete()).isFalse();
    Collections.reverse(lines);
    Files.writeString(home.resolve("events.csv"), "subject;stage;at\n" + String.join("\n", lines));
    TimingProbe probe = new TimingProbe(http, Passages.NONE, Register.EMPTY, clock, home);
    assertThat(probe.look(look(settings)))
        .isInstanceOfSatisfying(
            TimingFacts.Blind.class,
            blind -> assertThat(blind.fault().words()).contains("the newest do not come first"));
  }

  @Test
  void readsEventsOfADatabase() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("shop.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE events (subject TEXT, stage TEXT, at TEXT, segment TEXT)");
      statement.execute(
          "INSERT INTO events VALUES ('anna@shop.example', 'order', '2026-06-01 12:00:00', 'at')");
    }
    SqlSource sql = new SqlSource("jdbc:sqlite:shop.db", null, null, "select * from events", null);
    assertOne(read(settings("sql", sql), Passages.NONE), 0);
  }

  @Test
  void takesWhatOthersPosted() throws Exception {
    Passage posted = new Passage("abc", "order", Scene.NOON, "");
    Instant since = Scene.NOON.minus(Duration.ofDays(180));
    assertThat(
            read(settings(), (check, from) -> from.equals(since) ? List.of(posted) : List.of())
                .passages())
        .containsExactly(posted);
  }

  @Test
  void takesAnyNonsense() throws Exception {
    Random random = new Random(9);
    String whole = "{\"events\": [{\"subject\": \"a\", \"stage\": \"order\", \"at\": 1780315200}]}";
    for (int at = 0; at < 300; at++) {
      StringBuilder body = new StringBuilder(whole);
      for (int change = 0; change <= at % 4; change++) {
        body.setCharAt(random.nextInt(body.length()), "[]{}\",:0x".charAt(random.nextInt(9)));
      }
      Files.writeString(home.resolve("events.json"), body);
      JsonSource json = new JsonSource(null, "events.json", null, "$.events");
      TimingProbe probe = new TimingProbe(http, Passages.NONE, Register.EMPTY, clock, home);
      Look<TimingSettings> look = look(settings("json", json));
      TimingFacts facts = probe.look(look);
      assertThat(probe.judge(look, facts, Memory.EMPTY, Scene.NOON).observation()).isNotNull();
    }
  }

  // ---- settings

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> settings("stages", List.of(stage("order", 0))))
        .hasMessageContaining("2 to 12");
    assertThatThrownBy(() -> settings("stages", List.of(stage("a", 0), stage("a", 2))))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> settings("stages", List.of(stage("a", 1), stage("b", 2))))
        .hasMessageContaining("first stage");
    assertThatThrownBy(() -> settings("stages", List.of(stage("a", 0), stage("b", 0))))
        .hasMessageContaining("no stage says");
    assertThatThrownBy(() -> settings("cases", 2)).hasMessageContaining("cases");
    assertThatThrownBy(() -> settings("leftAfter", Duration.ofDays(25)))
        .hasMessageContaining("left-after must be longer");
    assertThat(settings("leftAfter", Duration.ofDays(26)).leftAfter()).hasDays(26);
    assertThat(settings().leftAfter()).as("twice 21 days and a fifth").hasHours(1_209);
    assertThatThrownBy(() -> settings("window", Duration.ofDays(401)))
        .hasMessageContaining("window");
    assertThatThrownBy(() -> settings("push", false)).hasMessageContaining("one source");
    assertThatThrownBy(() -> settings("fields", FieldSettings.USUAL))
        .hasMessageContaining("not for push");
  }
}
