package io.wellkept.probe.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.ledger.Postgres;
import io.wellkept.ledger.PostgresPlace;
import io.wellkept.probe.Http;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.touchpoint.Fault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries to real databases. */
final class DatabaseTest {
  private static final String PASSWORD = "hunter22";

  @TempDir Path home;
  private Http http;

  @BeforeEach
  void open() {
    http = Scene.http(new Scene.Clock());
  }

  @AfterEach
  void close() {
    http.close();
  }

  private Told ask(String url, String user, String query, Duration timeout)
      throws InterruptedException {
    SqlSource source = new SqlSource(url, user, user == null ? null : PASSWORD, query, timeout);
    Told told =
        new Database(source, http, home, new Drivers(home), "sql.user of shop/orders")
            .ask(TimeLeft.of(Duration.ofSeconds(20)), 3);
    assertThat(told + " " + source).doesNotContain(PASSWORD);
    return told;
  }

  private Told ask(String url, String user, String query) throws InterruptedException {
    return ask(url, user, query, null);
  }

  private static Told.Rows rows(Told told) {
    assertThat(told).isInstanceOf(Told.Rows.class);
    return (Told.Rows) told;
  }

  private static String only(Told told) {
    assertThat(rows(told).rows()).hasSize(1);
    return rows(told).rows().get(0).at(rows(told).columns().get(0)).orElse("(null)");
  }

  private static Fault fault(Told told) {
    assertThat(told).isInstanceOf(Told.Nothing.class);
    return ((Told.Nothing) told).fault();
  }

  // ---- SQLite

