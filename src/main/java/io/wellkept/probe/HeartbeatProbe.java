package io.wellkept.probe;

import io.wellkept.probe.Beats.Beat;
import io.wellkept.probe.Beats.Gap;
import io.wellkept.probe.Beats.Heard;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Waits for somebody else's job to call us, and finds it late, or failed by its own word. */
public final class HeartbeatProbe implements Probe<HeartbeatSettings, Heard> {
  public static final Kind KIND =
      new Kind(
          "heartbeat",
          HeartbeatSettings.class,
          new Schedule(Duration.ofMinutes(1), Duration.ZERO),
          0,
          false,
          false,
          settings -> Optional.empty());

  private final Beats beats;

  public HeartbeatProbe(Beats beats) {
    this.beats = beats;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Heard look(Look<HeartbeatSettings> look) {
    return beats.heard(look.check().id());
  }

  @Override
  public Judgement judge(Look<HeartbeatSettings> look, Heard heard, Memory memory, Instant now) {
    Instant last = lastSign(heard);
    List<Measurement> age =
        List.of(new Measurement("silence_seconds", Duration.between(last, now).toMillis() / 1e3));
    List<Finding> findings =
        failed(heard).or(() -> late(look.settings(), heard, now)).map(List::of).orElse(List.of());
    return new Judgement(new Observation.Seen(findings, age), memory);
  }

  private static Instant lastSign(Heard heard) {
    Beat ok = heard.ok();
    return ok == null ? heard.born() : ok.at();
  }

  /** Its own word counts more than our clock. */
  private static Optional<Finding> failed(Heard heard) {
    Beat fail = heard.fail();
    Beat ok = heard.ok();
    if (fail == null || (ok != null && !fail.at().isAfter(ok.at()))) {
      return Optional.empty();
    }
    Finding finding =
        Finding.of(
            "heartbeat.failed",
            Severity.MAJOR,
            Condition.BROKEN,
            "It says that it failed",
            fail.at());
    return Optional.of(
        fail.body().isBlank() ? finding : finding.with("quote", fail.body().strip()));
  }

  private static Optional<Finding> late(HeartbeatSettings settings, Heard heard, Instant now) {
    Instant deadline = deadline(settings, lastSign(heard), heard.gaps());
    if (!now.isAfter(deadline)) {
      return Optional.empty();
    }
    String silence = Spans.words(Duration.between(lastSign(heard), now));
    Finding finding =
        Finding.of(
                "heartbeat.late",
                Severity.MAJOR,
                Condition.BROKEN,
                "Nothing was heard for "
                    + silence
                    + "; expected every "
                    + Spans.words(settings.expectEvery()),
                deadline)
            .with("expected", "every " + Spans.words(settings.expectEvery()));
    Beat ok = heard.ok();
    return Optional.of(
        finding.with(
            "found", ok == null ? "never heard since " + heard.born() : "last heard " + ok.at()));
  }

  /**
   * Until when the next beat must have come.
   *
   * <p>A time in which nobody listened may have swallowed a beat, and nothing tells whether it did.
   * If it lies over the moment at which the next beat was due, the sender gets a whole new period
   * from its end. That is given once, not for every such time: otherwise a daily restart at the
   * hour of a daily job would hide for ever that the job is dead. Later ones move the deadline only
   * by the time that they took, unless one was so long that a whole period fell into it.
   */
  static Instant deadline(HeartbeatSettings settings, Instant last, List<Gap> gaps) {
    Duration period = settings.expectEvery().plus(settings.grace());
    Instant early = last.plus(settings.expectEvery()).minus(settings.grace());
    Instant due = last.plus(period);
    Instant deadline = due;
    for (Gap gap : gaps) {
      boolean overDue = gap.from().isBefore(due) && gap.until().isAfter(early);
      if (overDue || swallowsPeriod(gap, last, settings)) {
        deadline = later(deadline, gap.until().plus(period));
      } else if (gap.from().isBefore(deadline) && gap.from().isAfter(due)) {
        deadline = deadline.plus(Duration.between(gap.from(), gap.until()));
      }
    }
    return deadline;
  }

  private static boolean swallowsPeriod(Gap gap, Instant last, HeartbeatSettings settings) {
    Instant from = later(gap.from(), last);
    return Duration.between(from, gap.until()).compareTo(settings.expectEvery()) >= 0;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
