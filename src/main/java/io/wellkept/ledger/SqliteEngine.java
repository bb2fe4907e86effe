package io.wellkept.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in one file: one connection writes, a few read what was last committed (WAL), and every
 * commit is on the disk before it returns.
 */
final class SqliteEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);

  /** How long SQLite itself waits for a lock; in between we see whether we are to stop. */
  private static final Duration TURN = Duration.ofMillis(250);

  private static final int READERS = 4;

  /** At most 8 MB go back to the disk at once, so that nobody waits long. */
  private static final int PAGES_AT_ONCE = 2_000;

  private final Path file;
  private final Duration patience;
  private final @Nullable ProcessLock processLock;
  private final Connection connection;
  private final Jdbi writer;
  private final HikariDataSource pool;
  private final Jdbi reader;
  private final ReentrantLock writing = new ReentrantLock(true);
  private volatile boolean closed;

  private SqliteEngine(
      Path file,
      Duration patience,
      @Nullable ProcessLock processLock,
      Connection connection,
      HikariDataSource pool) {
    this.file = file;
    this.patience = patience;
    this.processLock = processLock;
    this.connection = connection;
    this.writer = JdbcLedger.discreet(Jdbi.create(connection));
    KeptStatements statements = new KeptStatements();
    writer.setStatementBuilderFactory(same -> statements);
    this.pool = pool;
    this.reader = JdbcLedger.discreet(Jdbi.create(pool));
  }

  /**
   * @param patience how long a write waits for another program's lock
   */
  static SqliteEngine open(Path folder, Duration patience) {
    Path file = folder.resolve(SqliteLedger.FILE);
    try {
      Files.createDirectories(folder);
      return openLocked(file, patience, ProcessLock.take(folder));
    } catch (FlywayValidateException e) {
      throw new LedgerException(
          file + " was written by another version of Wellkept: use that one, or a newer one", e);
    } catch (SQLException | FlywayException e) {
      throw Sentences.explain(e, file, patience);
    } catch (IOException e) {
      throw new LedgerException(
          "cannot write in the data folder "
              + folder
              + reason(e)
              + ": see that it is a folder and that this user may write there",
          e);
    }
  }

  /**
   * For a few short writes beside the process that has the folder: both wait for each other, write
   * by write. Nothing is migrated, and no claim is touched.
   */
  static SqliteEngine openBeside(Path folder, Duration patience) {
    Path file = folder.resolve(SqliteLedger.FILE);
    try {
      return new SqliteEngine(file, patience, null, openWriter(file), openReaders(file));
    } catch (SQLException e) {
      throw Sentences.explain(e, file, patience);
    }
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException disk ? disk.getReason() : e.getMessage();
    return reason == null ? "" : " (" + reason + ")";
  }

  private static SqliteEngine openLocked(Path file, Duration patience, ProcessLock lock)
      throws SQLException {
    Connection connection = null;
    try {
      connection = openWriter(file);
      Migrations.run(
          source(file, false),
          Map.of("identity", "INTEGER PRIMARY KEY", "clustered", "WITHOUT ROWID", "bytes", "BLOB"));
      return new SqliteEngine(file, patience, lock, connection, openReaders(file));
    } catch (SQLException | RuntimeException e) {
      if (connection != null) {
        connection.close();
      }
      lock.close();
      throw e;
    }
  }

  private static Connection openWriter(Path file) throws SQLException {
    Connection connection = source(file, false).getConnection();
    try (Statement statement = connection.createStatement()) {
      // Has to come before the first page is written; without it the file could never shrink.
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA journal_size_limit = 67108864");
      // Of a page that changes again and again only the last state need go into the file: 32 MB.
      statement.execute("PRAGMA wal_autocheckpoint = 8000");
      statement.execute("PRAGMA cache_size = -16000");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static HikariDataSource openReaders(Path file) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ledger-readers");
    config.setDataSource(source(file, true));
    config.setReadOnly(true);
    config.setMaximumPoolSize(READERS);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  private static SQLiteDataSource source(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout((int) TURN.toMillis());
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a write within a write would be half a transaction");
    }
    writing.lock();
    try (Handle handle = writer.open()) {
      return transact(handle, work);
    } catch (JdbiException e) {
      throw explained(e);
    } finally {
      writing.unlock();
    }
  }

  private <T> T transact(Handle handle, Function<Handle, T> work) {
    begin(handle);
    boolean committed = false;
    try {
      T result = work.apply(handle);
      handle.execute("COMMIT");
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollBack();
      }
    }
  }

  /** Takes the write lock at once: nothing that is done later can fail for want of it. */
  private void begin(Handle handle) {
    for (Duration waited = TURN; ; waited = waited.plus(TURN)) {
      requireOpen();
      try {
        handle.execute("BEGIN IMMEDIATE");
        return;
      } catch (JdbiException e) {
        if (!Sentences.busy(e) || waited.compareTo(patience) >= 0) {
          throw e;
        }
      }
    }
  }

  /** After some failures SQLite has rolled back by itself; then there is nothing left to do. */
  private void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("nothing was left to roll back file={} detail={}", file, e.getMessage());
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    requireOpen();
    try {
      return reader.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw explained(e);
    }
  }

  /** What is not the database's failure is our bug and stays as it is. */
  private RuntimeException explained(JdbiException failure) {
    return Sentences.cause(failure).isPresent()
        ? Sentences.explain(failure, file, patience)
        : failure;
  }

  private void requireOpen() {
    if (closed) {
      throw new LedgerException("the ledger " + file + " is closed", null);
    }
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public String skipLocked() {
    return "";
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public String stamp() {
    return "0";
  }

  @Override
  public Horizon horizon(Handle handle) {
    return new Horizon(0, 0);
  }

  @Override
  public Optional<Instant> clock(Handle handle) {
    return Optional.empty();
  }

  /** There is one writer at a time. */
  @Override
  public void alone(Handle handle, String word) {}

  @Override
  public void shrink(Handle handle) {
    try (Statement statement = connection.createStatement()) {
      // Each step frees one page, and of the driver's ways only this one goes on to the last.
      statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_AT_ONCE + ")");
    } catch (SQLException e) {
      throw Sentences.explain(e, file, patience);
    }
  }

  @Override
  public long bytes(Handle handle) {
    return pragma(handle, "page_count") * pragma(handle, "page_size");
  }

  static long pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(Long.class).one();
  }

  @Override
  public void close() {
    closed = true;
    writing.lock();
    try {
      if (!connection.isClosed()) {
        // The writer last: then it can put the log back into the file.
        pool.close();
        connection.close();
        if (processLock != null) {
          processLock.close();
        }
      }
    } catch (SQLException e) {
      throw Sentences.explain(e, file, patience);
    } finally {
      writing.unlock();
    }
  }
}
