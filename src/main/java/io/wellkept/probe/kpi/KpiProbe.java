package io.wellkept.probe.kpi;

import io.wellkept.probe.Beats;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.table.Tables;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Watches a number: too low, too high, unusual for its hour, standing still, or not there. */
public final class KpiProbe implements Probe<KpiSettings, KpiFacts> {
  /** Every finding is certain: what a source doubts itself is none. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
              "kpi",
              KpiSettings.class,
              new Schedule(Duration.ofMinutes(15), Duration.ofMinutes(2)),
              THRESHOLD,
              false,
              false,
              settings -> ((KpiSettings) settings).target())
          .keeping("value");

  private final Numbers numbers;
  private final Beats beats;

  public KpiProbe(Http http, Beats beats, InstantSource clock, Path home) {
    this.numbers = new Numbers(new Tables(http, clock, home));
    this.beats = beats;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public KpiFacts look(Look<KpiSettings> look) throws InterruptedException {
    CheckId check = look.check().id();
    KpiSettings settings = look.settings();
    if (settings.push()) {
      return new KpiFacts.Calls(beats.calls(check, KpiMemory.heard(look.memory())));
    }
    TimeLeft time = TimeLeft.of(look.atMost(settings.timeout()));
    return numbers.get(settings, check.toString(), time, look.fresh());
  }

  @Override
  public Judgement judge(Look<KpiSettings> look, KpiFacts facts, Memory memory, Instant now) {
    return KpiJudge.judge(look, facts, memory, now);
  }
}