  private String sqlite() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("shop.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INTEGER, shop TEXT)");
      statement.execute("INSERT INTO orders VALUES (1, 'online'), (2, 'store'), (3, null)");
    }
    return "jdbc:sqlite:shop.db";
  }

  @Test
  void readsAFileOfSqlite() throws Exception {
    String url = sqlite();
    assertThat(only(ask(url, null, "select count(*) from orders"))).isEqualTo("3");
    Told.Rows all = rows(ask(url, null, "select ID, shop as Shop from orders order by id;"));
    assertThat(all.columns()).containsExactly("id", "Shop");
    assertThat(all.complete()).isTrue();
    assertThat(all.rows())
        .extracting(row -> row.at("SHOP"))
        .containsExactly(Optional.of("online"), Optional.of("store"), Optional.empty());
    String many = "select a.id from orders a, orders b";
    assertThat(rows(ask(url, null, many)).complete()).isFalse();
    assertThat(rows(ask(url, null, many)).rows()).hasSize(3);
  }

  @Test
  void neverWritesIntoAFile() throws Exception {
    String url = sqlite();
    String sly = "with gone as (select 1) delete from orders where id in (select * from gone)";
    assertThat(fault(ask(url, null, sly))).isInstanceOf(Fault.ServiceFails.class);
    assertThat(only(ask(url, null, "select count(*) from orders"))).isEqualTo("3");
  }

  @Test
  void saysWhatIsWrongWithAQuery() throws Exception {
    assertThat(fault(ask(sqlite(), null, "select count(*) from ordrs")).words())
        .contains("the file shop.db")
        .contains("no such table: ordrs");
    assertThat(fault(ask("jdbc:sqlite:gone.db", null, "select 1")).words())
        .contains("no such file");
    assertThat(Files.exists(home.resolve("gone.db"))).isFalse();
  }

  @Test
  void givesUpOnAQueryThatTakesTooLong() throws Exception {
    String endless =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";
    long start = System.nanoTime();
    Fault fault = fault(ask(sqlite(), null, endless, Duration.ofMillis(300)));
    assertThat(fault.words()).contains("took longer than 300 milliseconds");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    // and nothing of it goes on in the background
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (running() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(running()).isFalse();
  }

  private static boolean running() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("query"));
  }

  // ---- PostgreSQL

  @Test
  void readsFromPostgresAndWritesNothing() throws Exception {
    PostgresPlace place = Postgres.database();
    String url = place.url().replaceFirst("\\?.*", "");
    try (Connection connection = DriverManager.getConnection(url, "postgres", null);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders AS SELECT generate_series(1, 7) AS id");
      statement.execute(
          "CREATE FUNCTION sell() RETURNS int LANGUAGE sql AS"
              + " 'INSERT INTO orders VALUES (8) RETURNING id'");
    }
    assertThat(only(ask(url, "postgres", "select count(*) from orders"))).isEqualTo("7");
    assertThat(fault(ask(url, "postgres", "select sell()")).words()).contains("25006");
    assertThat(only(ask(url, "postgres", "select count(*) from orders"))).isEqualTo("7");
    assertThat(fault(ask(url, "postgres", "select gone from orders")).words())
        .contains("42703")
        .contains("column \"gone\" does not exist");
    assertThat(only(ask(url, "postgres", "select sum(id) from orders where id > 9")))
        .isEqualTo("(null)");
    long start = System.nanoTime();
    Fault slow = fault(ask(url, "postgres", "select pg_sleep(20)", Duration.ofSeconds(1)));
    assertThat(slow.words()).contains("took longer than 1 second");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(fault(ask(url, "nobody-here", "select 1"))).isInstanceOf(Fault.NoAccess.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.2:1/shop",
        "jdbc:postgresql://10.0.0.1/shop",
        "jdbc:postgresql://127.0.0.1:1,169.254.169.254:5432/shop",
        "jdbc:postgresql://[fd00:ec2::254]/shop",
        "jdbc:h2:tcp://127.0.0.2:1/mem:x"
      })
  void connectsOnlyWhereLooksMay(String url) throws Exception {
    assertThat(fault(ask(url, "anna", "select 1"))).isInstanceOf(Fault.Forbidden.class);
  }

  @Test
  void theDriverReachesNoOtherAddressThanTheOneThatWasChecked() throws Exception {
    CheckedSockets sockets = new CheckedSockets("127.0.0.1");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("0.0.0.0"))) {
      sockets.createSocket("127.0.0.1", server.getLocalPort()).close();
      assertThatThrownBy(() -> sockets.createSocket("127.0.0.2", server.getLocalPort()))
          .hasMessageContaining("nobody has checked");
    }
  }

  @Test
  void saysThatNobodyTakesConnections() throws Exception {
    assertThat(fault(ask("jdbc:postgresql://127.0.0.1:1/shop", "anna", "select 1")).words())
        .contains("the database at 127.0.0.1")
        .contains("takes no connection");
  }

  // ---- others

  @Test
  void asksADatabaseWhoseDriverIsThere() throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", home.toString());
    server.start();
    try {
      String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./shop";
      try (Connection connection = DriverManager.getConnection(url, "sa", PASSWORD);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE orders AS SELECT * FROM SYSTEM_RANGE(1, 5)");
        assertThat(only(ask(url, "sa", "select count(*) from orders"))).isEqualTo("5");
      }
      SqlSource wrong = new SqlSource(url, "sa", "wrong", "select 1", null);
      assertThat(
              fault(
                  new Database(wrong, http, home, new Drivers(home), "x")
                      .ask(TimeLeft.of(Duration.ofSeconds(9)), 1)))
          .isInstanceOf(Fault.NoAccess.class);
    } finally {
      server.stop();
    }
  }

  @Test
  void asksNothingMoreWhileTheLastQueryHangsInItsDriver() throws Exception {
    Drivers drivers = new Drivers(home);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      String url = "jdbc:h2:tcp://127.0.0.1:" + silent.getLocalPort() + "/./shop";
      SqlSource source = new SqlSource(url, "sa", PASSWORD, "select 1", Duration.ofMillis(500));
      TimeLeft time = TimeLeft.of(Duration.ofSeconds(20));
      assertThat(fault(new Database(source, http, home, drivers, "x").ask(time, 1)).words())
          .contains("took longer");
      assertThat(drivers.hangs(source)).isTrue();
      assertThat(fault(new Database(source, http, home, drivers, "x").ask(time, 1)).words())
          .contains("the last query still hangs");
      // a line that breaks ends the wait, and then it is asked again
      silent.close();
      long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (drivers.hangs(source) && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(drivers.hangs(source)).isFalse();
    }
  }

  @Test
  void loadsTheFolderOfDriversAnewOnlyIfItChanged() throws Exception {
    Drivers drivers = new Drivers(home);
    Path folder = Files.createDirectory(home.resolve(Drivers.FOLDER));
    Files.createFile(folder.resolve("one.jar"));
    ClassLoader first = drivers.loader();
    assertThat(drivers.loader()).isSameAs(first);
    Files.createFile(folder.resolve("two.jar"));
    assertThat(drivers.loader()).isNotSameAs(first);
  }

  @Test
  void saysWhichDriverIsMissing() throws Exception {
    assertThat(fault(ask("jdbc:nosuch://127.0.0.1/shop", "anna", "select 1")).words())
        .contains("JDBC driver for nosuch")
        .contains("drivers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.db",
        "jdbc:h2:mem:x",
        "jdbc:h2:~/shop",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:/etc/passwd",
        "jdbc:sqlite:../other.db",
        "jdbc:sqlite:file:shop.db",
        "jdbc:sqlite:shop.db?enable_load_extension=true",
        "jdbc:postgresql://anna:hunter22@db.example/shop",
        "jdbc:postgresql://db.example/shop?user=anna&password=hunter22",
        "jdbc:postgresql://db.example/shop?socketFactory=evil.Factory",
        "jdbc:postgresql://db.example/shop?sslmode=require&loggerFile=/tmp/x",
        "jdbc:mysql://address=(host=db.example)/shop",
        "jdbc:mysql://anna:hunter22@db.example/shop",
        "jdbc:mysql://db.example/shop?useSSL=true&password=hunter22",
        "jdbc:mariadb://db.example/shop?user=anna",
        "jdbc:sqlserver://db.example;databaseName=shop;UserName=anna;Password=hunter22",
        "jdbc:h2:tcp://db.example/shop;PWD = hunter22"
      })
  void refusesAddressesThatSayTooMuchOrTooLittle(String url) {
    assertThatThrownBy(() -> new SqlSource(url, null, null, "select 1", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void readsTheHostsOfAddresses() {
    assertThat(DatabaseAddress.of("jdbc:postgresql:shop"))
        .isEqualTo(new DatabaseAddress.Servers("postgresql", List.of("localhost")));
    assertThat(DatabaseAddress.of("jdbc:postgresql://a.example:1,[::1]:2/shop?sslmode=require"))
        .isEqualTo(new DatabaseAddress.Servers("postgresql", List.of("a.example", "[::1]")));
    assertThat(DatabaseAddress.of("jdbc:oracle:thin:@//db.example:1521/shop"))
        .isEqualTo(new DatabaseAddress.Servers("oracle", List.of("db.example")));
    assertThat(DatabaseAddress.of("jdbc:sqlserver://db.example:1433;databaseName=user;useFips=no"))
        .isEqualTo(new DatabaseAddress.Servers("sqlserver", List.of("db.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from orders",
        "select 1; drop table orders",
        "",
        "update orders set id = 1",
        "selection"
      })
  void takesOnlyOneQueryThatReads(String query) {
    assertThatThrownBy(() -> new SqlSource("jdbc:sqlite:shop.db", null, null, query, null))
        .hasMessageContaining("one SELECT");
  }
}
