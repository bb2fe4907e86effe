package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.LANDING;
import static io.wellkept.ledger.Samples.NOON;
import static io.wellkept.ledger.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.Event;
import io.wellkept.incident.Posting.Ending;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.touchpoint.CheckId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with a file on a disk, and that a round costs what it claims. */
final class SqliteEngineTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  // ---- one process

  @Test
  void refusesAFolderThatAnotherProcessUsesUntilThatOneIsGone() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HoldsALedger.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(says.lines().anyMatch("open"::equals)).isTrue();
      assertThatThrownBy(() -> SqliteLedger.open(folder))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("is in use by process " + other.pid())
          .hasMessageContaining("--data");
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (Ledger ledger = SqliteLedger.open(folder)) {
      assertThat(ledger.read(View::pulses)).containsOnlyKeys("held");
    }
  }

  @Test
  void refusesAFolderTwiceAndAgainAfterTheRefusal() {
    try (Ledger ledger = SqliteLedger.open(folder)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> SqliteLedger.open(folder))
            .isInstanceOf(LedgerException.class)
            .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
      }
      ledger.change(work -> work.pulse("looks", NOON));
    }
    SqliteLedger.open(folder).close();
  }

  // ---- locked

  @Test
  void waitsWhileAnotherProgramKeepsTheFileLocked() throws Exception {
    Thread writer = Thread.currentThread();
    AtomicBoolean released = new AtomicBoolean();
    try (SqliteEngine engine = SqliteEngine.open(folder, Duration.ofDays(1))) {
      // SQLite itself does not wait here: it is the next turn that gets the lock.
      engine.write(handle -> handle.execute("PRAGMA busy_timeout = 0"));
      Ledger ledger = new JdbcLedger(engine);
      Connection other = locked();
      Thread releaser =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                while (!isIn("begin", writer)) {
                  Thread.onSpinWait();
                }
                released.set(true);
                run(other, "COMMIT");
              });
      boolean after = ledger.write(work -> released.get() && pulses(work));
      releaser.join();
      other.close();
      assertThat(after).isTrue();
      assertThat(ledger.read(View::pulses)).containsOnlyKeys("looks");
    }
  }

  private static boolean pulses(Work work) {
    work.pulse("looks", NOON);
    return true;
  }

  private static boolean isIn(String method, Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }

  @Test
  void saysThatAnotherProgramKeepsTheFileLockedAndGoesOnReading() throws Exception {
    try (SqliteEngine engine = SqliteEngine.open(folder, Duration.ofMillis(1))) {
      Ledger ledger = new JdbcLedger(engine);
      try (Connection other = locked()) {
        assertThatThrownBy(() -> ledger.change(work -> work.pulse("looks", NOON)))
            .isInstanceOf(LedgerException.class)
            .hasMessageContaining("nothing was written")
            .hasMessageContaining("locked");
        assertThat(ledger.read(View::pulses)).isEmpty();
        run(other, "ROLLBACK");
      }
      ledger.change(work -> work.pulse("looks", NOON));
      assertThat(ledger.read(View::pulses)).hasSize(1);
    }
  }

  @Test
  void closesAtOnceAlthoughTheFileIsLocked() throws Exception {
    Ledger ledger = SqliteLedger.open(folder);
    try (Connection other = locked()) {
      Thread writer =
          Thread.ofPlatform()
              .unstarted(() ->
                  assertThatThrownBy(() -> ledger.change(work -> work.pulse("looks", NOON)))
                      .hasMessageContaining("closed"));
      writer.start();
      while (!isIn("begin", writer)) {
        Thread.onSpinWait();
      }
      ledger.close();
      writer.join();
      run(other, "ROLLBACK");
    }
    try (Ledger again = SqliteLedger.open(folder)) {
      assertThat(again.read(View::pulses)).isEmpty();
    }
  }

  private Connection locked() throws SQLException {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("wellkept.db"));
    run(other, "BEGIN IMMEDIATE");
    return other;
  }

  private static void run(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- full, read-only, damaged

  @Test
  void saysThatTheDiskIsFullKeepsWhatWasThereAndWorksAgainWhenThereIsRoom() {
    try (SqliteEngine engine = SqliteEngine.open(folder, MINUTE)) {
      Ledger ledger = new JdbcLedger(engine);
      long pages = engine.read(handle -> pragma(handle, "page_count"));
      roomFor(engine, pages + 20);
      int[] written = new int[1];
      assertThatThrownBy(
              () -> {
                while (true) {
                  ledger.change(SqliteEngineTest::tenEvents);
                  written[0]++;
                }
              })
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("nothing was written")
          .hasMessageContaining("no room is left");
      assertThat(written[0]).isPositive();
      assertThat(ledger.read(View::sizes)).containsEntry("events", written[0] * 10L);
      roomFor(engine, 1_000_000);
      ledger.change(SqliteEngineTest::tenEvents);
      assertThat(ledger.read(View::sizes)).containsEntry("events", (written[0] + 1) * 10L);
    }
  }

  private static void roomFor(SqliteEngine engine, long pages) {
    engine.write(
        handle -> handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(Long.class).one());
  }

  private static long pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(Long.class).one();
  }

  private static void tenEvents(Work work) {
    for (int i = 0; i < 10; i++) {
      work.append(event(NOON, Event.Type.UPDATED, LANDING, "x".repeat(500)));
    }
  }

  @Test
  void saysThatTheFileIsReadOnly() {
    try (SqliteEngine engine = SqliteEngine.open(folder, MINUTE)) {
      engine.write(handle -> handle.execute("PRAGMA query_only = ON"));
      assertThatThrownBy(() -> new JdbcLedger(engine).change(work -> work.pulse("looks", NOON)))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void saysThatTheFileIsNoLedger() throws Exception {
    Files.writeString(folder.resolve("wellkept.db"), "these are not the rows ".repeat(500));
    assertThatThrownBy(() -> SqliteLedger.open(folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is damaged or no ledger")
        .hasMessageContaining("backup");
    Files.delete(folder.resolve("wellkept.db"));
    SqliteLedger.open(folder).close();
  }

  @Test
  void saysThatTheFileIsDamagedWhenThatShowsWhileItRuns() throws Exception {
    try (Ledger ledger = SqliteLedger.open(folder)) {
      ledger.change(SqliteEngineTest::thousandEvents);
    }
    damageEverythingBehindTheTables();
    assertThatThrownBy(
            () -> {
              try (Ledger ledger = SqliteLedger.open(folder)) {
                ledger.read(view -> view.events(2_000));
              }
            })
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("damaged");
  }

  private static void thousandEvents(Work work) {
    for (int i = 0; i < 100; i++) {
      tenEvents(work);
    }
  }

  private void damageEverythingBehindTheTables() throws IOException {
    Path file = folder.resolve("wellkept.db");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0xff);
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Test
  void saysThatThereCanBeNoFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> SqliteLedger.open(file.resolve("data")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot write in the data folder");
  }

  @Test
  void refusesALedgerOfANewerVersion() throws Exception {
    SqliteLedger.open(folder).close();
    try (Connection other =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("wellkept.db"))) {
      run(
          other,
          """
          INSERT INTO flyway_schema_history
          SELECT 99, '999', 'from the future', type, 'V999__x.sql', 1, installed_by, installed_on, 1, 1
          FROM flyway_schema_history LIMIT 1\
          """);
    }
    assertThatThrownBy(() -> SqliteLedger.open(folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("another version of Wellkept");
  }

  @Test
  void saysNothingOfWhatPeopleWroteWhenAStatementFails() {
    try (SqliteEngine engine = SqliteEngine.open(folder, MINUTE)) {
      assertThatThrownBy(() ->
              engine.write(handle ->
                  handle.execute("INSERT INTO pulses (loop, at) VALUES (?, ?)", "canary", null)))
          .hasMessageContaining("pulses")
          .hasMessageNotContaining("canary");
    }
  }

  // ---- the file itself

  @Test
  void hasEveryCommitOnTheDiskBeforeItReturns() {
    try (SqliteEngine engine = SqliteEngine.open(folder, MINUTE)) {
      List<Object> settings =
          engine.write(handle ->
              List.of(
                  handle.createQuery("PRAGMA journal_mode").mapTo(String.class).one(),
                  pragma(handle, "synchronous"),
                  pragma(handle, "auto_vacuum")));
      assertThat(settings).containsExactly("wal", 2L, 2L);
    }
  }

  @Test
  void givesRoomBackToTheDiskAfterForgetting() throws Exception {
    Path file = folder.resolve("wellkept.db");
    try (Ledger ledger = SqliteLedger.open(folder)) {
      for (int i = 0; i < 10; i++) {
        ledger.change(SqliteEngineTest::thousandEvents);
      }
    }
    long before = Files.size(file);
    long empty;
    try (Ledger ledger = SqliteLedger.open(folder)) {
      assertThat(ledger.<Long>read(View::bytes)).isEqualTo(before);
      Instant later = NOON.plusSeconds(1);
      while (ledger.<Long>write(work -> work.forget(later, later, later, later, later, 500))
          == 500) {
        assertThat(ledger.<Long>read(View::bytes)).isPositive();
      }
      assertThat(ledger.read(View::sizes)).containsEntry("events", 0L);
      empty = ledger.read(View::bytes);
    }
    assertThat(Files.size(file)).isEqualTo(empty).isLessThan(before / 10);
    assertThat(folder.resolve("wellkept.db-wal")).doesNotExist();
  }

  @Test
  void putsARowAsideThatItCannotReadAndGoesOnWithTheOthers() {
    CheckId offer = Samples.OFFER;
    try (SqliteEngine engine = SqliteEngine.open(folder, MINUTE)) {
      Ledger ledger = new JdbcLedger(engine);
      ledger.change(work -> {
        for (CheckId check : List.of(LANDING, offer)) {
          work.bear(Samples.healthy(check), NOON);
          work.save(Samples.incident(check.touchpoint(), check, NOON));
          work.post(Samples.posting(check.touchpoint(), "i", "anna", NOON));
        }
      });
      engine.write(handle ->
          handle.execute("UPDATE checks SET state = '{' WHERE touchpoint = 'landing'")
              + handle.execute("UPDATE incidents SET state = '{}' WHERE id = 'landing'")
              + handle.execute("UPDATE postings SET notice = '[]' WHERE id = 'landing.0'"));
      Instant end = NOON.plusSeconds(60);
      for (int round = 0; round < 2; round++) {
        Instant now = NOON.plusSeconds(60L * round);
        assertThat(ledger.<List<?>>write(w -> w.claimLooks(now, end, "t", 9))).hasSize(1 - round);
        assertThat(ledger.<List<?>>write(w -> w.dueIncidents(now, 9))).hasSize(1);
        assertThat(ledger.<List<?>>write(w -> w.claimMail(now, end, "t", 9))).hasSize(1 - round);
        ledger.change(work -> {
          work.settleLook(Samples.healthy(offer), NOON.plusSeconds(3_600), "t");
          work.settle("offer.0", new Ending.Sent(""), true, now, "t");
        });
      }
      assertThat(ledger.read(View::checks)).hasSize(1);
      assertThat(ledger.<List<?>>read(View::openIncidents)).hasSize(1);
      assertThat(ledger.read(View::nextDue)).contains(NOON);
      assertThat(ledger.read(View::sizes))
          .containsEntry("checks", 2L)
          .containsEntry("postings", 2L);
    }
  }

  // ---- what a round reads

  @Test
  void readsNoFurtherThanItClaimsHoweverManyChecksThereAre() {
    try (SqliteEngine engine = SqliteEngine.open(folder, MINUTE)) {
      Ledger ledger = new JdbcLedger(engine);
      fill(ledger);
      engine.write(handle -> handle.execute("ANALYZE"));
      String free = plan(engine, CheckRows.FREE.formatted(""), "now", "until", "token", "limit");
      assertThat(free)
          .contains("SEARCH checks USING INDEX checks_free (due_at<?)")
          .doesNotContain("SCAN checks")
          .doesNotContain("ORDER BY");
      String expired =
          plan(engine, CheckRows.EXPIRED.formatted(""), "now", "until", "token", "limit");
      assertThat(expired)
          .contains("SEARCH checks USING INDEX checks_claimed (claim_until<?)")
          .doesNotContain("SCAN checks")
          .doesNotContain("ORDER BY");
      String open = plan(engine, IncidentRows.openSql(3));
      assertThat(open).contains("INDEX incidents_open").doesNotContain("SCAN incidents");
      String pairs = plan(engine, OutboxRows.pairsSql(), "notifier", "now", "limit");
      assertThat(pairs).contains("postings_pair (person=? AND notifier=?)");
    }
  }

  private static void fill(Ledger ledger) {
    ledger.change(work -> {
      for (int i = 0; i < 5_000; i++) {
        CheckId check = new CheckId("touchpoint-" + i, "page");
        work.bear(Samples.healthy(check), NOON.plusMillis(i));
        work.save(Samples.incident("i" + i, check, NOON));
        work.post(Samples.posting("n" + i, "i" + i, "person-" + i % 10, NOON));
      }
      work.claimLooks(NOON.plusMillis(100), NOON.plusSeconds(60), "t", 100);
    });
  }

  private static String plan(SqliteEngine engine, String sql, String... names) {
    return engine.write(handle -> {
      try (var query = handle.createQuery("EXPLAIN QUERY PLAN " + sql)) {
        for (String name : names) {
          query.bind(name, 1);
        }
        for (int i = 0; i < sql.chars().filter(c -> c == '?').count(); i++) {
          query.bind(i, "x");
        }
        return String.join("\n", query.mapToMap().map(row -> "" + row.get("detail")).list());
      }
    });
  }
}
