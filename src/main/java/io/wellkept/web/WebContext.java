package io.wellkept.web;

import io.wellkept.incident.Tokens;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.report.Metrics;
import io.wellkept.report.digest.Digest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the web needs of the rest of the house.
 *
 * @param plan the plan in force
 * @param process what this process is called, among several on one ledger
 * @param present the company's figures of the last seven days
 * @param slack null where Slack sends us nothing: its address does not exist then
 */
public record WebContext(
    Supplier<Plan> plan,
    PlanGate gate,
    Ledger ledger,
    Board board,
    Metrics metrics,
    InstantSource clock,
    Tokens tokens,
    Health health,
    String process,
    @Nullable Slack slack,
    Supplier<Circumstances> circumstances,
    Supplier<Digest> present) {
  /** The plan with what people changed, as it is at that moment. */
  Plan planAt(Ledger.View view, Instant moment) {
    return EffectivePlan.of(plan.get(), view.overrides(), moment);
  }

  /** The plan with what people changed. */
  Plan planNow() {
    Instant now = clock.instant();
    return ledger.read(view -> planAt(view, now));
  }

  /** Whether mail leaves that answers those who reported something. */
  boolean answers() {
    return !circumstances.get().nobodyIsAnswered();
  }
}
