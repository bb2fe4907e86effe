package io.wellkept.probe.table;

import io.wellkept.probe.HomeFile;
import io.wellkept.probe.Http;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Spans;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.sqlite.SQLiteConfig;

/**
 * Asks one query of a database, over a connection of its own that only reads. What the driver says
 * is shown only where it speaks of the query, and without the password.
 */
final class Database {
  private static final int LONGEST_WORDS = 200;
  private static final int LONGEST_VALUE = 1_000;

  private final SqlSource source;
  private final Http http;
  private final Path home;
  private final Drivers drivers;
  private final String where;
  private final AtomicReference<Connection> open = new AtomicReference<>();
  private final AtomicReference<Statement> asked = new AtomicReference<>();

  /**
   * @param home below which files of SQLite are
   * @param where it is configured, for people
   */
  Database(SqlSource source, Http http, Path home, Drivers drivers, String where) {
    this.source = source;
    this.http = http;
    this.home = home;
    this.drivers = drivers;
    this.where = where;
  }

  /** That we may not, or cannot, connect. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Fault fault;

    RefusedException(Fault fault) {
      this.fault = fault;
    }
  }

  /**
   * Asks.
   *
   * @param most rows are read
   * @throws InterruptedException if Wellkept stops
   */
  Told ask(TimeLeft time, int most) throws InterruptedException {
    if (drivers.hangs(source)) {
      return fails("the last query still hangs in its driver");
    }
    Duration own = source.timeout();
    Duration longest = own.compareTo(time.left()) < 0 ? own : time.left();
    // drivers block as long as they like: on a thread of its own, whatever it hangs in
    FutureTask<Told> task = new FutureTask<>(() -> read(longest, most));
    Thread query = Thread.ofPlatform().daemon().name("query").start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return fails("it took longer than " + Spans.words(longest));
    } catch (ExecutionException e) {
      return told(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      if (task.cancel(true)) {
        drivers.abandon(source, query);
      }
      abandon();
    }
  }

