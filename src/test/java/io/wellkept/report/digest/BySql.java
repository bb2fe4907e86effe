package io.wellkept.report.digest;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Postgres;
import io.wellkept.ledger.PostgresLedger;
import io.wellkept.ledger.PostgresPlace;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ledger of either engine, and questions to its tables beside it. What engines call differently
 * is said once, here: questions are written as for PostgreSQL, where JSON is asked as in SQLite.
 */
final class BySql implements AutoCloseable {
  private static final long FOR_EVER = 9_000_000_000_000_000L;

  private static final String JSON =
      """
      CREATE FUNCTION json_extract(body TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
        $$ SELECT jsonb_path_query_first(body::jsonb, path::jsonpath) #>> '{}' $$\
      """;

  /** When what was wrong, with the condition's part: by JSON functions, straight on the rows. */
  private static final String TROUBLES =
      """
      CREATE TEMP TABLE trouble AS SELECT * FROM (
        SELECT id, touchpoint, opened_at, resolved_at,
          json_extract(state, '$.standing.because') AS because,
          json_extract(state, '$.findings[0].headline') AS headline,
          json_extract(state, '$.findings[0].code') AS code,
          json_extract(state, '$.findings[0].subject') AS subject,
          json_extract(state, '$.findings[0].evidence[0].text') AS costs,
          json_extract(state, '$.findings[0].leadsTo') AS condition,
          (SELECT part FROM lost
            WHERE lost.condition = json_extract(state, '$.findings[0].leadsTo')) AS part,
          GREATEST(CAST(json_extract(state, '$.since') AS BIGINT),
            COALESCE(CAST(json_extract(state, '$.findings[0].due') AS BIGINT), 0)) AS begun,
          COALESCE(CAST(json_extract(state, '$.fineSince') AS BIGINT), resolved_at, %d) AS ended
        FROM incidents WHERE json_extract(state, '$.audience') = 'OWNERS') AS fault
      WHERE begun < ended\
      """
          .formatted(FOR_EVER);

  /** When which touchpoint was under maintenance. */
  private static final String DOWN =
      """
      CREATE TEMP TABLE down AS SELECT touchpoint, at AS from_at,
        COALESCE((SELECT MIN(later.at) FROM events AS later
          WHERE later.type = 'MAINTENANCE_ENDED' AND later.touchpoint = events.touchpoint
            AND later.at > events.at), %d) AS until_at
      FROM events WHERE type = 'MAINTENANCE_BEGAN'\
      """
          .formatted(FOR_EVER);

  private static final String MINUTES =
      """
      CREATE TEMP TABLE minutes AS WITH RECURSIVE minute(at) AS (
        SELECT %d UNION ALL SELECT at + 60000 FROM minute WHERE at + 60000 < %d)
      SELECT at FROM minute\
      """
          .formatted(Fortnight.BEFORE.toEpochMilli(), Fortnight.WEEK.until().toEpochMilli());

  private final Ledger ledger;
  private final Connection sql;
  private final boolean sqlite;

  private BySql(Ledger ledger, Connection sql, boolean sqlite) {
    this.ledger = ledger;
    this.sql = sql;
    this.sqlite = sqlite;
  }

