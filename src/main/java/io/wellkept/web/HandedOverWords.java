package io.wellkept.web;

import io.wellkept.incident.PlanOverride;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Says of a touchpoint that it is in other hands than its file says. */
final class HandedOverWords {
  private HandedOverWords() {}

  /** Empty if it is as the file says. */
  static Optional<String> of(
      String touchpoint, Plan plan, List<PlanOverride> overrides, ZoneId zone, Instant now) {
    return EffectivePlan.handedOver(overrides, touchpoint, now)
        .map(over ->
            "handed over from "
                + plan.people().nameOf(over.by())
                + " "
                + Moments.words(over.from(), zone, now)
                + ", not yet in the file, which names "
                + plan.people().nameOf(over.owner()));
  }
}