  /** What still runs must end: some drivers know nothing of time. */
  private void abandon() {
    Connection connection = open.getAndSet(null);
    Statement query = asked.get();
    if (connection != null) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              if (query != null) {
                query.cancel();
              }
              connection.abort(Runnable::run);
            } catch (SQLException e) {
              // it is gone already, which is all that was wanted
            }
          });
    }
  }

  private Told read(Duration longest, int most) throws SQLException, RefusedException {
    try (Connection connection = connect(longest)) {
      open.set(connection);
      Told told = read(connection, longest, most);
      open.set(null);
      return told;
    }
  }

  private Told read(Connection connection, Duration longest, int most) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement query = connection.prepareStatement(source.query())) {
      query.setQueryTimeout((int) Math.max(1, longest.toSeconds()));
      query.setMaxRows(most + 1);
      query.setFetchSize(Math.min(1_000, most));
      asked.set(query);
      try (ResultSet found = query.executeQuery()) {
        return rows(found, most);
      }
    }
  }

  private static Told rows(ResultSet found, int most) throws SQLException {
    ResultSetMetaData meta = found.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int at = 1; at <= meta.getColumnCount(); at++) {
      columns.add(meta.getColumnLabel(at));
    }
    List<Row> rows = new ArrayList<>();
    while (rows.size() < most && found.next()) {
      Map<String, String> values = new HashMap<>();
      for (int at = 1; at <= columns.size(); at++) {
        String value = found.getString(at);
        if (value != null) {
          String key = columns.get(at - 1).toLowerCase(Locale.ROOT);
          values.putIfAbsent(key, value.substring(0, Math.min(LONGEST_VALUE, value.length())));
        }
      }
      rows.add(column ->
          Optional.ofNullable(values.get(column.toLowerCase(Locale.ROOT)))
              .map(String::strip)
              .filter(text -> !text.isEmpty()));
    }
    return new Told.Rows(columns, rows, rows.size() < most || !found.next());
  }

  private Connection connect(Duration longest) throws SQLException, RefusedException {
    return switch (source.address()) {
      case DatabaseAddress.SqliteFile sqlite -> file(sqlite, longest);
      case DatabaseAddress.Servers servers -> server(servers, longest);
    };
  }

  private Connection file(DatabaseAddress.SqliteFile sqlite, Duration longest)
      throws SQLException, RefusedException {
    return switch (HomeFile.of(home, sqlite.file())) {
      case HomeFile.Away away -> throw new RefusedException(fault(away.why()));
      case HomeFile.There there -> {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) longest.toMillis());
        yield config.createConnection("jdbc:sqlite:" + there.path());
      }
    };
  }

  private Connection server(DatabaseAddress.Servers servers, Duration longest)
      throws SQLException, RefusedException {
    String addresses = checked(servers.hosts());
    Properties properties = new Properties();
    Optional.ofNullable(source.user()).ifPresent(user -> properties.put("user", user));
    Optional.ofNullable(source.password()).ifPresent(word -> properties.put("password", word));
    if (servers.isPostgres()) {
      String seconds = Long.toString(Math.max(1, longest.toSeconds()));
      properties.put("socketFactory", CheckedSockets.class.getName());
      properties.put("socketFactoryArg", addresses);
      properties.put("connectTimeout", seconds);
      properties.put("loginTimeout", seconds);
      properties.put("socketTimeout", seconds);
      properties.put("readOnlyMode", "always");
      properties.put("maxResultBuffer", "20M");
      properties.put("ApplicationName", "wellkept");
    }
    Driver driver =
        drivers
            .of(source.url())
            .orElseThrow(() ->
                new RefusedException(
                    new Fault.NotConfigured(
                        "JDBC driver for " + servers.system(), "the folder drivers")));
    Connection connection = driver.connect(source.url(), properties);
    if (connection == null) {
      throw new RefusedException(fault("its driver does not know the address"));
    }
    connection.setReadOnly(true);
    return connection;
  }

  /** The addresses of all hosts, each of which we may connect to. */
  private String checked(List<String> hosts) throws RefusedException {
    TreeSet<String> addresses = new TreeSet<>();
    for (String host : hosts) {
      try {
        for (InetAddress address : InetAddress.getAllByName(host)) {
          if (!http.admits(address)) {
            throw new RefusedException(new Fault.Forbidden(host + "/" + address.getHostAddress()));
          }
          addresses.add(address.getHostAddress());
        }
      } catch (UnknownHostException e) {
        throw new RefusedException(fault("there is no host " + host));
      }
    }
    return String.join(",", addresses);
  }

  private Told told(Throwable failure) {
    return switch (failure) {
      case RefusedException refused -> new Told.Nothing(refused.fault);
      case SQLException sql -> new Told.Nothing(fault(sql));
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalStateException("asking a database failed", failure);
    };
  }

  private Fault fault(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.startsWith("28")) {
      return new Fault.NoAccess("the account for " + source.address(), where);
    }
    if (state.equals("57014") || failure instanceof SQLTimeoutException) {
      return fault("the query took longer than " + Spans.words(source.timeout()));
    }
    if (state.startsWith("08")) {
      return fault("it takes no connection from us");
    }
    boolean query = state.startsWith("42") || state.isEmpty();
    String code = state.isEmpty() ? "" : ", SQLState " + state;
    return fault("the query fails" + code + (query ? ": " + words(failure) : ""));
  }

  /** The driver's first line; what it repeats of ours is taken out. */
  private String words(SQLException failure) {
    String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    for (String secret : new String[] {source.password(), source.user()}) {
      line = secret == null || secret.isEmpty() ? line : line.replace(secret, "…");
    }
    return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS - 1) + "…";
  }

  private Told fails(String detail) {
    return new Told.Nothing(fault(detail));
  }

  private Fault fault(String detail) {
    return new Fault.ServiceFails(source.address().toString(), detail);
  }
}
