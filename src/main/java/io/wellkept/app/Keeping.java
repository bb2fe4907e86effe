package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Daemon.Retention;
import io.wellkept.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Removes what has been kept for long enough, a little at a time. */
final class Keeping implements Round {
  private static final int BATCH = 1_000;

  /** How long the address of somebody who reported something waits for an answer. */
  private static final Duration REPORTERS = Duration.ofDays(90);

  private final Ledger ledger;
  private final Supplier<Plan> plan;

  Keeping(Ledger ledger, Supplier<Plan> plan) {
    this.ledger = ledger;
    this.plan = plan;
  }

  @Override
  public String name() {
    return "keeping";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public boolean run(Instant now) {
    Retention keep = plan.get().daemon().retention();
    long removed =
        ledger.write(work -> {
          work.forgetReporters(now.minus(REPORTERS));
          return work.forget(
              now.minus(keep.events()),
              now.minus(keep.rollups()),
              now.minus(keep.beats()),
              now.minus(keep.files()),
              now.minus(keep.quotes()),
              BATCH);
        });
    return removed > 0;
  }
}
