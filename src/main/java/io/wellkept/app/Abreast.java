package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Changes;
import io.wellkept.report.Board;
import java.time.Duration;
import java.time.Instant;

/** Keeps the board abreast of what other processes commit: reads what changed, and nothing else. */
final class Abreast implements Round {
  private final Ledger ledger;
  private final Board board;
  private long settled;

  Abreast(Ledger ledger, Board board) {
    this.ledger = ledger;
    this.board = board;
  }

  @Override
  public String name() {
    return "abreast";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  /** From here on: the board was just made from a reading that saw all before this. */
  synchronized void from(long reading) {
    settled = reading;
  }

  @Override
  public synchronized boolean run(Instant now) {
    Changes changes = ledger.read(view -> view.changes(settled));
    changes.checks().forEach(board::see);
    changes.incidents().forEach(board::see);
    settled = changes.settled();
    return false;
  }
}
