package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation.Situation;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents.Terms;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Storm;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.EffectivePlan.Mutes.Muted;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plan with what people changed at run time, at one moment: everything that a decision needs
 * beside the state itself.
 */
record Present(
    Plan plan, Map<CheckId, Set<String>> muted, List<PlanOverride> overrides, Instant now) {
  Present {
    overrides = List.copyOf(overrides);
  }

  static Present of(Plan configured, List<PlanOverride> overrides, Instant now) {
    Map<CheckId, Set<String>> muted =
        EffectivePlan.mutes(overrides, now).findings().stream()
            .collect(
                Collectors.groupingBy(
                    Muted::check, Collectors.mapping(Muted::findingKey, Collectors.toSet())));
    return new Present(EffectivePlan.of(configured, overrides, now), muted, overrides, now);
  }

  /**
   * The moment at which what a look saw counts as seen: it ends when it is taken in, but what began
   * under maintenance and ended after it was seen under maintenance.
   */
  Instant seenAt(CheckId check, Instant begun) {
    boolean before = begun.isBefore(now) && plan.isMaintained(check.touchpoint(), begun);
    return before && !plan.isMaintained(check.touchpoint(), now) ? begun : now;
  }

  /** The rules for what was seen at that moment. */
  Terms terms(Check check, Instant seen) {
    return new Terms(
        check.schedule(),
        check.kind().threshold(),
        muted.getOrDefault(check.id(), Set.of()),
        plan.daemon().timing(),
        plan.isMaintained(check.id().touchpoint(), seen));
  }

  Policy policy(Incident incident) {
    return plan.policyFor(incident);
  }

  /** What the ladder must know. The state is the check's, null if the check is not in the plan. */
  Situation situation(Incident incident, @Nullable CheckState state, Ledger.View view) {
    Instant born = state == null ? null : state.born();
    Storm storm = EffectivePlan.storm(overrides, incident).orElse(null);
    return plan.situation(incident, born, view, storm, now);
  }

  /** The same in the middle of a storm that has just begun. */
  Present in(Storm storm) {
    List<PlanOverride> more = new ArrayList<>(overrides);
    more.add(storm);
    return new Present(plan, muted, more, now);
  }

  /** Whether the touchpoint is under maintenance, or was a moment ago. */
  boolean wasMaintainedLately(Touchpoint touchpoint) {
    Instant lately = now.minus(plan.daemon().timing().blindFor());
    return !plan.windows().within(touchpoint, lately, now).pauses().isEmpty();
  }

  @Nullable Touchpoint touchpointOf(Incident incident) {
    return plan.touchpoint(incident.check().touchpoint()).orElse(null);
  }
}
