package io.wellkept.report;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The present as gauges, made anew at each scrape from what is in memory. */
final class Picture {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final double SECONDS_PER_DAY = 86_400;

  private final Board board;
  private final Figures figures;
  private final InstantSource clock;
  private final IntSupplier perTouchpointUpTo;
  private final String version;

  Picture(
      Board board,
      Figures figures,
      InstantSource clock,
      IntSupplier perTouchpointUpTo,
      String version) {
    this.board = board;
    this.figures = figures;
    this.clock = clock;
    this.perTouchpointUpTo = perTouchpointUpTo;
    this.version = version;
  }

  MultiCollector reading(
      Supplier<Metrics.PlanFacts> plan,
      Supplier<Duration> lag,
      Supplier<Duration> clockAhead,
      Supplier<Metrics.Eyes> eyes,
      DoubleSupplier health,
      Map<String, Instant> rounds) {
    return () ->
        collect(plan.get(), lag.get(), clockAhead.get(), eyes.get(), health.getAsDouble(), rounds);
  }

  private MetricSnapshots collect(
      Metrics.PlanFacts plan,
      Duration lag,
      Duration clockAhead,
      Metrics.Eyes eyes,
      double health,
      Map<String, Instant> rounds) {
    Instant now = clock.instant();
    List<Board.Row> rows = board.rows(now);
    boolean each = rows.size() <= perTouchpointUpTo.getAsInt();
    Gauges gauges = new Gauges();
    touchpoints(gauges, rows);
    incidents(gauges);
    gauges.set("blind_checks", "Checks blind for longer than they may be.", board.blind(now));
    gauges.set("looks_lag_seconds", "How late the most overdue look was.", seconds(lag));
    gauges.set(
        "clock_ahead_seconds",
        "By how much the clock here is before the ledger's.",
        seconds(clockAhead));
    ownEyes(gauges, eyes);
    maintenance(gauges, board.maintained().size());
    if (!Double.isNaN(health)) {
      gauges.set("health_score", "The score of the last seven days, from 0 to 100.", health);
    }
    plan(gauges, plan);
    Figures.Read read = figures.read(now);
    ledger(gauges, read, rounds);
    gauges.set(
        "touchpoint_series", "1 if single touchpoints have series, 0 if too many.", each ? 1 : 0);
    if (each) {
      rows.forEach(row -> touchpoint(gauges, row));
      read.voices().forEach(waiting -> answers(gauges, waiting, now));
    }
    List<MetricSnapshot> all = gauges.snapshots();
    all.add(build());
    return new MetricSnapshots(all);
  }

  private static void touchpoints(Gauges gauges, List<Board.Row> rows) {
    int[][] counts = new int[Condition.values().length][Importance.values().length];
    for (Board.Row row : rows) {
      counts[row.condition().ordinal()][row.touchpoint().importance().ordinal()]++;
    }
    for (Condition condition : Condition.values()) {
      for (Importance importance : Importance.values()) {
        gauges.set(
            "touchpoints",
            "Touchpoints.",
            counts[condition.ordinal()][importance.ordinal()],
            Labels.of("condition", label(condition), "importance", label(importance)));
      }
    }
  }

  private void incidents(Gauges gauges) {
    Map<Labels, Integer> counts = new HashMap<>();
    for (Severity severity : Severity.values()) {
      counts.put(Labels.of("severity", label(severity), "standing", "open"), 0);
      counts.put(Labels.of("severity", label(severity), "standing", "taken"), 0);
    }
    for (Incident incident : board.open()) {
      String standing = incident.taken().isPresent() ? "taken" : "open";
      Labels labels = Labels.of("severity", label(incident.severity()), "standing", standing);
      counts.merge(labels, 1, Integer::sum);
    }
    counts.forEach(
        (labels, n) -> gauges.set("open_incidents", "Incidents not resolved.", n, labels));
  }

  private static void maintenance(Gauges gauges, int touchpoints) {
    gauges.set("maintained_touchpoints", "Touchpoints under maintenance.", touchpoints);
  }

  private static void ownEyes(Gauges gauges, Metrics.Eyes eyes) {
    gauges.set("network_open", "0 if no reference answers: our own network.", eyes.open() ? 1 : 0);
    gauges.set("storm", "1 while much turned bad at once.", eyes.storm() ? 1 : 0);
    gauges.set("storm_held_incidents", "Incidents that a storm holds back.", eyes.held());
  }

  private static void plan(Gauges gauges, Metrics.PlanFacts plan) {
    gauges.set("plan_generation", "Number of the plan in force.", plan.generation());
    gauges.set(
        "plan_last_load_successful", "1 if the last load was taken.", plan.lastLoadGood() ? 1 : 0);
    gauges.set("plan_problems", "Problems the last load found.", plan.problems());
  }

