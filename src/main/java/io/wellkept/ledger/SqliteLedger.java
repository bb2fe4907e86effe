package io.wellkept.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The ledger in one file, {@code wellkept.db}: nothing to install, for one process. */
public final class SqliteLedger {
  /** The name of the file in the data folder. */
  public static final String FILE = "wellkept.db";

  /** How long a write waits for others, for example a backup, before it gives up. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private SqliteLedger() {}

  /**
   * Opens the ledger in the folder; makes folder and file where there are none. Nobody else can
   * have it, so whoever claimed something is gone, and what was claimed is free again.
   *
   * @throws LedgerException if another process uses it, or if the file cannot be used; the message
   *     says what to do
   */
  public static Ledger open(Path dataDir) {
    return open(dataDir, PATIENCE);
  }

  static Ledger open(Path dataDir, Duration patience) {
    SqliteEngine engine = SqliteEngine.open(dataDir, patience);
    try {
      engine.write(handle -> {
        CheckRows.freeAll(handle);
        OutboxRows.freeAll(handle);
        return true;
      });
      return new JdbcLedger(engine);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * Opens the ledger in the folder for a few short writes of the command line, whether a process
   * uses it or not.
   *
   * @throws LedgerException if the file cannot be used; the message says what to do
   */
  public static Ledger beside(Path dataDir) {
    try {
      return open(dataDir);
    } catch (LedgerException e) {
      if (e.getCause() instanceof SQLException busy && Sentences.busy(busy)) {
        return new JdbcLedger(SqliteEngine.openBeside(dataDir, PATIENCE));
      }
      throw e;
    }
  }

  /**
   * Opens the ledger in the folder to be read, beside the process that uses it or without one.
   *
   * @return empty if there is no ledger in the folder yet
   * @throws LedgerException if the file cannot be used; the message says what to do
   */
  public static Optional<LedgerReading> read(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    return Files.exists(file) ? Optional.of(SqliteReading.open(file)) : Optional.empty();
  }
}
