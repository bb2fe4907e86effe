package io.wellkept.probe.timing;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Says how the times that customers took compare with those that were intended. Pure. */
final class TimingJudge {
  /** A week that lies further back says nothing of today. */
  private static final int WEEKS_BACK = 4;

  /** More sorts of customers are not told apart. */
  private static final int MOST_SEGMENTS = 20;

  private static final double HALF = 0.5;
  private static final double ONE_IN_TEN = 0.1;

  private final Look<TimingSettings> look;
  private final TimingSettings settings;
  private final Journey journey;
  private final Instant now;
  private final ZoneId zone;

  private TimingJudge(Look<TimingSettings> look, Journey journey, Instant now) {
    this.look = look;
    this.settings = look.settings();
    this.journey = journey;
    this.now = now;
    ZoneId own = settings.zone();
    this.zone = own == null ? look.owner().zone() : own;
  }

  static Judgement judge(
      Look<TimingSettings> look, TimingFacts facts, Journey journey, Memory memory, Instant now) {
    return switch (facts) {
      case TimingFacts.Blind blind -> new Judgement(new Observation.Blind(blind.fault()), memory);
      case TimingFacts.Events events -> new TimingJudge(look, journey, now).judge(events, memory);
    };
  }

  private Judgement judge(TimingFacts.Events events, Memory memory) {
    List<String> stages = settings.stages().stream().map(StageSettings::stage).toList();
    Ways ways = Ways.of(stages, events.passages());
    Optional<String> why = blindBecause(events, ways);
    if (why.isPresent()) {
      Fault fault = new Fault.ServiceFails("the source of " + look.check().id(), why.get());
      return new Judgement(new Observation.Blind(fault), memory);
    }
    List<Pace> paces = Pace.of(ways.legs(), zone);
    List<Finding> findings = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    for (int to = 1; to < stages.size(); to++) {
      measure(ways, paces, to, measurements);
      findings.addAll(late(ways, paces, to));
    }
    List<Finding> noted =
        events.complete()
            ? findings
            : findings.stream()
                .map(one -> one.with("note", "there are more events than are read"))
                .toList();
    return new Judgement(
        new Observation.Seen(noted, measurements), TimingFigures.memory(stages, paces));
  }

  /** Who arrived weeks ago says nothing of today, and those whom we can read nothing of all. */
  private Optional<String> blindBecause(TimingFacts.Events events, Ways ways) {
    int read = events.passages().size();
    if (events.unread() > read) {
      return Optional.of(
          (read == 0 ? "none" : events.unread())
              + " of "
              + (events.unread() + read)
              + " events can"
              + (read == 0 ? "" : "not")
              + " be read: see fields");
    }
    Instant newest = ways.newest().orElse(null);
    if (newest == null) {
      return Optional.of("it tells of nobody at these stages");
    }
    return newest.plus(settings.noDataFor()).isAfter(now)
        ? Optional.empty()
        : Optional.of("it tells of nobody at these stages since " + newest);
  }

  private Duration intended(int to) {
    return settings.stages().get(to).most(1).orElse(settings.leftAfter());
  }

  private void measure(Ways ways, List<Pace> paces, int to, List<Measurement> measurements) {
    String name = snake(to - 1) + "_to_" + snake(to);
    Duration within = settings.stages().get(to).within();
    if (within != null) {
      measurements.add(new Measurement(name + "_intended_seconds", seconds(within)));
    }
    latest(paces, to, "")
        .ifPresent(pace -> {
          measurements.add(new Measurement(name + "_median_seconds", seconds(pace.median())));
          measurements.add(new Measurement(name + "_p90_seconds", seconds(pace.nineInTen())));
          measurements.add(new Measurement(name + "_cases", pace.cases()));
        });
    Ways.Fate before = fate(ways, to - 1);
    measurements.add(new Measurement(name + "_waiting", before.waiting()));
    if (before.came() > 0) {
      measurements.add(share("left_after_" + snake(to - 1), before.left(), before.came()));
      measurements.add(share("went_back_from_" + snake(to - 1), before.back(), before.came()));
    }
    int could = before.came() + before.skipped();
    if (to > 1 && could > 0) {
      measurements.add(share("skipped_" + snake(to - 1), before.skipped(), could));
    }
  }

  private Ways.Fate fate(Ways ways, int stage) {
    return ways.fate(stage, intended(stage + 1), settings.leftAfter(), now);
  }

  private static Measurement share(String name, int some, int all) {
    return new Measurement(name + "_percent", Math.round(1000.0 * some / all) / 10.0);
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1e3;
  }

  private String snake(int stage) {
    return settings.stages().get(stage).stage().replace('-', '_');
  }

  /** The newest week that is not too long ago and in which enough customers came. */
  private Optional<Pace> latest(List<Pace> paces, int to, String segment) {
    LocalDate oldest = now.atZone(zone).toLocalDate().minusWeeks(WEEKS_BACK + 1L);
    return paces.stream()
        .filter(pace -> pace.to() == to && pace.segment().equals(segment))
        .filter(pace -> pace.cases() >= settings.cases() && pace.week().isAfter(oldest))
        .max(Comparator.comparing(Pace::week));
  }

