package io.wellkept.probe.stock;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.PageProbe;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what of a site's stock is wrong. */
final class InventoryJudge {
  /** Rarely more matter at once, and nobody reads more. */
  private static final int MOST_FINDINGS = 60;

  /** When a walk that is not over is gone on with. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final double DEAD = 0.9;
  private static final double SILENT = 0.8;

  /** The check of the page tells it. */
  private static final double UNSURE = 0.3;

  private final InventorySettings settings;
  private final InventoryMemory memory;
  private final Instant now;

  private InventoryJudge(InventorySettings settings, InventoryMemory memory, Instant now) {
    this.settings = settings;
    this.memory = memory;
    this.now = now;
  }

  static Judgement judge(
      Look<InventorySettings> look, InventoryFacts facts, Memory before, Instant now) {
    InventoryMemory memory =
        InventoryMemory.of(before, InventoryProbe.start(look.touchpoint(), look.settings()));
    return switch (facts) {
      case InventoryFacts.Barred barred -> {
        memory.keep(barred.walk());
        yield new Judgement(new Observation.Blind(barred.fault()), memory.memory());
      }
      case InventoryFacts.Silent silent ->
          new InventoryJudge(look.settings(), memory, now)
              .unseen(
                  look,
                  PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now),
                  silent.asked(),
                  silent.registered());
      case InventoryFacts.NoPage none ->
          new InventoryJudge(look.settings(), memory, now)
              .unseen(look, noPage(none, now), none.asked(), none.registered());
      case InventoryFacts.Seen seen -> new InventoryJudge(look.settings(), memory, now).judge(seen);
    };
  }

  /** What was found stands until a look says otherwise. */
  private Judgement unseen(
      Look<InventorySettings> look, Finding why, URI start, Registered registered) {
    Map<String, Candidate> found = new LinkedHashMap<>();
    Map<String, Lapse> lapses = new LinkedHashMap<>();
    memory.last().ifPresent(before -> take(before, found, lapses));
    List<Finding> findings = new ArrayList<>();
    findings.add(PageProbe.looksAt(start, look.touchpoint()) ? unsure(why) : why);
    findings.addAll(
        findings(
            Stock.unregistered(found.values(), registered, settings.except()),
            Stock.lapsed(lapses.values(), settings.except())));
    return new Judgement(new Observation.Seen(findings, List.of()), memory.memory());
  }

  private static Finding unsure(Finding sure) {
    return new Finding(
        sure.code(),
        sure.key(),
        sure.subject(),
        sure.severity(),
        sure.leadsTo(),
        Math.min(sure.confidence(), UNSURE),
        sure.headline(),
        sure.evidence(),
        sure.since());
  }

  private static Finding noPage(InventoryFacts.NoPage none, Instant now) {
    return Finding.of(
            "page.status",
            Severity.CRITICAL,
            Condition.BROKEN,
            "The page answers " + none.status() + " instead of 200",
            now)
        .with("address", ShownAddress.of(none.asked()));
  }

  private Judgement judge(InventoryFacts.Seen seen) {
    Walk walk = seen.walk();
    Optional<Walk> last = memory.last();
    Map<String, Candidate> found = new LinkedHashMap<>();
    Map<String, Lapse> lapses = new LinkedHashMap<>();
    if (!walk.over()) {
      // what the last walk found stands until this one has been everywhere
      last.ifPresent(before -> take(before, found, lapses));
    }
    memory.keep(walk);
    take(walk, found, lapses);
    List<Candidate> open = Stock.unregistered(found.values(), seen.registered(), settings.except());
    List<Lapse> promoted = Stock.lapsed(lapses.values(), settings.except());
    List<Measurement> measurements =
        List.of(
            new Measurement("pages_read", (double) walk.pages()),
            new Measurement("unregistered", (double) open.size()),
            new Measurement("promoted_dead", (double) promoted.size()));
    return new Judgement(
        new Observation.Seen(findings(open, promoted), measurements),
        memory.memory(),
        walk.over() ? null : now.plus(SOON));
  }

  private void take(Walk walk, Map<String, Candidate> found, Map<String, Lapse> lapses) {
    walk.found().forEach(candidate -> found.put(candidate.key(), candidate));
    walk.lapses(now.minus(settings.silentAfter()))
        .forEach(lapse -> lapses.put(lapse.candidate().key(), lapse));
  }

  /** What is dead need not be registered before it is mended. */
  private List<Finding> findings(List<Candidate> open, List<Lapse> lapses) {
    List<String> dead =
        lapses.stream()
            .filter(lapse -> lapse.last() == null)
            .map(lapse -> lapse.candidate().key())
            .toList();
    List<Finding> findings = new ArrayList<>();
    lapses.forEach(lapse -> findings.add(finding(lapse)));
    open.stream()
        .filter(candidate -> !dead.contains(candidate.key()))
        .forEach(candidate -> findings.add(finding(candidate)));
    List<Finding> most = findings.stream().limit(MOST_FINDINGS).toList();
    Map<String, Instant> since = memory.since(most.stream().map(Finding::key).toList(), now);
    return most.stream().map(finding -> finding.since(earlier(finding, since))).toList();
  }

  private static Instant earlier(Finding finding, Map<String, Instant> since) {
    Instant known = since.getOrDefault(finding.key(), finding.since());
    return known.isBefore(finding.since()) ? known : finding.since();
  }

  private Finding finding(Candidate candidate) {
    String what =
        candidate.name() + (candidate.sort() == Sort.SECTION ? ", " + candidate.address() : "");
    return new Finding(
            "inventory.unregistered",
            "inventory.unregistered " + candidate.key(),
            Finding.WHOLE,
            Severity.MINOR,
            Condition.DEGRADED,
            candidate.confidence(),
            "Nobody answers for a touchpoint that the site shows: " + what,
            List.of(),
            now)
        .with("address", ShownAddress.of(candidate.address()))
        .with("where", candidate.spotted().words() + " of " + ShownAddress.of(candidate.page()));
  }

  private Finding finding(Lapse lapse) {
    Candidate candidate = lapse.candidate();
    Instant last = lapse.last();
    boolean dead = last == null;
    String code = dead ? "inventory.dead" : "inventory.silent";
    String headline =
        dead
            ? "The site promotes what is not there: " + candidate.name()
            : candidate.name()
                + " is promoted and has said nothing for "
                + Spans.words(Duration.between(last, now));
    return new Finding(
            code,
            code + " " + candidate.key(),
            Finding.WHOLE,
            dead ? Severity.MAJOR : Severity.MINOR,
            dead ? Condition.BROKEN : Condition.STALE,
            dead ? DEAD : SILENT,
            headline,
            List.of(),
            last == null ? now : last.plus(settings.silentAfter()))
        .with("found", lapse.words())
        .with("address", ShownAddress.of(candidate.address()))
        .with("where", candidate.spotted().words() + " of " + ShownAddress.of(candidate.page()));
  }
}
