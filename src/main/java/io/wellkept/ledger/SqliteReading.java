package io.wellkept.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;

/**
 * Reads the file of another process, or of none: takes no lock of ours, runs no migration, and sees
 * what was last committed (WAL).
 */
final class SqliteReading implements LedgerReading {
  /** Reading waits for nobody; this is for the moment in which another process starts or ends. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Path file;
  private final Connection connection;
  private final Json json = new Json();

  private SqliteReading(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  static SqliteReading open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout((int) PATIENCE.toMillis());
    try {
      return new SqliteReading(file, config.createConnection("jdbc:sqlite:" + file));
    } catch (SQLException e) {
      throw Sentences.explain(e, file, PATIENCE);
    }
  }

  @Override
  public <T> T read(Function<Ledger.View, T> work) {
    try {
      return Jdbi.create(connection)
          .inTransaction(handle -> work.apply(new JdbcView(handle, new OnlyReads(), json)));
    } catch (JdbiException e) {
      throw Sentences.cause(e).isPresent() ? Sentences.explain(e, file, PATIENCE) : e;
    }
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Sentences.explain(e, file, PATIENCE);
    }
  }

  /** What a view asks of an engine. */
  private static final class OnlyReads implements Engine {
    @Override
    public <T> T write(Function<Handle, T> work) {
      throw onlyRead();
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
      throw new IllegalStateException("a reading within a reading");
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
      throw onlyRead();
    }

    @Override
    public Horizon horizon(Handle handle) {
      return new Horizon(0, 0);
    }

    @Override
    public Optional<Instant> clock(Handle handle) {
      return Optional.empty();
    }

    @Override
    public void alone(Handle handle, String word) {
      throw onlyRead();
    }

    @Override
    public void shrink(Handle handle) {
      throw onlyRead();
    }

    @Override
    public long bytes(Handle handle) {
      return SqliteEngine.pragma(handle, "page_count") * SqliteEngine.pragma(handle, "page_size");
    }

    @Override
    public void close() {}

    private static IllegalStateException onlyRead() {
      return new IllegalStateException("this ledger was opened to be read");
    }
  }
}
