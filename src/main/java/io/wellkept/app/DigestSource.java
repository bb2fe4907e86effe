package io.wellkept.app;

import io.wellkept.incident.Policy;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.plan.Plan;
import io.wellkept.report.Maintained;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.DigestReading;
import io.wellkept.report.digest.DigestReading.House;
import io.wellkept.report.digest.Periods;
import io.wellkept.report.digest.Trying;
import java.time.Duration;
import java.time.Instant;

/** Reads the figures of a period with what the plan knows of it. */
final class DigestSource {
  private DigestSource() {}

  /** Everybody's figures, in the hands in which things are now. */
  static DigestReading read(View view, Plan configured, Period period, Instant now) {
    Plan plan = Present.of(configured, view.overrides(), now).plan();
    return new DigestReading(
        view,
        new House(
            plan.touchpoints().values(),
            plan.people(),
            plan.journey(),
            patience(plan),
            plan.daemon().timing().blindFor(),
            Listening.silentSince(view, now),
            Maintained.within(view, plan.windows(), Periods.before(period), period.until())::of,
            touchpoints -> Trying.tried(view, touchpoints, plan.people(), plan.windows(), period)),
        period);
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
