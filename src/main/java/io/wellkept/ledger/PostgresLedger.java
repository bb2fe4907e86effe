package io.wellkept.ledger;

import java.util.Optional;

/** The ledger in a PostgreSQL, for one process or several at once. */
public final class PostgresLedger {
  private PostgresLedger() {}

  /**
   * Opens the ledger and makes its tables where there are none. Others may use it too, so what they
   * have claimed stays theirs until their claims end.
   *
   * @throws LedgerException if the database cannot be used, at once, or after half a minute if it
   *     does not answer; the message says what to do
   */
  public static Ledger open(PostgresPlace place) {
    return open(place, PostgresWaits.USUAL);
  }

  static Ledger open(PostgresPlace place, PostgresWaits waits) {
    return new JdbcLedger(PostgresEngine.open(place, waits));
  }

  /**
   * Opens the ledger to be read, beside the processes that use it or without one.
   *
   * @return empty if there are no tables yet
   * @throws LedgerException if the database cannot be used; the message says what to do
   */
  public static Optional<LedgerReading> read(PostgresPlace place) {
    PostgresEngine engine = new PostgresEngine(place, PostgresWaits.USUAL);
    try {
      if (engine.read(PostgresEngine::hasTables)) {
        return Optional.of(new JdbcLedger(engine));
      }
      engine.close();
      return Optional.empty();
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }
}
