package io.wellkept.probe.links;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.PageProbe;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.links.LinksFacts.Link;
import io.wellkept.probe.links.LinksFacts.Seen;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what the facts about a page's links mean. */
final class LinksJudge {
  /** Told as a possibility: below {@link LinksProbe#THRESHOLD}. */
  private static final double UNSURE = 0.3;

  private static final Set<Integer> NOT_THERE = Set.of(404, 410);

  /** How soon a look goes on that had no time for everything. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final int NAMED = 3;

  private final Look<LinksSettings> look;
  private final LinksMemory memory;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();

  private LinksJudge(Look<LinksSettings> look, Memory memory, Instant now) {
    this.look = look;
    this.memory = LinksMemory.of(memory);
    this.now = now;
  }

  static Judgement judge(Look<LinksSettings> look, LinksFacts facts, Memory memory, Instant now) {
    LinksJudge judge = new LinksJudge(look, memory, now);
    return switch (facts) {
      case LinksFacts.Barred barred ->
          new Judgement(new Observation.Blind(barred.fault()), judge.memory.memory());
      case LinksFacts.Silent silent -> judge.silent(silent);
      case LinksFacts.Refused refused -> judge.refused(refused);
      case Seen seen -> judge.seen(seen);
    };
  }

  private Judgement judged(@Nullable Instant again) {
    return new Judgement(new Observation.Seen(findings, measurements), memory.memory(), again);
  }

  private Judgement silent(LinksFacts.Silent silent) {
    Finding why = PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now);
    return unseen(why.headline(), why.evidence(), why.confidence());
  }

  private Judgement refused(LinksFacts.Refused refused) {
    if (NOT_THERE.contains(refused.status())) {
      // nobody can press there what was dead
      memory.forgetTroubles();
    }
    latency(refused.way().latency());
    List<Evidence> evidence =
        List.of(
            new Evidence("found", Integer.toString(refused.status())),
            new Evidence("address", ShownAddress.of(refused.way().address())));
    return unseen("The page answers " + refused.status(), evidence, 1);
  }

  /** What was wrong is wrong until a look says otherwise. */
  private Judgement unseen(String why, List<Evidence> evidence, double confidence) {
    tell(memory.troubles());
    URI own = look.settings().addressOr(look.touchpoint().address());
    findings.add(
        new Finding(
            "links.unseen",
            "links.unseen",
            Finding.WHOLE,
            Severity.MAJOR,
            Condition.BROKEN,
            PageProbe.looksAt(own, look.touchpoint()) ? UNSURE : confidence,
            why + ": where its links lead cannot be seen",
            evidence,
            now));
    return judged(null);
  }

  private void latency(@Nullable Duration latency) {
    if (latency != null) {
      measurements.add(new Measurement(Measurement.LATENCY, latency.toNanos() / 1e9));
    }
  }

  private Judgement seen(Seen seen) {
    latency(seen.latency());
    Set<String> there = new HashSet<>();
    for (Link link : seen.links()) {
      there.add(link.key());
      Outcome outcome = seen.outcomes().get(link.key());
      if (outcome != null) {
        takeIn(link, outcome);
      }
    }
    PageTroubles pages = new PageTroubles(look.settings(), seen.walk(), now);
    List<Trouble> onPages = pages.all();
    onPages.forEach(memory::keep);
    if (seen.walk().whole()) {
      onPages.forEach(trouble -> there.add(trouble.key()));
      there.addAll(pages.untold());
      forget(seen.walk(), there);
    }
    tell(memory.troubles());
    figures(seen);
    boolean moved = !seen.outcomes().isEmpty();
    return judged(seen.left() > 0 && moved ? now.plus(SOON) : null);
  }

  /** What is no more on the pages; nobody knows what is on those that could not be read. */
  private void forget(LinksFacts.Walk walk, Set<String> there) {
    if (walk.unread().isEmpty()) {
      memory.keepOnly(there);
      return;
    }
    Set<String> read =
        walk.pages().stream()
            .filter(PageLinks::whole)
            .map(page -> ShownAddress.of(page.address()))
            .collect(Collectors.toSet());
    memory.keepTroubles(there, read);
  }

  /** What cannot be told leaves everything as it was. */
  private void takeIn(Link link, Outcome outcome) {
    boolean against = outcome.against(link.ours());
    memory.looked(link.key(), outcome.at(), !against && !outcome.fine());
    Trouble before = memory.trouble(link.key()).orElse(null);
    if (against) {
      Instant first = before == null ? outcome.at() : before.first();
      boolean longApart = !outcome.at().isBefore(first.plus(look.settings().foreignEvery()));
      boolean sure = link.ours() || (before != null && (before.sure() || longApart));
      memory.keep(Trouble.of(link, outcome, sure, first));
    } else if (outcome.fine()) {
      memory.drop(link.key());
    }
  }

  private void figures(Seen seen) {
    int more = seen.walk().pages().stream().mapToInt(PageLinks::more).sum();
    long dead = memory.troubles().stream().filter(t -> t.sure() && !t.isOnPage()).count();
    long unknown = seen.links().stream().filter(link -> memory.unknown(link.key())).count();
    measurements.add(new Measurement("links", seen.links().size() + more));
    measurements.add(new Measurement("links_dead", dead));
    measurements.add(new Measurement("links_unknown", unknown + more));
  }

  /** One finding for each; the first, which is the one that speaks for all, names several. */
  private void tell(List<Trouble> troubles) {
    List<Trouble> counted =
        troubles.stream()
            .filter(Trouble::sure)
            .sorted(
                Comparator.comparing(Trouble::severity)
                    .reversed()
                    .thenComparing(Trouble::isOnPage)
                    .thenComparing(Trouble::first)
                    .thenComparing(Trouble::key))
            .toList();
    String looked = ShownAddress.of(look.settings().addressOr(look.touchpoint().address()));
    for (int i = 0; i < counted.size(); i++) {
      Trouble trouble = counted.get(i);
      boolean speaks = i == 0 && counted.size() > 1;
      findings.add(trouble.finding(speaks ? summary(counted) : trouble.headline(), looked));
    }
  }

  private static String summary(List<Trouble> troubles) {
    String named =
        troubles.stream().limit(NAMED).map(Trouble::inList).collect(Collectors.joining(", "));
    int more = troubles.size() - NAMED;
    boolean allLinks = troubles.stream().allMatch(trouble -> trouble.role() == Role.LINK);
    return troubles.size()
        + (allLinks ? " dead links: " : " things that the page needs or links to are not there: ")
        + named
        + (more > 0 ? " and " + more + " more" : "");
  }
}
