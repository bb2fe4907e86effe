package io.wellkept.web;

import io.wellkept.incident.PlanOverride;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Says of a touchpoint that it is in other hands than its file says. */
final class HandedOverWords {
  private HandedOverWords() {}

  /** Empty if it is as the file says. */
  static Optional<String> of(
      String touchpoint,
      Plan plan,
      List<PlanOverride> overrides,
      ZoneId zone,
      Words words,
      Instant now) {
    return EffectivePlan.handedOver(overrides, touchpoint, now)
        .map(over ->
            words.say(
                "own.handed-over",
                plan.people().nameOf(over.by()),
                words.moment(over.from(), zone, now),
                plan.people().nameOf(over.owner())));
  }
}