  /** All customers first; a sort of them only where all together are in time. */
  private List<Finding> late(Ways ways, List<Pace> paces, int to) {
    List<Finding> all = late(ways, paces, to, "");
    if (all.isEmpty()) {
      all = stuck(ways, to).stream().toList();
    }
    if (!all.isEmpty()) {
      return all;
    }
    Map<String, Integer> sizes = new TreeMap<>();
    paces.stream()
        .filter(pace -> pace.to() == to && !pace.segment().isEmpty())
        .forEach(pace -> sizes.merge(pace.segment(), pace.cases(), Integer::sum));
    String note = "judged were the " + MOST_SEGMENTS + " largest of " + sizes.size() + " segments";
    return sizes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_SEGMENTS)
        .flatMap(segment -> late(ways, paces, to, segment.getKey()).stream())
        .map(one -> sizes.size() > MOST_SEGMENTS ? one.with("segments", note) : one)
        .toList();
  }

  /**
   * Who does not arrive is in no median: where more of those whose time is over still wait than may
   * be late, it is over for the median, too.
   */
  private Optional<Finding> stuck(Ways ways, int to) {
    StageSettings stage = settings.stages().get(to);
    Duration limit = stage.most(1 + settings.tolerance() / 100).orElse(null);
    if (limit == null) {
      return Optional.empty();
    }
    Ways.Late late = ways.late(to - 1, limit, settings.leftAfter(), now);
    boolean median = stage.within() != null;
    Instant since = late.since();
    if (since == null
        || late.waiting() < settings.cases()
        || late.waiting() <= late.due() * (median ? HALF : ONE_IN_TEN)) {
      return Optional.empty();
    }
    // the same fault as that of those who came too late
    String key = (median ? "timing.slow/" : "timing.stragglers/") + stage.stage() + "/";
    return Optional.of(
        new Finding(
            "timing.stuck",
            key,
            Finding.WHOLE,
            Severity.MAJOR,
            Condition.DEGRADED,
            1,
            "From %s to %s %d of %d wait for longer than intended (%s)"
                .formatted(
                    called(to - 1),
                    called(to),
                    late.waiting(),
                    late.due(),
                    Took.words(intended(to))),
            List.of(),
            since));
  }

  private List<Finding> late(Ways ways, List<Pace> paces, int to, String segment) {
    Optional<Pace> latest = latest(paces, to, segment);
    if (latest.isEmpty()) {
      return List.of();
    }
    Pace pace = latest.get();
    Duration within = settings.stages().get(to).within();
    Duration nineInTen = settings.stages().get(to).nineInTenWithin();
    List<Finding> findings = new ArrayList<>();
    if (within != null
        && seconds(pace.median()) > seconds(within) * (1 + settings.tolerance() / 100)) {
      findings.add(
          finding("timing.slow", pace)
              .apply(
                  Took.words(pace.median())
                      + " (median of "
                      + pace.cases()
                      + " in week "
                      + pace.weekNumber()
                      + "); "
                      + Took.words(within)
                      + (Took.words(within).startsWith("1 ") ? " was" : " were")
                      + " intended"));
    } else if (nineInTen != null && pace.nineInTen().compareTo(nineInTen) > 0) {
      findings.add(
          finding("timing.stragglers", pace)
              .apply(
                  "up to "
                      + Took.words(pace.nineInTen())
                      + " for nine in ten of "
                      + pace.cases()
                      + " in week "
                      + pace.weekNumber()
                      + "; at most "
                      + Took.words(nineInTen)
                      + " were intended"));
    }
    int waiting = fate(ways, to - 1).waiting();
    return findings.stream()
        .map(one -> trend(one, paces, pace))
        .map(one ->
            waiting == 0 || !segment.isEmpty()
                ? one
                : one.with("still waiting", waiting + " wait longer than intended so far"))
        .toList();
  }

  private Function<String, Finding> finding(String code, Pace pace) {
    String who = pace.segment().isEmpty() ? "" : " (" + pace.segment() + ")";
    String leg = "From " + called(pace.to() - 1) + " to " + called(pace.to()) + who + " took ";
    String key = code + "/" + settings.stages().get(pace.to()).stage() + "/" + pace.segment();
    Instant since = pace.week().atStartOfDay(zone).toInstant();
    return words ->
        new Finding(
            code,
            key,
            Finding.WHOLE,
            Severity.MAJOR,
            Condition.DEGRADED,
            1,
            leg + words,
            List.of(),
            since);
  }

  /** How it was in the weeks before, so that one sees whether it drifts. */
  private Finding trend(Finding finding, List<Pace> paces, Pace latest) {
    Map<LocalDate, String> weeks = new TreeMap<>();
    for (Pace pace : paces) {
      if (pace.to() == latest.to()
          && pace.segment().equals(latest.segment())
          && !pace.week().isAfter(latest.week())
          && pace.week().isAfter(latest.week().minusWeeks(6))) {
        weeks.put(
            pace.week(),
            String.format(
                Locale.ROOT,
                "week %d: %s (%d)",
                pace.weekNumber(),
                Took.words(pace.median()),
                pace.cases()));
      }
    }
    return finding.with("medians", String.join(", ", weeks.values()));
  }

  private String called(int stage) {
    String id = settings.stages().get(stage).stage();
    return Journey.find(journey.stages(), id)
        .map(place -> "\"" + place.name() + "\"")
        .orElse(id.replace('-', ' '));
  }
}
