package io.wellkept.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on loopback, one for all tests; each test has a database of its own. */
public final class Postgres {
  private static final AtomicInteger MADE = new AtomicInteger();

  private Postgres() {}

  /** Ends with the process. */
  private static final class Server {
    static final EmbeddedPostgres ONE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException("the PostgreSQL of the tests does not start", e);
      }
    }
  }

  /** An empty database. */
  public static PostgresPlace database() {
    String name = "t" + MADE.incrementAndGet();
    execute(place("postgres"), "CREATE DATABASE " + name);
    return place(name);
  }

  static PostgresPlace place(String database) {
    return place(Server.ONE.getPort(), database);
  }

  static PostgresPlace place(int port, String database) {
    return new PostgresPlace(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", null);
  }

  /** Runs statements as somebody else beside the ledger. */
  public static void execute(PostgresPlace place, String sql) {
    try (Connection connection = connect(place);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Connection connect(PostgresPlace place) throws SQLException {
    return DriverManager.getConnection(place.url(), place.user(), place.password());
  }
}
