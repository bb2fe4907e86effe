package io.wellkept.probe.kpi;

import io.wellkept.probe.Beats;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.table.Figures;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a number means. Pure. */
final class KpiJudge {
  /** How far back a whole hour may lie that is judged. */
  private static final int HOURS_BACK = 24;

  private final Look<KpiSettings> look;
  private final KpiSettings settings;
  private final Instant now;
  private final ZoneId zone;
  private final KpiMemory memory;

  private KpiJudge(Look<KpiSettings> look, Memory memory, Instant now) {
    this.look = look;
    this.settings = look.settings();
    this.now = now;
    ZoneId own = settings.zone();
    this.zone = own == null ? look.owner().zone() : own;
    this.memory = KpiMemory.of(memory, settings, zone, look.check().schedule().every(), now);
  }

  static Judgement judge(Look<KpiSettings> look, KpiFacts facts, Memory memory, Instant now) {
    KpiJudge judge = new KpiJudge(look, memory, now);
    return switch (facts) {
      case KpiFacts.Blind blind -> new Judgement(new Observation.Blind(blind.fault()), memory);
      case KpiFacts.None none -> judge.nothing(none.why(), List.of());
      // it says nothing, not even that all is well again, and must lead no comparison astray
      case KpiFacts.Number number when !number.doubt().isEmpty() ->
          judge.nothing("the source warns: " + number.doubt(), List.of());
      case KpiFacts.Number number -> judge.number(number.value());
      case KpiFacts.Calls calls -> judge.calls(calls);
    };
  }

  /** There is no number now. That it was fine before does not make it fine. */
  private Judgement nothing(String why, List<Beats.Gap> gaps) {
    Instant since = memory.noneSince(now);
    Duration missing = Duration.between(since, now).minus(deaf(gaps, since));
    if (missing.compareTo(settings.noDataFor()) < 0) {
      return blind(why);
    }
    List<Finding> findings = new ArrayList<>(List.of(missing(since, why)));
    Instant last = memory.at();
    // that nobody counts any more does not bring back what dried up before
    if (last != null && memory.dry() != null) {
      driedUp(new Usual(settings, zone, memory.hours()), last).ifPresent(findings::add);
    }
    return seen(findings, List.of());
  }

  private Judgement blind(String why) {
    Fault fault = new Fault.ServiceFails("the source of " + look.check().id(), why);
    return new Judgement(new Observation.Blind(fault), memory.memory());
  }

  private Finding missing(Instant since, String why) {
    Finding finding =
        finding(
            "kpi.no-data",
            Severity.MAJOR,
            Condition.STALE,
            capital(what()) + ": no number for " + Spans.words(Duration.between(since, now)),
            since);
    Double last = memory.value();
    return last == null
        ? finding.with("found", why)
        : finding.with("found", why).with("last", Figures.words(last) + ", " + memory.at());
  }

  /** Time in which nobody listened counts against nobody. */
  private Duration deaf(List<Beats.Gap> gaps, Instant since) {
    Duration deaf = Duration.ZERO;
    for (Beats.Gap gap : gaps) {
      Instant from = gap.from().isAfter(since) ? gap.from() : since;
      Instant until = gap.until().isBefore(now) ? gap.until() : now;
      deaf = from.isBefore(until) ? deaf.plus(Duration.between(from, until)) : deaf;
    }
    return deaf;
  }

  private Judgement calls(KpiFacts.Calls calls) {
    if (memory.take(calls.calls())) {
      return blind("more calls came since the last look than are kept: some amounts are lost");
    }
    Instant last = memory.at();
    if (last == null) {
      return nothing("nobody has posted a number to its address yet", calls.gaps());
    }
    Duration age = Duration.between(last, now).minus(deaf(calls.gaps(), last));
    return age.compareTo(settings.noDataFor()) >= 0
        ? nothing("nobody posts a number any more", calls.gaps())
        : known(last);
  }

  private Judgement number(double value) {
    memory.take(now, value);
    return known(now);
  }

  /**
   * @param last the moment up to which something is known
   */
  private Judgement known(Instant last) {
    List<Finding> findings = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    Double value = memory.value();
    if (value != null) {
      measurements.add(new Measurement("value", value));
    }
    Usual usual = new Usual(settings, zone, memory.hours());
    Optional<Finding> dry = driedUp(usual, last);
    dry.ifPresent(findings::add);
    if (settings.counts().flows()) {
      wholeHour()
          .ifPresent(hour -> {
            double much = memory.hours().at(hour);
            measurements.add(new Measurement("last_hour", much));
            findings.addAll(bounds(much, " " + between(hour, 1)));
          });
    } else if (value != null) {
      findings.addAll(bounds(value, ""));
    }
    usual.expected(now).ifPresent(much -> measurements.add(new Measurement("usual", much)));
    if (dry.isEmpty()) {
      changed(usual).ifPresent(findings::add);
      flat(last).ifPresent(findings::add);
    }
    return seen(findings, measurements);
  }