  static BySql onSqlite(Path folder) throws SQLException {
    Ledger ledger = SqliteLedger.open(folder);
    try (var files = Files.list(folder)) {
      Path file = files.filter(one -> one.toString().endsWith(".db")).findFirst().orElseThrow();
      return new BySql(ledger, DriverManager.getConnection("jdbc:sqlite:" + file), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BySql onPostgres() throws SQLException {
    PostgresPlace place = Postgres.database();
    Ledger ledger = PostgresLedger.open(place);
    Connection sql = DriverManager.getConnection(place.url(), place.user(), place.password());
    BySql made = new BySql(ledger, sql, false);
    made.execute(JSON);
    return made;
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() throws SQLException {
    sql.close();
    ledger.close();
  }

  /** Makes tables of what no table of the ledger says, and of what was wrong when. */
  void prepare() throws SQLException {
    execute(
        "CREATE TEMP TABLE shop (id TEXT, place INTEGER, weight DOUBLE PRECISION, stage TEXT,"
            + " channel TEXT, owner TEXT, backup TEXT)");
    for (Touchpoint one : Fortnight.TOUCHPOINTS) {
      execute(
          String.format(
              Locale.ROOT,
              "INSERT INTO shop VALUES ('%s', %d, %f, '%s', '%s', '%s', '%s')",
              one.id(),
              Fortnight.TOUCHPOINTS.indexOf(one),
              weight(one.importance()),
              one.stage(),
              one.channel(),
              one.owner(),
              one.backups().getFirst()));
    }
    execute("CREATE TEMP TABLE people (id TEXT, gone BIGINT)");
    for (Person one : Fortnight.PEOPLE.persons().values()) {
      execute("INSERT INTO people VALUES ('%s', %d)".formatted(one.id(), gone(one)));
    }
    execute("CREATE TEMP TABLE lost (condition TEXT, part DOUBLE PRECISION, bad INTEGER)");
    execute(
        "INSERT INTO lost VALUES ('HEALTHY', 0, 0), ('UNKNOWN', 0, 1), ('DEGRADED', .5, 2),"
            + " ('OVERDUE', .5, 3), ('STALE', .75, 4), ('UNANSWERED', .75, 5), ('BROKEN', 1, 6)");
    execute(TROUBLES);
    execute("CREATE INDEX trouble_touchpoint ON trouble (touchpoint)");
    execute(DOWN);
    execute(MINUTES);
    execute("CREATE INDEX minutes_at ON minutes (at)");
  }

  private static double weight(Importance importance) {
    return importance == Importance.HIGH ? 4 : importance == Importance.NORMAL ? 2 : 1;
  }

  private static long gone(Person person) {
    return person.until() == null
        ? FOR_EVER
        : person.until().plusDays(1).atStartOfDay(person.zone()).toInstant().toEpochMilli();
  }

  void execute(String text) throws SQLException {
    try (Statement statement = sql.createStatement()) {
      statement.execute(spoken(text));
    }
  }

  private String spoken(String text) {
    return sqlite ? text.replace("GREATEST(", "MAX(").replace("LEAST(", "MIN(") : text;
  }

  /**
   * The answer, row by row.
   *
   * @param query with {@code %1$d} and {@code %2$d} for both moments
   */
  List<List<@Nullable String>> rows(Instant from, Instant until, String query) throws SQLException {
    String whole = spoken(query.formatted(from.toEpochMilli(), until.toEpochMilli()));
    List<List<@Nullable String>> found = new ArrayList<>();
    try (Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery(whole)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<@Nullable String> one = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          one.add(row.getString(i));
        }
        found.add(one);
      }
    }
    return found;
  }

  /** The same of the week. */
  List<List<@Nullable String>> rows(String query) throws SQLException {
    return rows(Fortnight.WEEK.from(), Fortnight.WEEK.until(), query);
  }

  /** The first column. */
  List<@Nullable String> texts(String query) throws SQLException {
    List<@Nullable String> texts = new ArrayList<>();
    rows(query).forEach(row -> texts.add(row.getFirst()));
    return texts;
  }

  @Nullable String text(String query) throws SQLException {
    return texts(query).getFirst();
  }

  @Nullable Double number(Instant from, Instant until, String query) throws SQLException {
    return parsed(rows(from, until, query).getFirst().getFirst());
  }

  @Nullable Double number(String query) throws SQLException {
    return number(Fortnight.WEEK.from(), Fortnight.WEEK.until(), query);
  }

  long count(String query) throws SQLException {
    Double value = number(query);
    return value == null ? 0 : Math.round(value);
  }

  static @Nullable Double parsed(@Nullable String text) {
    return text == null ? null : Double.valueOf(text);
  }
}
