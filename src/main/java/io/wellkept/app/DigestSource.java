package io.wellkept.app;

import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Windows;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.plan.Plan;
import io.wellkept.report.Effects;
import io.wellkept.report.Maintained;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.DigestReading;
import io.wellkept.report.digest.DigestReading.House;
import io.wellkept.report.digest.Periods;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the figures of a period with what the plan knows of it. */
final class DigestSource {
  private DigestSource() {}

  /** Everybody's figures, in the hands in which things are now. */
  static DigestReading read(View view, Plan configured, Period period, Instant now) {
    Plan plan = Present.of(configured, view.overrides(), now).plan();
    Windows work = plan.windows().ofWork();
    Instant before = Periods.before(period);
    Map<String, List<Pause>> known = Maintained.within(view, before, period.until());
    return new DigestReading(
        view,
        new House(
            plan.touchpoints().values(),
            plan.people(),
            plan.journey(),
            patience(plan),
            plan.daemon().timing().blindFor(),
            Listening.silentSince(view, now),
            touchpoint -> windows(work, known, touchpoint, before, period.until()),
            touchpoints -> Effects.tried(view, touchpoints, period)),
        period);
  }

  /** Those of the plan, and those that were removed from it when they were over. */
  private static List<Pause> windows(
      Windows work,
      Map<String, List<Pause>> known,
      Touchpoint touchpoint,
      Instant from,
      Instant until) {
    List<Pause> windows = new ArrayList<>(work.within(touchpoint, from, until).pauses());
    windows.addAll(known.getOrDefault(touchpoint.id(), List.of()));
    return windows;
  }

  /** What is tried for that long is not lost; the last try must be written down, too. */
  private static Duration patience(Plan plan) {
    Duration longest =
        plan.policies().ladders().values().stream()
            .map(Policy::retryFor)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    Duration operators = plan.policies().operators().retryFor();
    return (operators.compareTo(longest) > 0 ? operators : longest)
        .plus(plan.daemon().timing().retryLongest().multipliedBy(2));
  }
}
