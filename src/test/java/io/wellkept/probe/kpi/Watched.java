package io.wellkept.probe.kpi;

import io.wellkept.probe.Beats;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A number that is looked at again and again, with a memory that goes from look to look. */
final class Watched {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final KpiSettings settings;
  private Memory memory = Memory.EMPTY;
  private Observation last = new Observation.Seen(List.of(), List.of());
  Instant now;

  Watched(String start, Object... settings) {
    this(Instant.parse(start), settings(settings));
  }

  Watched(Instant start, KpiSettings settings) {
    this.now = start;
    this.settings = settings;
  }

  static KpiSettings settings(Object... pairs) {
    List<Object> names = Arrays.asList(pairs);
    Object[] usual = {"zone", BERLIN, "what", "orders"};
    Object[] source =
        names.contains("push")
                || names.contains("sql")
                || names.contains("csv")
                || names.contains("prometheus")
                || names.contains("json")
            ? new Object[0]
            : new Object[] {"json", new JsonSource("https://shop.example/n", null, null, "$")};
    return Scene.settings(
        KpiSettings.class, Stream.of(usual, source, pairs).flatMap(Arrays::stream).toArray());
  }

  private Look<KpiSettings> look() {
    Touchpoint touchpoint = Scene.touchpoint(null, KpiProbe.KIND, settings);
    return new Look<>(
        touchpoint,
        touchpoint.checks().get(0),
        settings,
        memory,
        false,
        Look.DEADLINE,
        Leave.NEVER);
  }

  /** What a look at this moment gives. */
  Watched sees(KpiFacts facts) {
    Judgement judgement = KpiJudge.judge(look(), facts, memory, now);
    memory = judgement.memory();
    last = judgement.observation();
    return this;
  }

  Watched sees(double value) {
    return sees(new KpiFacts.Number(value, ""));
  }

  Watched hears(List<Beats.Gap> gaps, Beats.Beat... latestFirst) {
    return sees(new KpiFacts.Calls(new Beats.Calls(List.of(latestFirst), gaps)));
  }

  Watched passes(Duration span) {
    now = now.plus(span);
    return this;
  }

  /** Looks every quarter of an hour until then; says at which looks something was found. */
  List<Instant> until(Instant end, ToDoubleFunction<Instant> value) {
    List<Instant> found = new ArrayList<>();
    while (now.isBefore(end)) {
      now = now.plus(Duration.ofMinutes(15));
      sees(value.applyAsDouble(now));
      if (!findings().isEmpty()) {
        found.add(now);
      }
    }
    return found;
  }

  Observation last() {
    return last;
  }

  Memory memory() {
    return memory;
  }

  List<Finding> findings() {
    return last instanceof Observation.Seen seen ? seen.findings() : List.of();
  }

  List<String> codes() {
    return findings().stream().map(Finding::code).toList();
  }

  String headline() {
    return findings().isEmpty() ? "" : findings().get(0).headline();
  }

  double measured(String name) {
    return ((Observation.Seen) last)
        .measurements().stream()
            .filter(one -> one.name().equals(name))
            .mapToDouble(Measurement::value)
            .findFirst()
            .orElse(Double.NaN);
  }
}
