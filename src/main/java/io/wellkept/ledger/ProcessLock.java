package io.wellkept.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * Keeps a second process away from the folder. The lock is one that SQLite holds on a file of its
 * own: it ends with the process, however that ends, and unlike the file locks of the JDK it is not
 * lost when somebody in the same process opens and closes the file.
 */
final class ProcessLock implements AutoCloseable {
  private static final String LOCK = "wellkept.lock";
  private static final String HOLDER = "wellkept.pid";

  private final Connection connection;

  private ProcessLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws LedgerException if somebody else has the folder
   * @throws SQLException if there can be no lock file
   */
  static ProcessLock take(Path folder) throws SQLException, IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(0);
    Connection connection = config.createConnection("jdbc:sqlite:" + folder.resolve(LOCK));
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      Files.writeString(folder.resolve(HOLDER), Long.toString(ProcessHandle.current().pid()));
      return new ProcessLock(connection);
    } catch (SQLException e) {
      connection.close();
      if (Sentences.busy(e)) {
        throw new LedgerException(
            "the data folder "
                + folder
                + " is in use by process "
                + holder(folder)
                + ": stop that one, or give this one another folder with --data",
            e);
      }
      throw e;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private static String holder(Path folder) {
    try {
      return Files.readString(folder.resolve(HOLDER)).strip();
    } catch (IOException e) {
      return "(unknown)";
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
