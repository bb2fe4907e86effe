package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Delivery;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.report.digest.Digest;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operations scrape, and that the docs tell the same. */
final class MetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Path DOCS = Path.of("docs", "metrics.md");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (wellkept_\\S+) (\\S+)$");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(wellkept_[a-z_]+)` \\| (\\w+) \\|([^|]*)\\|");

  @TempDir Path folder;
  private final Board board = new Board();
  private Ledger ledger;
  private int upTo = 2;
  private Metrics metrics;

  private record NoSettings() {}

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(folder);
    metrics = new Metrics(board, ledger, () -> NOW, () -> upTo, "1.2.3");
    List<Touchpoint> plan = List.of(touchpoint("landing"), touchpoint("offer"));
    board.rebuild(plan, Duration.ofHours(1), List.of(), List.of());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  /** Makes every metric appear at least once. */
  private String everything() {
    CheckId reviews = new CheckId("landing", "reviews");
    Voice late = Voice.said("google", "r1", NOW.minusSeconds(7_200), Voice.Reply.NONE, "").due(NOW);
    Voice early =
        Voice.said("google", "r2", NOW.minusSeconds(60), Voice.Reply.NONE, "")
            .due(NOW.plusSeconds(1));
    ledger.change(work -> {
      work.bear(CheckState.born(reviews, NOW), NOW);
      work.hear(reviews, List.of(late, early), NOW);
    });
    metrics.looked("page", new Observation.Seen(List.of(), List.of()), Duration.ofMillis(230));
    metrics.looked("page", new Observation.Blind(new Fault.Blocked("x")), Duration.ofSeconds(1));
    metrics.decided(Reason.CONFIRMED);
    metrics.attempted("mail", new Delivery.TryLater("busy", null));
    metrics.ended(NoticeKind.OPENED, "mail", new Posting.Ending.Withdrawn(Reason.RECOVERED));
    metrics.beaten(true);
    metrics.health(87.5);
    metrics.digested(Digest.Whose.COMPANY);
    metrics.completed("looks", NOW);
    metrics.loaded(new Metrics.PlanFacts(7, true, 0));
    metrics.lagging(Duration.ofSeconds(3));
    board.see(
        state(
            "landing",
            new Measurement("latency_seconds", 0.25),
            new Measurement("body_bytes", 4096),
            new Measurement("status", 200),
            new Measurement("certificate_days_left", 2),
            new Measurement("steps_passed", 3),
            new Measurement("slowest_step_seconds", 1.5),
            new Measurement("silence_seconds", 90)));
    board.see(incident(Severity.MAJOR));
    return metrics.scrape();
  }

  @Test
  void docsAndRealityNameTheSameMetrics() throws IOException {
    Map<String, String> real = new TreeMap<>();
    TYPE.matcher(everything()).results().forEach(m -> real.put(m.group(1), m.group(2)));
    Map<String, String> told = new TreeMap<>();
    rows().forEach(row -> told.put(row.group(1), row.group(2)));

    assertThat(told).isEqualTo(real);
  }

  @Test
  void docsAndRealityNameTheSameLabels() throws IOException {
    String scraped = everything();
    for (MatchResult row : rows()) {
      Set<String> told = names(Pattern.compile("`([a-z_]+)`"), row.group(3));
      Set<String> real = new TreeSet<>();
      Pattern.compile("(?m)^" + row.group(1) + "(?:_bucket)?\\{([^}]*)\\}")
          .matcher(scraped)
          .results()
          .forEach(m -> real.addAll(names(Pattern.compile("([a-z_]+)=\""), m.group(1))));
      real.remove("le");
      assertThat(told).as(row.group(1)).isEqualTo(real);
    }
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(DOCS)).results().toList();
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(m -> names.add(m.group(1)));
    return names;
  }

  @Test
  void promtoolHasNoComplaint() throws IOException, InterruptedException {
    Optional<Path> promtool = promtool();
    assumeTrue(
        promtool.isPresent(), "promtool is neither on the PATH nor under target/tools: not asked");
    Path input = folder.resolve("metrics.txt");
    Files.writeString(input, everything());
    Process process =
        new ProcessBuilder(promtool.get().toString(), "check", "metrics")
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  private static Optional<Path> promtool() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(Path.of("target/tools/usr/bin")),
            Stream.of(path.split(File.pathSeparator)).filter(p -> !p.isEmpty()).map(Path::of))
        .map(directory -> directory.resolve("promtool").toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void countsWhatHappened() {
    String scraped = everything();

    assertThat(scraped)
        .contains("wellkept_looks_total{kind=\"page\",result=\"fine\"} 1.0")
        .contains("wellkept_blind_looks_total{fault=\"blocked\",kind=\"page\"} 1.0")
        .contains("wellkept_decisions_total{reason=\"confirmed\"} 1.0")
        .contains("wellkept_deliveries_total{notifier=\"mail\",result=\"try_later\"} 1.0")
        .contains(
            "wellkept_notices_total{ending=\"withdrawn\",kind=\"opened\",notifier=\"mail\","
                + "reason=\"recovered\"} 1.0")
        .contains("wellkept_look_duration_seconds_bucket{kind=\"page\",le=\"0.25\"} 1")
        .contains("wellkept_build_info{version=\"1.2.3\"} 1");
  }

  @Test
  void tellsThePresentFromMemory() {
    String scraped = everything();

    assertThat(scraped)
        .contains("wellkept_touchpoints{condition=\"broken\",importance=\"high\"} 1.0")
        .contains("wellkept_touchpoints{condition=\"unknown\",importance=\"high\"} 1.0")
        .contains("wellkept_touchpoints{condition=\"healthy\",importance=\"high\"} 0.0")
        .contains("wellkept_open_incidents{severity=\"major\",standing=\"open\"} 1.0")
        .contains("wellkept_looks_lag_seconds 3.0")
        .contains("wellkept_plan_generation 7.0")
        .contains("wellkept_ledger_readable 1.0")
        .contains("wellkept_outbox_waiting 0.0");
  }

  @Test
  void tellsWhoWaitsForAnAnswer() {
    assertThat(everything())
        .contains("wellkept_voices_waiting 2.0")
        .contains("wellkept_voices_late 1.0")
        .contains("wellkept_touchpoint_voices_waiting{touchpoint=\"landing\"} 2.0")
        .contains("wellkept_touchpoint_voices_late{touchpoint=\"landing\"} 1.0")
        .contains("wellkept_touchpoint_voices_oldest_seconds{touchpoint=\"landing\"} 7200.0");
  }

  @Test
  void tellsDaysInSeconds() {
    assertThat(everything())
        .contains(
            "wellkept_check_certificate_left_seconds{check=\"page\",touchpoint=\"landing\"}"
                + " 172800.0");
  }

  @Test
  void leavesSingleTouchpointsOutWhenThereAreTooMany() {
    assertThat(everything())
        .contains("wellkept_touchpoint_series 1.0")
        .contains("wellkept_touchpoint_condition{");

    upTo = 1;
    assertThat(metrics.scrape())
        .contains("wellkept_touchpoint_series 0.0")
        .contains("wellkept_touchpoints{")
        .doesNotContain("touchpoint=\"landing\"");
  }

  @Test
  void saysSoWhenTheLedgerCannotBeRead() {
    ledger.close();
    assertThat(metrics.scrape())
        .contains("wellkept_ledger_readable 0.0")
        .doesNotContain("wellkept_outbox_waiting");
  }

  @Test
  void aHundredThousandTouchpointsAreNoHundredThousandSeries() {
    List<Touchpoint> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(touchpoint("t" + i));
    }
    board.rebuild(many, Duration.ofHours(1), List.of(), List.of());

    String scraped = metrics.scrape();
    assertThat(scraped).contains("{condition=\"unknown\",importance=\"high\"} 100000.0");
    assertThat(scraped.length()).isLessThan(20_000);
  }

  private static CheckState state(String touchpoint, Measurement... measurements) {
    return new CheckState(
        new CheckId(touchpoint, "page"),
        NOW,
        NOW,
        NOW,
        null,
        null,
        List.of(),
        List.of(measurements),
        Map.of(),
        Memory.EMPTY,
        Tally.of(NOW),
        Map.of());
  }

  private static Incident incident(Severity severity) {
    return new Incident(
        "inc1",
        new CheckId("landing", "page"),
        "",
        Audience.OWNERS,
        NOW,
        NOW,
        List.of(Finding.of("page.status", severity, Condition.BROKEN, "It answers 500", NOW)),
        Map.of(),
        NOW,
        NOW,
        null,
        new Standing.Open(),
        null,
        0,
        List.of(),
        null,
        null,
        0);
  }

  private static Touchpoint touchpoint(String id) {
    Schedule schedule = new Schedule(Duration.ofMinutes(5), Duration.ZERO);
    Kind kind =
        new Kind(
            "page", NoSettings.class, schedule, 0.5, false, false, settings -> Optional.empty());
    return new Touchpoint(
        id,
        id,
        null,
        Importance.HIGH,
        "anna",
        List.of("ben"),
        null,
        null,
        Set.of(),
        Set.of(),
        null,
        Live.ALWAYS,
        Set.of(),
        Set.of(),
        Duration.ofDays(1),
        List.of(new Check(new CheckId(id, "page"), kind, new NoSettings(), schedule)));
  }
}
