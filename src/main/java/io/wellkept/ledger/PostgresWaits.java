package io.wellkept.ledger;

import java.time.Duration;

/**
 * How long we wait for a database that is shared with others and is elsewhere; each wait ends.
 *
 * @param server for a server that is not there yet, at the start
 * @param connection for a connection, a new one or one that others give back
 * @param lock for rows that somebody else holds
 * @param statement for the server to do what it was asked
 * @param standstill how long the server keeps rows for a process that holds them and does nothing
 * @param silence for any word of the server; longer than a statement may take
 */
record PostgresWaits(
    Duration server,
    Duration connection,
    Duration lock,
    Duration statement,
    Duration standstill,
    Duration silence) {
  static final PostgresWaits USUAL =
      new PostgresWaits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));

  /** A new form of large tables takes its time. */
  static final Duration MIGRATION = Duration.ofMinutes(30);

  /** What a connection tells the server before anything else. */
  String sql() {
    return """
    SET lock_timeout = %d; SET statement_timeout = %d;
    SET idle_in_transaction_session_timeout = %d\
    """
        .formatted(lock.toMillis(), statement.toMillis(), standstill.toMillis());
  }
}
