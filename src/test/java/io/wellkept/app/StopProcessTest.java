package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever hangs, a stop is quick and clean, and the next start goes on where it ended. */
final class StopProcessTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Path home;

  /** Accepts connections and says nothing. */
  private static final class Silent implements AutoCloseable {
    final ServerSocket socket;
    final AtomicInteger calls = new AtomicInteger();

    Silent() throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      Thread.ofVirtual().start(this::accept);
    }

    @SuppressWarnings("resource") // each stays open until the other side gives up
    private void accept() {
      try {
        while (true) {
          socket.accept();
          calls.incrementAndGet();
        }
      } catch (IOException closed) {
        return;
      }
    }

    String port() {
      return Integer.toString(socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @BeforeEach
  void furnish() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
  }

  private static void stops(Daemon daemon, String signal) {
    long before = System.nanoTime();
    daemon.signal(signal);
    assertThat(daemon.exitCode()).as(daemon.log()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST);
    assertThat(daemon.log()).doesNotContain("\tat ");
  }

  @Test
  void stopsWhileALookHangsAndAMailStallsAndThenGoesOnAtOnce() throws IOException {
    try (Silent shop = new Silent();
        Silent post = new Silent();
        House house = new House(home)) {
      String post25 = house.environment.get("SMTP_PORT");
      house.environment.put("SMTP_PORT", post.port());
      house.site.breaks("/broken");
      house.file(
          "monitors/site.yaml",
          House.touchpoints("broken", "hanging")
              .replace("${env:SITE}/hanging", "http://127.0.0.2:" + shop.port() + "/"));
      house.edit(
          "monitors/site.yaml",
          "url: ${env:SITE}/broken",
          "url: ${env:SITE}/broken\n    checks: {page: {every: 1m, confirm: 1s}}");
      shop.socket.close();
      try (ServerSocket there =
          new ServerSocket(shop.socket.getLocalPort(), 50, InetAddress.getByName("127.0.0.2"))) {
        try (Daemon daemon = Daemon.start(home, house.environment)) {
          daemon.await(() -> post.calls.get() > 0);
          stops(daemon, "TERM");
          assertThat(daemon.log()).contains("done again at the next start left=2");
        }
        house.environment.put("SMTP_PORT", post25);
        try (Daemon daemon = Daemon.start(home, house.environment)) {
          daemon.await(() -> house.post.getReceivedMessages().length > 0);
          stops(daemon, "INT");
        }
        assertThat(house.whoHeard()).containsExactly("anna");
        assertThat(there.isClosed()).isFalse();
      }
    }
  }

  @Test
  void stopsWhileSomebodyElseHasLockedTheLedger() throws SQLException {
    try (House house = new House(home).withOnePage();
        Daemon daemon = Daemon.start(home, house.environment);
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/wellkept.db"));
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute("BEGIN IMMEDIATE");
      assertThat(daemon.status("/")).isEqualTo(200);
      assertThat(daemon.status("/metrics")).isEqualTo(200);
      stops(daemon, "TERM");
      statement.execute("ROLLBACK");
      try (ResultSet stored = statement.executeQuery("SELECT COUNT(*) FROM checks")) {
        assertThat(stored.getInt(1)).isEqualTo(1);
      }
    }
  }
}