  /** The latest hour that is over and of which something is known. */
  private Optional<Long> wholeHour() {
    long open = memory.hours().open();
    for (long hour = open - 1; hour >= open - HOURS_BACK; hour--) {
      if (!Double.isNaN(memory.hours().at(hour))) {
        return Optional.of(hour);
      }
    }
    return Optional.empty();
  }

  private List<Finding> bounds(double value, String when) {
    List<Finding> findings = new ArrayList<>();
    Double least = settings.below();
    if (least != null && value < least) {
      findings.add(bound("kpi.below", value, when, "at least " + Figures.words(least)));
    }
    Double most = settings.above();
    if (most != null && value > most) {
      findings.add(bound("kpi.above", value, when, "at most " + Figures.words(most)));
    }
    return findings;
  }

  private Finding bound(String code, double value, String when, String expected) {
    String found = Figures.words(value);
    return finding(
            code,
            Severity.MAJOR,
            Condition.DEGRADED,
            capital(what()) + ": " + found + when + ", and it should be " + expected,
            now)
        .with("expected", expected)
        .with("found", found);
  }

  private Optional<Finding> driedUp(Usual usual, Instant last) {
    Instant moved = memory.moved();
    if (!settings.driesUp() || moved == null || !moved.isBefore(last)) {
      memory.dry(null);
      return Optional.empty();
    }
    Optional<Usual.Sum> sum = usual.neverSilent(moved, last);
    // weeks that come after it know nothing else than silence: what was usual before them stays
    sum.ifPresent(known -> memory.dry(known.inWords()));
    String then = sum.map(known -> known.inWords(moved, last)).orElseGet(memory::dry);
    if (then == null) {
      return Optional.empty();
    }
    HourWords words = new HourWords(zone);
    return Optional.of(
        finding(
                "kpi.dried-up",
                Severity.CRITICAL,
                Condition.BROKEN,
                "No " + what() + " " + words.between(moved, last) + "; " + then,
                moved)
            .with("last", words.at(moved)));
  }

  private Optional<Finding> changed(Usual usual) {
    ChangeSettings change = settings.change();
    Hours hours = memory.hours();
    if (change == null) {
      return Optional.empty();
    }
    int many = change.hours();
    Optional<Long> newest = wholeHour().filter(hour -> known(hours, hour, many));
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    long first = newest.get() - many + 1;
    return usual
        .strays(change, first, many)
        .map(then ->
            finding(
                    "kpi.unusual",
                    Severity.MAJOR,
                    Condition.DEGRADED,
                    capital(what())
                        + ": "
                        + Figures.words(usual.together(first, many))
                        + (settings.counts().flows() || many == 1 ? " " : " on average ")
                        + between(first, many)
                        + "; "
                        + then,
                    hours.start(first))
                .with("found", Figures.words(usual.together(first, many))));
  }

  private static boolean known(Hours hours, long last, int many) {
    for (long hour = last - many + 1; hour <= last; hour++) {
      if (Double.isNaN(hours.at(hour))) {
        return false;
      }
    }
    return true;
  }

  private Optional<Finding> flat(Instant last) {
    Duration most = settings.flatFor();
    Instant since = memory.same();
    Double value = memory.value();
    if (most == null || since == null || value == null) {
      return Optional.empty();
    }
    Duration same = Duration.between(since, last);
    return same.compareTo(most) < 0
        ? Optional.empty()
        : Optional.of(
            finding(
                    "kpi.flat",
                    Severity.MAJOR,
                    Condition.STALE,
                    capital(what())
                        + " has been exactly "
                        + Figures.words(value)
                        + " for "
                        + Spans.words(same),
                    since)
                .with("expected", "another number within " + Spans.words(most)));
  }

  private Judgement seen(List<Finding> findings, List<Measurement> measurements) {
    return new Judgement(new Observation.Seen(findings, measurements), memory.memory());
  }

  private static Finding finding(
      String code, Severity severity, Condition condition, String headline, Instant since) {
    return Finding.of(code, severity, condition, headline, since);
  }

  private String between(long first, int many) {
    Hours hours = memory.hours();
    return new HourWords(zone).between(hours.start(first), hours.start(first + many));
  }

  private String what() {
    String what = settings.what();
    return what == null ? look.check().id().check().replace('-', ' ') : what.strip();
  }

  private static String capital(String word) {
    int end = word.offsetByCodePoints(0, 1);
    return word.substring(0, end).toUpperCase(java.util.Locale.ROOT) + word.substring(end);
  }
}
