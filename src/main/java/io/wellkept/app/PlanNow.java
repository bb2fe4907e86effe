package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plan with what people changed at run time, for whoever asks often and can do with what was so
 * a moment ago.
 */
final class PlanNow implements Supplier<Plan> {
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final Supplier<Plan> configured;
  private final Ledger ledger;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  private record Known(Plan configured, Instant at, Plan effective) {
    boolean fits(Plan plan, Instant now) {
      return configured == plan && !now.isBefore(at) && now.isBefore(at.plus(MOMENT));
    }
  }

  PlanNow(Supplier<Plan> configured, Ledger ledger, InstantSource clock) {
    this.configured = configured;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public Plan get() {
    Plan plan = configured.get();
    Instant now = clock.instant();
    Known last = known;
    if (last != null && last.fits(plan, now)) {
      return last.effective;
    }
    Plan effective = ledger.read(view -> Present.of(plan, view.overrides(), now).plan());
    known = new Known(plan, now, effective);
    return effective;
  }
}
