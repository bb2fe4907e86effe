package io.wellkept.probe.path;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.PageProbe;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.path.PathFacts.Found;
import io.wellkept.probe.path.PathFacts.Seen;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the facts about a way mean. */
final class PathJudge {
  private static final int VERSION = 1;
  private static final String BROKEN = "path.broken";

  /** What was missing, for looks that cannot tell. */
  private static final String HELD = "held";

  private static final String SINCE = "since";
  private static final String FIELD = "\u001f";

  /** Told as a possibility: below {@link PathProbe#THRESHOLD}. */
  private static final double UNSURE = 0.3;

  /** How soon a search goes on that had no time for everything. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Look<PathSettings> look;
  private final Memory memory;
  private final Instant now;

  private PathJudge(Look<PathSettings> look, Memory memory, Instant now) {
    this.look = look;
    this.memory = memory.version() == VERSION ? memory : new Memory(VERSION, Memory.EMPTY.values());
    this.now = now;
  }

  static Judgement judge(Look<PathSettings> look, PathFacts facts, Memory memory, Instant now) {
    PathJudge judge = new PathJudge(look, memory, now);
    return switch (facts) {
      case PathFacts.Barred barred ->
          new Judgement(new Observation.Blind(barred.fault()), judge.memory);
      case PathFacts.NotLive none -> judge.judged(List.of(), List.of(), null);
      case PathFacts.Silent silent -> judge.silent(silent);
      case PathFacts.Refused refused -> judge.refused(refused);
      case Seen seen -> judge.seen(seen);
    };
  }

  private Judgement judged(
      List<Finding> findings, List<Measurement> measurements, @Nullable Instant again) {
    Memory next = memory.without(HELD).without(SINCE);
    for (Finding finding : findings) {
      next = next.with(HELD, line(finding)).with(SINCE, finding.since());
    }
    return new Judgement(new Observation.Seen(findings, measurements), next, again);
  }

  private Judgement silent(PathFacts.Silent silent) {
    Finding why = PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now);
    return unseen(why.headline(), why.evidence(), why.confidence(), List.of());
  }

  private Judgement refused(PathFacts.Refused refused) {
    List<Evidence> evidence =
        List.of(
            new Evidence("found", Integer.toString(refused.status())),
            new Evidence("address", ShownAddress.of(refused.way().address())));
    return unseen(
        "The page answers " + refused.status(),
        evidence,
        1,
        List.of(latency(refused.way().latency())));
  }

  /** What was wrong is wrong until a look says otherwise. */
  private Judgement unseen(
      String why, List<Evidence> evidence, double confidence, List<Measurement> measurements) {
    URI own = look.settings().addressOr(look.touchpoint().address());
    List<Finding> findings = new ArrayList<>(held());
    findings.add(
        new Finding(
            "path.unseen",
            "path.unseen",
            Finding.WHOLE,
            Severity.MAJOR,
            Condition.BROKEN,
            PageProbe.looksAt(own, look.touchpoint()) ? UNSURE : confidence,
            why + ": where it leads cannot be seen",
            evidence,
            now));
    return new Judgement(new Observation.Seen(findings, measurements), memory);
  }

  private static Measurement latency(Duration latency) {
    return new Measurement(Measurement.LATENCY, latency.toNanos() / 1e9);
  }

  private Judgement seen(Seen seen) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(latency(seen.latency()));
    Found way = seen.way();
    if (way == null && seen.untold()) {
      return untold(seen, measurements);
    }
    if (way == null) {
      return judged(List.of(missing(seen)), measurements, null);
    }
    if (way.wrong() != null) {
      return judged(List.of(broken(seen, way, way.wrong())), measurements, null);
    }
    if (seen.untold() && held().stream().anyMatch(finding -> finding.code().equals(BROKEN))) {
      return untold(seen, measurements);
    }
    measurements.add(new Measurement("clicks", way.clicks()));
    return judged(List.of(), measurements, null);
  }

  /** Leaves everything as it was. */
  private Judgement untold(Seen seen, List<Measurement> measurements) {
    Fault unseen = seen.unseen();
    Observation observation =
        unseen == null ? new Observation.Seen(held(), measurements) : new Observation.Blind(unseen);
    return new Judgement(observation, memory, seen.sought() ? null : now.plus(SOON));
  }

  private Finding missing(Seen seen) {
    int within = look.settings().within();
    String clicks = within == 1 ? "" : " within " + within + " clicks";
    String kind =
        switch (look.settings().by()) {
          case LINK -> "no link";
          case FORM -> "no form that leads";
          case ANY -> "no way";
        };
    Finding finding =
        wrong(
                "path.missing",
                look.touchpoint().name() + " offers " + kind + " to " + seen.to().name() + clicks)
            .with("expected", "a way to " + goal(seen))
            .with(
                "found",
                seen.read().ways()
                    + (seen.read().ways() == 1 ? " way" : " ways")
                    + " to elsewhere, on "
                    + seen.read().pages()
                    + (seen.read().pages() == 1 ? " page" : " pages"));
    for (String near : seen.nearest()) {
      finding = finding.with("nearest", ShownAddress.of(near));
    }
    return finding;
  }

  private Finding broken(Seen seen, Found way, String wrong) {
    return wrong(
            BROKEN,
            "The way from "
                + look.touchpoint().name()
                + " to "
                + seen.to().name()
                + " is broken: “"
                + way.text()
                + "” "
                + wrong)
        .with("expected", "a way to " + goal(seen))
        .with("address", ShownAddress.of(way.address()))
        .with("page", ShownAddress.of(way.page()));
  }

  private static String goal(Seen seen) {
    return ShownAddress.of(String.valueOf(seen.to().address()));
  }

  private Finding wrong(String code, String headline) {
    return Finding.of(code, Severity.MAJOR, Condition.BROKEN, headline, now);
  }

  private static String line(Finding finding) {
    return finding.code() + FIELD + finding.headline();
  }

  private List<Finding> held() {
    String line = memory.values().get(HELD);
    if (line == null) {
      return List.of();
    }
    String[] fields = line.split(FIELD, 2);
    Instant since = memory.instant(SINCE).orElse(now);
    return List.of(wrong(fields[0], fields[1]).since(since));
  }
}