  private static void ledger(Gauges gauges, Figures.Read read, Map<String, Instant> rounds) {
    gauges.set("ledger_readable", "1 if the ledger can be read.", read.readable() ? 1 : 0);
    Map<String, Instant> completed = new TreeMap<>(read.pulses());
    completed.putAll(rounds);
    completed.forEach((round, at) ->
        gauges.set(
            "round_completed_timestamp_seconds",
            "When each loop last completed a round.",
            seconds(at),
            Labels.of("round", round)));
    if (!read.readable()) {
      return;
    }
    gauges.set("processes", "Processes that share the ledger.", read.processes());
    gauges.set("outbox_waiting", "Messages not yet sent.", read.waiting());
    gauges.set(
        "outbox_oldest_seconds", "How overdue the oldest message is.", seconds(read.overdue()));
    gauges.set(
        "voices_waiting",
        "Customers who wait for an answer.",
        read.voices().stream().mapToInt(Ledger.Waiting::waiting).sum());
    gauges.set(
        "voices_late",
        "Those of them for whom it was due.",
        read.voices().stream().mapToInt(Ledger.Waiting::late).sum());
    gauges.set("ledger_bytes", "What the ledger takes on the disk.", read.bytes());
    read.rows()
        .forEach((table, n) ->
            gauges.set("ledger_rows", "Rows of the ledger.", n, Labels.of("table", table)));
  }

  private static void touchpoint(Gauges gauges, Board.Row row) {
    String id = row.touchpoint().id();
    gauges.set(
        "touchpoint_condition",
        "1 for the condition that the touchpoint is in.",
        1,
        Labels.of(
            "touchpoint",
            id,
            "condition",
            label(row.condition()),
            "importance",
            label(row.touchpoint().importance())));
    row.checks().forEach(state -> check(gauges, state));
  }

  private static void answers(Gauges gauges, Ledger.Waiting waiting, Instant now) {
    Labels labels = Labels.of("touchpoint", waiting.touchpoint());
    gauges.set("touchpoint_voices_waiting", "Customers who wait there.", waiting.waiting(), labels);
    gauges.set(
        "touchpoint_voices_late",
        "Customers who wait there for whom it was due.",
        waiting.late(),
        labels);
    gauges.set(
        "touchpoint_voices_oldest_seconds",
        "How long the first of them has waited.",
        seconds(Duration.between(waiting.oldest(), now)),
        labels);
  }

  private static void check(Gauges gauges, CheckState state) {
    Labels labels =
        Labels.of("touchpoint", state.check().touchpoint(), "check", state.check().check());
    Instant seen = state.lastSeen();
    if (seen != null) {
      gauges.set(
          "check_last_seen_timestamp_seconds", "When a look last saw it.", seconds(seen), labels);
    }
    for (Measurement measurement : state.measurements()) {
      measured(gauges, measurement, labels);
    }
  }

  /** Prometheus wants base units: what was measured in days is told in seconds. */
  private static void measured(Gauges gauges, Measurement measurement, Labels labels) {
    String name = measurement.name();
    if (!NAME.matcher(name).matches()) {
      return;
    }
    boolean days = name.endsWith("_days") || name.endsWith("_days_left");
    String based =
        name.replaceFirst("_days_left$", "_left_seconds").replaceFirst("_days$", "_seconds");
    double value = days ? measurement.value() * SECONDS_PER_DAY : measurement.value();
    gauges.set("check_" + based, "What the last look that saw measured.", value, labels);
  }

  private MetricSnapshot build() {
    return InfoSnapshot.builder()
        .name("wellkept_build")
        .help("Which build this is.")
        .dataPoint(InfoDataPointSnapshot.builder().labels(Labels.of("version", version)).build())
        .build();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1000.0;
  }

  private static double seconds(Instant moment) {
    return moment.toEpochMilli() / 1000.0;
  }

  /** Gauges while they are put together, by name. */
  private static final class Gauges {
    private final Map<String, GaugeSnapshot.Builder> byName = new TreeMap<>();

    void set(String name, String help, double value) {
      set(name, help, value, Labels.EMPTY);
    }

    void set(String name, String help, double value, Labels labels) {
      byName
          .computeIfAbsent(name, n -> GaugeSnapshot.builder().name("wellkept_" + n).help(help))
          .dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(labels).build());
    }

    List<MetricSnapshot> snapshots() {
      List<MetricSnapshot> all = new ArrayList<>();
      byName.values().forEach(builder -> all.add(builder.build()));
      return all;
    }
  }
}
