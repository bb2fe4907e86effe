package io.wellkept.app;

import io.wellkept.incident.Policy;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.plan.Plan;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.DigestReading;
import io.wellkept.report.digest.DigestReading.House;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
            touchpoint -> List.of(),
            (scope, when) -> List.of()),
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
