package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.LANDING;
import static io.wellkept.ledger.Samples.NOON;
import static io.wellkept.ledger.Samples.OFFER;
import static io.wellkept.ledger.Samples.healthy;
import static io.wellkept.ledger.Samples.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wellkept.ledger.Ledger.Beat;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.touchpoint.CheckId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What can go wrong with a server that is elsewhere, and that a round costs what it claims. */
final class PostgresEngineTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Waits for no lock and no server; what must work has time, also on a busy machine. */
  private static final PostgresWaits IMPATIENT =
      new PostgresWaits(
          Duration.ZERO,
          Duration.ofSeconds(20),
          SHORT,
          Duration.ofSeconds(20),
          SHORT,
          Duration.ofSeconds(4));

  private final PostgresPlace place = Postgres.database();

  // ---- a start

  @Test
  void makesTheTablesOnceHoweverManyStartAtOnce() {
    List<CompletableFuture<Ledger>> starts =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> PostgresLedger.open(place)))
            .toList();
    for (CompletableFuture<Ledger> start : starts) {
      try (Ledger ledger = start.join()) {
        ledger.change(work -> work.pulse("looks", NOON));
      }
    }
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    assertThatThrownBy(() -> PostgresLedger.open(elsewhere("nowhere"), IMPATIENT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("there is no database")
        .hasMessageContaining("/nowhere")
        .hasMessageContaining("CREATE DATABASE");
  }

  private PostgresPlace elsewhere(String database) {
    return new PostgresPlace(
        place.url().substring(0, place.url().lastIndexOf('/') + 1) + database,
        place.user(),
        place.password());
  }

  @Test
  void saysThatThePasswordIsWrongAndNeverWhichItWas() throws IOException {
    String role = "stranger" + place.url().replaceAll(".*/", "");
    Postgres.execute(place, "CREATE ROLE " + role + " LOGIN PASSWORD 'right'");
    Path rules = Path.of(Postgres.ask(place, "SHOW hba_file"));
    String before = Files.readString(rules);
    Files.writeString(rules, "host all " + role + " 127.0.0.1/32 scram-sha-256\n" + before);
    Postgres.ask(place, "SELECT pg_reload_conf()");
    PostgresPlace wrong = new PostgresPlace(place.url(), role, "canary-5d0e");
    Throwable refused = catchThrowable(() -> PostgresLedger.open(wrong, IMPATIENT));
    assertThat(refused)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("refuses postgresql://" + role + "@127.0.0.1")
        .hasMessageContaining("password");
    assertThat(everythingSaid(refused) + wrong).doesNotContain("canary");
  }

  private static String everythingSaid(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void saysThatTheUserMayNotMakeTables() {
    String role = "guest" + place.url().replaceAll(".*/", "");
    Postgres.execute(place, "CREATE ROLE " + role + " LOGIN");
    assertThatThrownBy(
            () -> PostgresLedger.open(new PostgresPlace(place.url(), role, null), IMPATIENT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("may not do what it must")
        .hasMessageContaining("owner");
  }

  @Test
  void needsNothingBeyondADatabaseOfItsOwn() {
    String role = "owner" + place.url().replaceAll(".*/", "");
    Postgres.execute(place, "CREATE ROLE " + role + " LOGIN");
    Postgres.execute(
        place, "ALTER DATABASE " + place.url().replaceAll(".*/", "") + " OWNER TO " + role);
    try (Ledger ledger = PostgresLedger.open(new PostgresPlace(place.url(), role, null))) {
      ledger.change(work -> work.forget(NOON, NOON, NOON, NOON, NOON, 9));
      assertThat(ledger.<Long>read(View::bytes)).isPositive();
    }
  }

  @Test
  void saysThatNobodyAnswersAtOnceOrAfterAWait() throws IOException {
    PostgresPlace away = new PostgresPlace(unused() + "/wellkept", "wellkept", "canary-5d0e");
    Throwable silent = catchThrowable(() -> PostgresLedger.open(away, IMPATIENT));
    assertThat(silent)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("does not answer")
        .hasMessageContaining("see that it runs");
    assertThat(everythingSaid(silent)).doesNotContain("canary");
  }

  private static String unused() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return "jdbc:postgresql://127.0.0.1:" + free.getLocalPort();
    }
  }

  @Test
  void refusesALedgerOfANewerVersion() {
    PostgresLedger.open(place).close();
    Postgres.execute(
        place,
        """
        INSERT INTO flyway_schema_history
        SELECT 99, '999', 'from the future', type, 'V999__x.sql', 1, installed_by, now(), 1, true
        FROM flyway_schema_history LIMIT 1\
        """);
    assertThatThrownBy(() -> PostgresLedger.open(place))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("another version of Wellkept");
  }

  // ---- reading beside

  @Test
  void readsBesideWhoeverWritesAndMakesNothing() {
    assertThat(PostgresLedger.read(place)).isEmpty();
    assertThat(Postgres.ask(place, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
    try (Ledger writer = PostgresLedger.open(place);
        LedgerReading reading = PostgresLedger.read(place).orElseThrow()) {
      assertThat(reading.<List<?>>read(View::checks)).isEmpty();
      writer.change(work -> work.bear(healthy(LANDING), NOON));
      assertThat(reading.<List<?>>read(View::checks)).hasSize(1);
    }
  }

  // ---- in each other's way

  @Test
  void doesWorkAgainThatHadToGiveWay() {
    try (Ledger ledger = PostgresLedger.open(place)) {
      ledger.change(work -> {
        work.save(incident("i1", LANDING, NOON));
        work.save(incident("i2", OFFER, NOON));
      });
      CyclicBarrier both = new CyclicBarrier(2);
      AtomicInteger runs = new AtomicInteger();
      Stream.of(List.of("i1", "i2"), List.of("i2", "i1"))
          .map(order -> CompletableFuture.runAsync(() -> putOff(ledger, order, both, runs)))
          .toList()
          .forEach(CompletableFuture::join);
      assertThat(runs).hasValueGreaterThan(2);
      for (String id : List.of("i1", "i2")) {
        assertThat(ledger.read(view -> view.incident(id)).orElseThrow().wakeAt())
            .isEqualTo(NOON.plusSeconds(2));
      }
    }
  }

  private static void putOff(
      Ledger ledger, List<String> order, CyclicBarrier both, AtomicInteger runs) {
    ledger.change(work -> {
      boolean first = runs.incrementAndGet() <= 2;
      for (String id : order) {
        var incident = work.incident(id).orElseThrow();
        work.save(incident.wakeAt(incident.wakeAt().plusSeconds(1)));
        if (first && id.equals(order.get(0))) {
          meet(both);
        }
      }
    });
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saysThatSomebodyKeepsRowsLockedAndGoesOnReading() throws Exception {
    try (Ledger ledger = PostgresLedger.open(place, IMPATIENT);
        Connection other = Postgres.connect(place);
        Statement statement = other.createStatement()) {
      ledger.change(work -> work.pulse("looks", NOON));
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM pulses FOR UPDATE");
      assertThatThrownBy(() -> ledger.change(work -> work.pulse("looks", NOON.plusSeconds(1))))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("nothing was written")
          .hasMessageContaining("locked");
      assertThat(ledger.read(View::pulses)).containsEntry("looks", NOON);
      other.rollback();
      ledger.change(work -> work.pulse("looks", NOON.plusSeconds(1)));
    }
  }

  @Test
  void endsTheWorkOfAProcessThatStandsStillWithinIt() {
    try (Ledger ledger = PostgresLedger.open(place, IMPATIENT)) {
      assertThatThrownBy(() ->
              ledger.change(work -> {
                work.pulse("looks", NOON);
                awaitIdleEnded();
                work.pulse("courier", NOON);
              }))
          .isInstanceOf(LedgerException.class);
      ledger.change(work -> work.pulse("ladder", NOON));
      assertThat(ledger.read(View::pulses)).containsOnlyKeys("ladder");
    }
  }

  /** Until the server has ended who does nothing within a transaction. */
  private void awaitIdleEnded() {
    await("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'", "0");
  }

  private void await(String question, String answer) {
    while (!Postgres.ask(place, question + " AND datname = current_database()").equals(answer)) {
      Thread.onSpinWait();
    }
  }

  // ---- a server that hangs or goes

  @Test
  void waitsNoLongerThanItMayForAServerThatHangs() throws Exception {
    try (PostgresEngine engine = PostgresEngine.open(place, IMPATIENT)) {
      Ledger ledger = new JdbcLedger(engine);
      String[] hanging = new String[1];
      assertThatThrownBy(() ->
              engine.write(handle -> {
                hanging[0] = one(handle, "SELECT pg_backend_pid()");
                signal("STOP", hanging[0]);
                return one(handle, "SELECT 1");
              }))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("does not answer");
      ledger.change(work -> work.pulse("looks", NOON));
      assertThat(ledger.read(View::pulses)).hasSize(1);
      signal("CONT", hanging[0]);
    }
  }

  private static String one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }

  private static void signal(String signal, String process) {
    try {
      new ProcessBuilder("kill", "-" + signal, process).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void goesOnWhenItsConnectionsWereEnded() {
    try (Ledger ledger = PostgresLedger.open(place)) {
      ledger.change(work -> work.pulse("looks", NOON));
      Postgres.execute(
          place,
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()\
          """);
      ledger.change(work -> work.pulse("courier", NOON));
      assertThat(ledger.read(View::pulses)).hasSize(2);
    }
  }

  // ---- what is kept and what is said

  @Test
  void takesEveryCharacterThatAnybodySends() {
    try (Ledger ledger = PostgresLedger.open(place)) {
      ledger.change(work -> {
        work.beat(LANDING, new Beat(NOON, true, "a\0b ☂ \ud83d\ude00"));
        work.append(Samples.event(NOON, io.wellkept.incident.Event.Type.OPENED, LANDING, "\0"));
      });
      assertThat(ledger.<List<Beat>>read(view -> view.lastBeats(LANDING, 1)))
          .containsExactly(new Beat(NOON, true, "a\uFFFDb ☂ \ud83d\ude00"));
    }
  }

  @Test
  void saysNothingOfWhatPeopleWroteWhenAStatementFails() {
    try (PostgresEngine engine = PostgresEngine.open(place, PostgresWaits.USUAL)) {
      for (String sql :
          List.of(
              "INSERT INTO pulses (loop, at) VALUES ('canary', 1), ('canary', 2)",
              "UPDATE checks SET due_at = CAST('canary' AS BIGINT)")) {
        Throwable bug = catchThrowable(() -> engine.write(handle -> handle.execute(sql)));
        assertThat(bug).isNotInstanceOf(LedgerException.class);
      }
      Throwable batch =
          catchThrowable(() ->
              engine.write(handle -> {
                var rows = handle.prepareBatch("INSERT INTO pulses (loop, at) VALUES (?, ?)");
                rows.bind(0, "canary").bind(1, 1L).add();
                rows.bind(0, "canary").bind(1, 2L).add();
                return rows.execute();
              }));
      assertThat(batch).isNotNull();
      assertThat(everythingSaid(batch)).doesNotContain("canary");
    }
  }

  // ---- what a round reads

  @Test
  void readsNoFurtherThanItClaimsHoweverManyChecksThereAre() {
    try (PostgresEngine engine = PostgresEngine.open(place, PostgresWaits.USUAL)) {
      Ledger ledger = new JdbcLedger(engine);
      fill(ledger);
      Postgres.execute(place, "ANALYZE");
      assertThat(plan(engine, CheckRows.FREE)).contains("checks_free").doesNotContain("Seq Scan");
      assertThat(plan(engine, CheckRows.EXPIRED))
          .contains("checks_claimed")
          .doesNotContain("Seq Scan");
    }
  }

  private static void fill(Ledger ledger) {
    ledger.change(work -> {
      for (int i = 0; i < 5_000; i++) {
        work.bear(healthy(new CheckId("touchpoint-" + i, "page")), NOON.plusMillis(i));
      }
      work.claimLooks(NOON.plusMillis(100), NOON.plusSeconds(60), "t", 100);
    });
  }

  private static String plan(PostgresEngine engine, String sql) {
    return engine.write(handle ->
        String.join(
            "\n",
            handle
                .createQuery("EXPLAIN " + sql.formatted(engine.skipLocked()))
                .bind("now", NOON.plusMillis(200).toEpochMilli())
                .bind("until", NOON.toEpochMilli())
                .bind("token", "t")
                .bind("limit", 50)
                .mapTo(String.class)
                .list()));
  }
}
