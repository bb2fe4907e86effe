package io.wellkept.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, for several processes at once. A write sees what is committed (READ COMMITTED), holds
 * the rows that it read to change them, and is run again when two were in each other's way; a
 * reading sees one state (REPEATABLE READ). Every wait has an end.
 */
final class PostgresEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);

  private static final int WRITERS = 6;
  private static final int READERS = 4;

  /** How often work is run before others are said to be in the way. */
  private static final int ATTEMPTS = 8;

  /** Between two attempts at a server that is not there yet. */
  private static final Duration TURN = Duration.ofMillis(500);

  private final PostgresPlace place;
  private final PostgresSentences sentences;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writer;
  private final Jdbi reader;
  private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);
  private volatile boolean closed;

  /** Connects only when something is asked. */
  PostgresEngine(PostgresPlace place, PostgresWaits waits) {
    this.place = place;
    this.sentences = new PostgresSentences(place);
    HikariConfig forWriters = pool(place, waits, "ledger-writers", WRITERS);
    forWriters.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    this.writers = new HikariDataSource(forWriters);
    HikariConfig forReaders = pool(place, waits, "ledger-readers", READERS);
    forReaders.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    forReaders.setReadOnly(true);
    this.readers = new HikariDataSource(forReaders);
    this.writer = JdbcLedger.discreet(Jdbi.create(writers)).registerArgument(new Text());
    this.reader = JdbcLedger.discreet(Jdbi.create(readers)).registerArgument(new Text());
  }

  /** Brings the tables to the form that this version wants; of several processes one does it. */
  static PostgresEngine open(PostgresPlace place, PostgresWaits waits) {
    PostgresSentences sentences = new PostgresSentences(place);
    PGSimpleDataSource source = source(place, waits.connection(), PostgresWaits.MIGRATION);
    awaitServer(source, sentences, waits.server());
    try {
      Migrations.run(
          source,
          Map.of(
              "identity",
              "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
              "clustered",
              "",
              "bytes",
              "BYTEA"));
      return new PostgresEngine(place, waits);
    } catch (FlywayValidateException e) {
      throw new LedgerException(
          place + " was written by another version of Wellkept: use that one, or a newer one", e);
    } catch (FlywayException e) {
      throw sentences.explain(e);
    }
  }

  /** Machines that start together come up in any order. */
  private static void awaitServer(
      PGSimpleDataSource source, PostgresSentences sentences, Duration patience) {
    for (Duration waited = Duration.ZERO; ; waited = waited.plus(TURN)) {
      try (Connection connection = source.getConnection()) {
        return;
      } catch (SQLException e) {
        if (!PostgresSentences.absent(e) || waited.compareTo(patience) >= 0) {
          throw sentences.explain(e);
        }
        if (waited.isZero()) {
          LOG.warn(
              "The database is not there yet and is waited for seconds={} why=\"{}\"",
              patience.toSeconds(),
              sentences.explain(e).getMessage());
        }
        LockSupport.parkNanos(TURN.toNanos());
      }
    }
  }

  private static PGSimpleDataSource source(
      PostgresPlace place, Duration connection, Duration silence) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      Properties settings = settings(place, connection, silence);
      for (String name : settings.stringPropertyNames()) {
        source.setProperty(name, settings.getProperty(name));
      }
      // what somebody wrote into the address wins
      source.setURL(place.url());
      return source;
    } catch (SQLException | IllegalArgumentException e) {
      throw new LedgerException(place + " is no address of a database: see its settings", null);
    }
  }

  private static Properties settings(PostgresPlace place, Duration connection, Duration silence) {
    Properties settings = new Properties();
    if (place.user() != null) {
      PGProperty.USER.set(settings, place.user());
    }
    if (place.password() != null) {
      PGProperty.PASSWORD.set(settings, place.password());
    }
    PGProperty.APPLICATION_NAME.set(settings, "wellkept");
    PGProperty.CONNECT_TIMEOUT.set(settings, seconds(connection));
    PGProperty.LOGIN_TIMEOUT.set(settings, seconds(connection));
    PGProperty.SOCKET_TIMEOUT.set(settings, seconds(silence));
    PGProperty.TCP_KEEP_ALIVE.set(settings, true);
    // the server's details quote values, and those are other people's words
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(settings, false);
    // of several hosts the one that takes writes
    PGProperty.TARGET_SERVER_TYPE.set(settings, "primary");
    return settings;
  }

  private static int seconds(Duration wait) {
    return (int) Math.max(1, wait.toSeconds());
  }

  private static HikariConfig pool(
      PostgresPlace place, PostgresWaits waits, String name, int most) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source(place, waits.connection(), waits.silence()));
    config.setConnectionInitSql(waits.sql());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(waits.connection().toMillis());
    config.setValidationTimeout(waits.connection().toMillis() / 2);
    // the server may be away just now; it is missed when something is asked
    config.setInitializationFailTimeout(-1);
    return config;
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    if (writing.get()) {
      throw new IllegalStateException("a write within a write would be half a transaction");
    }
    writing.set(true);
    try {
      return untilNobodyIsInTheWay(writer, work);
    } catch (JdbiException e) {
      throw explained(e);
    } finally {
      writing.remove();
    }
  }

  private <T> T untilNobodyIsInTheWay(Jdbi jdbi, Function<Handle, T> work) {
    for (int attempt = 1; ; attempt++) {
      requireOpen();
      try {
        return jdbi.inTransaction(work::apply);
      } catch (JdbiException e) {
        boolean again = PostgresSentences.gaveWay(e) || PostgresSentences.foundDead(e);
        if (!again || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.debug("A transaction gave way and is done again attempt={}", attempt);
        // not all at the same moment again
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(10_000_000L * attempt));
      }
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    try {
      return untilNobodyIsInTheWay(reader, work);
    } catch (JdbiException e) {
      throw explained(e);
    }
  }

  /** What is not the database's failure is our bug and stays as it is. */
  private RuntimeException explained(JdbiException failure) {
    if (closed) {
      return closed(failure);
    }
    return PostgresSentences.ofTheSurroundings(failure) ? sentences.explain(failure) : failure;
  }

  private void requireOpen() {
    if (closed) {
      throw closed(null);
    }
  }

  private LedgerException closed(@Nullable Throwable cause) {
    return new LedgerException("the ledger " + place + " is closed", cause);
  }

  @Override
  public String forUpdate() {
    return "FOR UPDATE";
  }

  @Override
  public String skipLocked() {
    return "FOR UPDATE SKIP LOCKED";
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public String stamp() {
    return "CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)";
  }

  @Override
  public Horizon horizon(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT CAST(CAST(pg_snapshot_xmin(s) AS TEXT) AS BIGINT) AS settled,
              CAST(CAST(pg_snapshot_xmax(s) AS TEXT) AS BIGINT) AS next
            FROM pg_current_snapshot() AS s\
            """)
        .map((row, context) -> new Horizon(row.getLong("settled"), row.getLong("next")))
        .one();
  }

  @Override
  public Optional<Instant> clock(Handle handle) {
    return handle
        .createQuery(
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS moment")
        .map((row, context) -> Millis.get(row, "moment"))
        .findOne();
  }

  @Override
  public void alone(Handle handle, String word) {
    handle
        .createQuery(
            """
            SELECT pg_advisory_xact_lock(
              hashtextextended('wellkept/' || current_schema() || '/' || ?, 0))\
            """)
        .bind(0, word)
        .map((row, context) -> true)
        .one();
  }

  static boolean hasTables(Handle handle) {
    return handle
        .createQuery("SELECT to_regclass('checks') IS NOT NULL")
        .mapTo(Boolean.class)
        .one();
  }

  /** Autovacuum does it. */
  @Override
  public void shrink(Handle handle) {}

  @Override
  public long bytes(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT CAST(COALESCE(SUM(pg_total_relation_size(c.oid)), 0) AS BIGINT)
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind = 'r'\
            """)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void close() {
    closed = true;
    writers.close();
    readers.close();
  }

  /** What people and sites send may hold a NUL, which PostgreSQL takes in no text. */
  private static final class Text extends AbstractArgumentFactory<String> {
    Text() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setString(position, value.replace('\0', '\uFFFD'));
    }
  }
}
