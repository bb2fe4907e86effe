package io.wellkept.ledger;

import java.nio.file.Path;
import java.time.Duration;

/** The ledger in one file, {@code wellkept.db}: nothing to install, for one process. */
public final class SqliteLedger {
  /** The name of the file in the data folder. */
  public static final String FILE = "wellkept.db";

  /** How long a write waits for others, for example a backup, before it gives up. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private SqliteLedger() {}

  /**
   * Opens the ledger in the folder; makes folder and file where there are none.
   *
   * @throws LedgerException if another process uses it, or if the file cannot be used; the message
   *     says what to do
   */
  public static Ledger open(Path dataDir) {
    return new JdbcLedger(SqliteEngine.open(dataDir, PATIENCE));
  }
}
