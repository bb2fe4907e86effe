package io.wellkept.probe;

import io.wellkept.probe.FreshnessFacts.Contents;
import io.wellkept.probe.FreshnessSettings.Counts;
import io.wellkept.probe.freshness.Dated;
import io.wellkept.probe.freshness.MainContent;
import io.wellkept.probe.freshness.NowWrong;
import io.wellkept.probe.freshness.NowWrong.Wrong;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what the facts about a page's age mean. */
final class FreshnessJudge {
  /** Told as a possibility: below {@link FreshnessProbe#THRESHOLD}. */
  private static final double UNSURE = 0.3;

  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  /** A page's first day says less of its last change than a date of change does. */
  private static final Duration PUBLISHED_LONG_BEFORE = Duration.ofDays(120);

  private final Look<FreshnessSettings> look;
  private final FreshnessMemory memory;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();

  private FreshnessJudge(Look<FreshnessSettings> look, Memory memory, Instant now) {
    this.look = look;
    this.memory = FreshnessMemory.of(memory);
    this.now = now;
  }

  static Judgement judge(
      Look<FreshnessSettings> look, FreshnessFacts facts, Memory memory, Instant now) {
    FreshnessJudge judge = new FreshnessJudge(look, memory, now);
    return switch (facts) {
      case FreshnessFacts.Barred barred -> judge.blind(barred.fault());
      case FreshnessFacts.Silent silent -> judge.silent(silent);
      case FreshnessFacts.Seen seen when seen.protection() != null ->
          judge.blind(new Fault.Blocked(seen.protection()));
      case FreshnessFacts.Seen seen -> judge.answered(seen);
    };
  }

  private Judgement blind(Fault fault) {
    return new Judgement(new Observation.Blind(fault), memory.memory());
  }

  private Judgement judged() {
    return new Judgement(new Observation.Seen(findings, measurements), memory.memory());
  }

