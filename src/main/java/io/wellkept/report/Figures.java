package io.wellkept.report;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only the ledger knows, however often we are scraped: the outbox is asked at most every ten
 * seconds, and rows, which must be counted one by one, every five minutes.
 */
final class Figures {
  static final int MOST_WAITING = 10_000;

  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final Duration COUNT_EVERY = Duration.ofMinutes(5);

  private final Ledger ledger;
  private @Nullable Read last;
  private @Nullable Counted counted;

  private record Counted(Instant at, Map<String, Long> rows) {}

  /**
   * One reading of the ledger.
   *
   * @param readable false if the ledger could not be read; the rest is empty then
   * @param waiting rows of the outbox, counted up to {@link #MOST_WAITING}
   * @param overdue by how much the oldest of them is overdue
   * @param processes how many share the ledger
   * @param pulses when each loop last completed a round, in whatever process it runs
   * @param voices who waits for an answer, by touchpoint
   */
  record Read(
      Instant at,
      boolean readable,
      int waiting,
      Duration overdue,
      Map<String, Long> rows,
      long bytes,
      int processes,
      Map<String, Instant> pulses,
      List<Ledger.Waiting> voices) {}

  Figures(Ledger ledger) {
    this.ledger = ledger;
  }

  synchronized Read read(Instant now) {
    Read kept = last;
    if (kept == null || old(kept.at(), FRESH, now)) {
      kept = ask(now);
      last = kept;
    }
    return kept;
  }

  private static boolean old(Instant at, Duration atMost, Instant now) {
    return now.isBefore(at) || !now.isBefore(at.plus(atMost));
  }

  private Map<String, Long> rows(Ledger.View view, Instant now) {
    Counted kept = counted;
    if (kept == null || old(kept.at(), COUNT_EVERY, now)) {
      kept = new Counted(now, view.sizes());
      counted = kept;
    }
    return kept.rows();
  }

  private Read ask(Instant now) {
    try {
      return ledger.read(view ->
          new Read(
              now,
              true,
              view.waiting(MOST_WAITING).size(),
              view.oldestDue(now).map(due -> Duration.between(due, now)).orElse(Duration.ZERO),
              rows(view, now),
              view.bytes(),
              view.processes().size(),
              view.pulses(),
              view.waitingVoices(now)));
    } catch (LedgerException e) {
      // Not logged: the gauge says it, and whoever writes to the ledger logs the failure.
      return new Read(now, false, 0, Duration.ZERO, Map.of(), 0, 0, Map.of(), List.of());
    }
  }
}
