package io.wellkept.report;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only the ledger knows, asked at most every ten seconds however often we are scraped. */
final class Figures {
  static final int MOST_WAITING = 10_000;

  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Ledger ledger;
  private @Nullable Read last;

  /**
   * One reading of the ledger.
   *
   * @param readable false if the ledger could not be read; the rest is empty then
   * @param waiting rows of the outbox, counted up to {@link #MOST_WAITING}
   * @param overdue by how much the oldest of them is overdue
   * @param pulses when each loop last completed a round, in whatever process it runs
   */
  record Read(
      Instant at,
      boolean readable,
      int waiting,
      Duration overdue,
      Map<String, Long> rows,
      Map<String, Instant> pulses) {}

  Figures(Ledger ledger) {
    this.ledger = ledger;
  }

  synchronized Read read(Instant now) {
    if (last == null || now.isBefore(last.at()) || !now.isBefore(last.at().plus(FRESH))) {
      last = ask(now);
    }
    return last;
  }

  private Read ask(Instant now) {
    try {
      return ledger.read(
          view ->
              new Read(
                  now,
                  true,
                  view.waiting(MOST_WAITING).size(),
                  view.oldestDue(now).map(due -> Duration.between(due, now)).orElse(Duration.ZERO),
                  view.sizes(),
                  view.pulses()));
    } catch (LedgerException e) {
      // Not logged: the gauge says it, and whoever writes to the ledger logs the failure.
      return new Read(now, false, 0, Duration.ZERO, Map.of(), Map.of());
    }
  }
}
