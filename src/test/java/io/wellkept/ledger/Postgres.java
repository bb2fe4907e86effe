package io.wellkept.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on loopback, one for all tests; each test has a database of its own. */
public final class Postgres implements AutoCloseable {
  private static final AtomicInteger MADE = new AtomicInteger();

  private final Path data;
  private EmbeddedPostgres server;

  private Postgres(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /** Ends with the process. */
  private static final class Shared {
    static final EmbeddedPostgres SERVER = start(EmbeddedPostgres.builder());
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the PostgreSQL of the tests does not start", e);
    }
  }

  /** An empty database of the server that all tests share. */
  public static PostgresPlace database() {
    String name = "t" + MADE.incrementAndGet();
    PostgresPlace place = place(Shared.SERVER.getPort(), "postgres");
    execute(place, "CREATE DATABASE " + name);
    return place(Shared.SERVER.getPort(), name);
  }

  /**
   * A server of its own, which can be stopped and started again.
   *
   * @param data a folder that is there for nothing else
   */
  public static Postgres own(Path data) {
    return new Postgres(data, start(builder(data)));
  }

  private static EmbeddedPostgres.Builder builder(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // as every server is that is not for tests
        .setServerConfig("synchronous_commit", "on");
  }

  public PostgresPlace place() {
    return place(server.getPort(), "postgres");
  }

  /** As in a crash: nobody is asked, and nothing is put in order. */
  public void crashes() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
      new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
      server.getProcess().waitFor();
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** At the same address as before. */
  public void comesBack() {
    server = start(builder(data).setPort(server.getPort()));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  static String ask(PostgresPlace place, String sql) {
    try (Connection connection = connect(place);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Connection connect(PostgresPlace place) throws SQLException {
    return DriverManager.getConnection(place.url(), place.user(), place.password());
  }
}
