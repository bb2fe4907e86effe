package io.wellkept.probe.flow;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.Wording;
import io.wellkept.probe.flow.Trail.End;
import io.wellkept.probe.flow.Trail.Shortfall;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what a trail means, whoever walked it. Pure. */
public final class FlowJudge {
  /** Told as a possibility: below {@link FlowProbe#THRESHOLD}. */
  private static final double UNSURE = 0.4;

  private final List<Step> steps;
  private final Trail trail;
  private final Veil veil;
  private final Instant now;

  private FlowJudge(FlowSettings settings, Trail trail, Instant now) {
    this.steps = settings.walk();
    this.trail = trail;
    this.veil = Veil.over(settings, trail.extracted());
    this.now = now;
  }

  /**
   * Findings of the step that did not work, or that we could not look.
   *
   * @param now when the walk ended
   */
  public static Judgement judge(FlowSettings settings, Trail trail, Memory memory, Instant now) {
    ReceiptSettings receipt = settings.receipt().orElse(null);
    if (trail.end() instanceof End.Awaited awaited && receipt != null) {
      return ReceiptJudge.judge(receipt, awaited, memory, now);
    }
    Observation walked = new FlowJudge(settings, trail, now).observation();
    return receipt == null
        ? new Judgement(walked, Pending.nothingLost(Pending.waitsNoMore(memory)))
        : ReceiptJudge.walked(receipt, trail, walked, memory, now);
  }

  private Observation observation() {
    return switch (trail.end()) {
      case null -> new Observation.Seen(List.of(), measurements());
      case End.Barred barred -> new Observation.Blind(barred.fault());
      case End.Silent silent -> seen(silent(silent));
      case End.Refused refused -> seen(refused(refused));
      case End.Short lacking -> seen(lacking(lacking));
      case End.Late late -> seen(late(late));
      case End.Awaited awaited ->
          throw new IllegalStateException("nothing was walked: " + awaited.sent().mark());
    };
  }

  private Observation seen(Finding finding) {
    return new Observation.Seen(List.of(finding), measurements());
  }

  /** Few, however long the way: each is a series of its own. */
  private List<Measurement> measurements() {
    List<Measurement> measured = new ArrayList<>();
    if (trail.end() == null) {
      measured.add(new Measurement(Measurement.LATENCY, seconds(trail.took())));
    }
    measured.add(new Measurement("steps_passed", trail.passed().size()));
    trail.passed().stream()
        .max(Duration::compareTo)
        .ifPresent(
            longest -> measured.add(new Measurement("slowest_step_seconds", seconds(longest))));
    return measured;
  }

  private static double seconds(Duration span) {
    return span.toNanos() / 1e9;
  }

  private int number() {
    return trail.passed().size() + 1;
  }

  private Step step() {
    return steps.get(number() - 1);
  }

  private Finding silent(End.Silent silent) {
    Finding why = PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now);
    Finding finding =
        finding(
            "flow.unreachable",
            "",
            Severity.CRITICAL,
            why.confidence(),
            why.headline(),
            why.evidence());
    return silent.maySent()
        ? finding.with(
            "note",
            "it was sent and no answer came: nobody knows whether it has arrived; look for "
                + trail.runId())
        : finding;
  }

  private Finding refused(End.Refused refused) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("expected", wantedStatus()));
    evidence.add(new Evidence("found", Integer.toString(refused.status())));
    evidence.add(new Evidence("address", ShownAddress.of(refused.address())));
    if (!refused.quote().isEmpty()) {
      evidence.add(new Evidence("quote", refused.quote()));
    }
    return finding(
        "flow.status",
        "",
        Severity.CRITICAL,
        1,
        "The answer is " + refused.status() + " instead of " + wantedStatus(),
        evidence);
  }

  private String wantedStatus() {
    return number() < steps.size()
            && steps.get(number()) instanceof Step.Expect expect
            && !expect.status().isEmpty()
        ? Wording.either(expect.status().stream().map(String::valueOf).toList())
        : "200";
  }

  private Finding lacking(End.Short lacking) {
    Shortfall first = lacking.shortfalls().get(0);
    List<Evidence> evidence = new ArrayList<>();
    lacking
        .shortfalls()
        .forEach(each -> {
          if (each != first) {
            evidence.add(new Evidence("also", each.headline()));
          }
          evidence.addAll(each.evidence());
        });
    evidence.add(new Evidence("address", ShownAddress.of(lacking.address())));
    boolean judged = step() instanceof Step.Expect;
    return finding(
        judged ? "flow.unexpected" : "flow.step-failed",
        first.what(),
        Severity.MAJOR,
        lacking.unsure() ? UNSURE : 1,
        first.headline(),
        evidence);
  }

  private Finding late(End.Late late) {
    return finding(
        "flow.late",
        "",
        Severity.MAJOR,
        1,
        "The whole way takes longer than " + Spans.words(late.deadline()),
        List.of(new Evidence("expected", "at most " + Spans.words(late.deadline()))));
  }

  private Finding finding(
      String code,
      String what,
      Severity severity,
      double confidence,
      String headline,
      List<Evidence> evidence) {
    String place = "step " + number() + " of " + steps.size();
    List<Evidence> shown = new ArrayList<>();
    shown.add(new Evidence("step", number() + " of " + steps.size() + ": " + step().words()));
    evidence.forEach(each -> shown.add(new Evidence(each.label(), veil.over(each.text()))));
    if (!trail.passed().isEmpty()) {
      shown.add(new Evidence("steps before it took", timings()));
    }
    if (trail.sinceSent() != null) {
      shown.add(new Evidence("marked", trail.runId()));
    }
    return new Finding(
        code,
        code + ":" + number() + (what.isEmpty() ? "" : ":" + what),
        Finding.WHOLE,
        severity,
        Condition.BROKEN,
        confidence,
        veil.over(headline) + " (" + place + ")",
        shown,
        now);
  }

  private String timings() {
    return trail.passed().stream()
        .map(took -> String.format(Locale.ROOT, "%.1f s", seconds(took)))
        .collect(Collectors.joining(", "));
  }
}
