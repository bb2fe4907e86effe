package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation.Situation;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents.Terms;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Policy;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.EffectivePlan.Mutes.Muted;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plan with what people changed at run time, at one moment: everything that a decision needs
 * beside the state itself.
 */
record Present(Plan plan, Map<CheckId, Set<String>> muted, Instant now) {
  static Present of(Plan configured, List<PlanOverride> overrides, Instant now) {
    Map<CheckId, Set<String>> muted =
        EffectivePlan.mutes(overrides, now).findings().stream()
            .collect(
                Collectors.groupingBy(
                    Muted::check, Collectors.mapping(Muted::findingKey, Collectors.toSet())));
    return new Present(EffectivePlan.of(configured, overrides, now), muted, now);
  }

  /** The rules for what a look means. */
  Terms terms(Check check) {
    return new Terms(
        check.schedule(),
        check.kind().threshold(),
        muted.getOrDefault(check.id(), Set.of()),
        plan.daemon().timing());
  }

  Policy policy(Incident incident) {
    return plan.policyFor(incident);
  }

  /** What the ladder must know. The state is the check's, null if the check is not in the plan. */
  Situation situation(Incident incident, @Nullable CheckState state, Ledger.View view) {
    Instant born = state == null ? null : state.born();
    return plan.situation(incident, born, view);
  }

  @Nullable Touchpoint touchpointOf(Incident incident) {
    return plan.touchpoint(incident.check().touchpoint()).orElse(null);
  }
}