  private Judgement silent(FreshnessFacts.Silent silent) {
    if (over()) {
      return judged();
    }
    Finding why = PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now);
    return unseen(why.headline(), why.evidence(), why.confidence());
  }

  private Judgement answered(FreshnessFacts.Seen seen) {
    measurements.add(new Measurement(Measurement.LATENCY, seen.way().latency().toNanos() / 1e9));
    if (over()) {
      afterLive(seen);
      return judged();
    }
    Contents contents = seen.contents();
    if (contents != null) {
      return read(contents, seen);
    }
    List<Evidence> evidence =
        List.of(
            new Evidence("found", Integer.toString(seen.status())),
            new Evidence("address", ShownAddress.of(seen.way().address())));
    if (seen.status() == NOT_FOUND || seen.status() == GONE) {
      // nobody can read there what was wrong
      memory.hold(List.of());
    }
    return unseen("The page answers " + seen.status(), evidence, 1);
  }

  private boolean over() {
    return touchpoint().live().over(now);
  }

  private Touchpoint touchpoint() {
    return look.touchpoint();
  }

  /** What was wrong is wrong until a look says otherwise. */
  private Judgement unseen(String why, List<Evidence> evidence, double confidence) {
    findings.addAll(memory.held());
    findings.add(
        new Finding(
            "freshness.unseen",
            "freshness.unseen",
            Finding.WHOLE,
            Severity.MAJOR,
            Condition.BROKEN,
            pageIsLookedAt() ? UNSURE : confidence,
            why + ": how fresh it is cannot be seen",
            evidence,
            now));
    return judged();
  }

  /** Whether another check tells when the page is not there: one touchpoint, one finding. */
  private boolean pageIsLookedAt() {
    return PageProbe.looksAt(look.settings().addressOr(touchpoint().address()), touchpoint());
  }

  private void afterLive(FreshnessFacts.Seen seen) {
    Instant until = touchpoint().live().until();
    boolean there = seen.good() && Landing.samePage(seen.asked(), seen.way().address());
    if (there && until != null && !pageIsLookedAt()) {
      findings.add(
          Finding.of(
                  "freshness.after-live",
                  Severity.MAJOR,
                  Condition.STALE,
                  "The page is still there, "
                      + Spans.words(Duration.between(until, now))
                      + " after its end",
                  until)
              .with("expected", "gone, or leading elsewhere, since " + until)
              .with("address", ShownAddress.of(seen.way().address())));
    }
  }

  private Judgement read(Contents contents, FreshnessFacts.Seen seen) {
    memory.saw(contents.content(), way(), now);
    age(contents, seen.elsewhere());
    nowWrong(contents);
    memory.hold(findings);
    return judged();
  }

  /** A history goes on only as long as the same part of the page is read in the same way. */
  private String way() {
    FreshnessSettings settings = look.settings();
    return MainContent.WAY
        + "-"
        + Integer.toHexString((settings.main() + "|" + settings.ignore()).hashCode());
  }

  /**
   * The newest sign that is believed.
   *
   * @param elsewhere what feed and sitemap say
   */
  static Optional<Sign> newest(Counts counts, Dated dated, List<Sign> elsewhere) {
    Stream<@Nullable Sign> own =
        switch (counts) {
          case NEWEST -> Stream.of(dated.published(), dated.changed());
          case CHANGED -> Stream.of(dated.changed());
          case PUBLISHED -> Stream.of(dated.published());
          case CONTENT -> Stream.of();
        };
    return Stream.concat(own, elsewhere.stream())
        .flatMap(Stream::ofNullable)
        .filter(sign -> sign.confidence() >= Age.BELIEVED)
        .max(Comparator.comparing(Sign::at));
  }

  private void age(Contents contents, List<Sign> elsewhere) {
    Optional<Age> age = Age.of(look.settings(), contents, elsewhere, memory, now);
    age.ifPresent(known -> measurements.add(new Measurement("age_days", days(known.span(now)))));
    Instant since = memory.unchangedSince();
    if (since != null) {
      measurements.add(new Measurement("unchanged_days", days(Duration.between(since, now))));
    }
    Duration most = look.settings().maxAge();
    if (most == null) {
      return;
    }
    if (age.isEmpty()) {
      findings.add(undated(contents, most));
    } else if (age.get().span(now).compareTo(most) > 0) {
      findings.add(
          new StaleWords(look.settings(), contents, elsewhere, now).stale(age.get(), most));
    }
  }

  private static double days(Duration span) {
    return Math.max(0, span.toSeconds()) / 86_400.0;
  }

  private Finding undated(Contents contents, Duration most) {
    Instant first = memory.firstSeen();
    String found =
        !contents.content().substantial()
            ? "without scripts the page shows almost no text"
            : memory.isRestless()
                ? "its main content is different at almost every look: say with main or ignore"
                    + " what counts"
                : "looked at since " + (first == null ? now : first);
    return new Finding(
            "freshness.undated",
            "freshness.undated",
            Finding.WHOLE,
            Severity.MINOR,
            Condition.STALE,
            UNSURE,
            "Not dated yet: the page does not say how old it is",
            List.of(),
            now)
        .with("expected", "something new within " + Spans.words(most))
        .with("found", found);
  }

  private void nowWrong(Contents contents) {
    Map<String, Instant> firstSeen = memory.words(contents.endings(), now);
    Sign sign = pageDate(contents.dated());
    LocalDate day = sign == null ? null : sign.day();
    String source = sign == null ? "" : sign.source().words() + ", " + sign.quote();
    NowWrong.Known known = new NowWrong.Known(look.settings().zone(), day, source, firstSeen);
    for (Wrong wrong : NowWrong.of(contents.endings(), known, now)) {
      findings.add(WrongWords.finding(wrong, now));
    }
  }

  /** The day on which the page's words were true, as far as it says so. */
  private @Nullable Sign pageDate(Dated dated) {
    Sign changed = dated.changed();
    if (changed != null && changed.confidence() >= Age.BELIEVED) {
      return changed;
    }
    Sign published = dated.published();
    Instant first = memory.firstSeen();
    if (published == null || first == null || published.confidence() < Age.BELIEVED) {
      return null;
    }
    return published.at().isAfter(first.minus(PUBLISHED_LONG_BEFORE)) ? published : null;
  }
}
