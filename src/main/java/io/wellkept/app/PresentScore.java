package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Periods;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the last seven days: reckoned every hour for the metrics, and when somebody asks,
 * at most every five minutes.
 */
final class PresentScore implements Round, Supplier<Digest> {
  private static final Duration SPAN = Duration.ofDays(7);
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final InstantSource clock;
  private final DoubleConsumer score;
  private @Nullable Digest last;
  private @Nullable Instant told;

  /**
   * @param score hears it every hour; NaN if nothing was seen
   */
  PresentScore(Ledger ledger, Supplier<Plan> plan, InstantSource clock, DoubleConsumer score) {
    this.ledger = ledger;
    this.plan = plan;
    this.clock = clock;
    this.score = score;
  }

  @Override
  public String name() {
    return "score";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public boolean run(Instant now) {
    Instant before = told;
    if (before == null || now.isBefore(before) || !now.isBefore(before.plus(HOUR))) {
      Double fresh = get().score().now();
      score.accept(fresh == null ? Double.NaN : fresh);
      told = now;
    }
    return false;
  }

  @Override
  public synchronized Digest get() {
    Instant now = clock.instant();
    Digest known = last;
    if (known != null
        && !now.isBefore(known.period().until())
        && now.isBefore(known.period().until().plus(FRESH))) {
      return known;
    }
    Plan current = plan.get();
    Digest fresh =
        ledger.read(view ->
            DigestSource.read(view, current, Periods.until(now, SPAN, current.daemon().zone()), now)
                .digest(Scope.COMPANY));
    last = fresh;
    return fresh;
  }
}
