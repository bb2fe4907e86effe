package io.wellkept.ledger;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.ledger.Ledger.SettledLook;
import io.wellkept.touchpoint.CheckId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One row for each check: its state, when it is due, and who is looking. */
final class CheckRows {
  /**
   * Claims what nobody has, most overdue first; what ends the inner selection comes in. It is made
   * once: a plan that asked it anew for each row would claim beyond the limit.
   */
  static final String FREE =
      """
      WITH due AS MATERIALIZED (
        SELECT touchpoint, name FROM checks
        WHERE live = 1 AND claim IS NULL AND due_at <= :now
        ORDER BY due_at LIMIT :limit %s)
      UPDATE checks SET claim = :token, claim_until = :until
      WHERE (touchpoint, name) IN (SELECT touchpoint, name FROM due)
      RETURNING touchpoint, name, due_at, state, intent\
      """;

  /** Claims what somebody had for too long. */
  static final String EXPIRED =
      """
      WITH due AS MATERIALIZED (
        SELECT touchpoint, name FROM checks
        WHERE live = 1 AND claim IS NOT NULL AND claim_until <= :now
        ORDER BY claim_until LIMIT :limit %s)
      UPDATE checks SET claim = :token, claim_until = :until
      WHERE (touchpoint, name) IN (SELECT touchpoint, name FROM due)
      RETURNING touchpoint, name, due_at, state, intent\
      """;

  private final Handle handle;
  private final Json json;
  private final Engine engine;

  CheckRows(Handle handle, Json json, Engine engine) {
    this.handle = handle;
    this.json = json;
    this.engine = engine;
  }

  /** Ends every claim. A wish that came during a look counts now. */
  static void freeAll(Handle handle) {
    handle.execute(
        """
        UPDATE checks SET claim = NULL, claim_until = NULL, asked_at = NULL,
          due_at = CASE WHEN asked_at < due_at THEN asked_at ELSE due_at END
        WHERE claim IS NOT NULL\
        """);
  }

  Optional<CheckState> find(CheckId check) {
    return handle
        .createQuery("SELECT state FROM checks WHERE touchpoint = ? AND name = ? AND live = 1")
        .bind(0, check.touchpoint())
        .bind(1, check.check())
        .map((row, context) -> json.read(row.getString(1), CheckState.class))
        .findOne();
  }

  List<CheckState> all() {
    return handle
        .createQuery("SELECT touchpoint, name, state FROM checks WHERE live = 1")
        .map((row, context) -> state(row))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  List<CheckState> changed(long since, long next) {
    return handle
        .createQuery(
            """
            SELECT touchpoint, name, state FROM checks
            WHERE changed > 0 AND changed >= :since AND changed < :next AND live = 1\
            """)
        .bind("since", since)
        .bind("next", next)
        .map((row, context) -> state(row))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<CheckState> state(ResultSet row) throws SQLException {
    String name = row.getString("touchpoint") + "/" + row.getString("name");
    return json.readOne(row.getString("state"), CheckState.class, name);
  }

  /** A row that was retired comes back with what it knew. */
  void bear(CheckState state, Instant dueAt) {
    handle
        .createUpdate(
            """
            INSERT INTO checks (touchpoint, name, live, due_at, state, changed)
            VALUES (?, ?, 1, ?, ?, %s)
            ON CONFLICT (touchpoint, name) DO UPDATE SET live = 1, due_at = excluded.due_at,
              changed = excluded.changed
            WHERE checks.live = 0\
            """
                .formatted(engine.stamp()))
        .bind(0, state.check().touchpoint())
        .bind(1, state.check().check())
        .bind(2, dueAt.toEpochMilli())
        .bind(3, json.write(state))
        .execute();
  }

  void retire(Collection<CheckId> checks) {
    if (checks.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        handle.prepareBatch(
            """
            UPDATE checks SET live = 0, claim = NULL, claim_until = NULL, asked_at = NULL
            WHERE touchpoint = ? AND name = ?\
            """)) {
      checks.forEach(check -> batch.bind(0, check.touchpoint()).bind(1, check.check()).add());
      batch.execute();
    }
  }

  List<ClaimedLook> claim(Instant now, Instant until, String token, int limit) {
    // Whoever held an expired claim is gone; those looks have waited longest.
    List<ClaimedLook> claimed = new ArrayList<>(claim(EXPIRED, now, until, token, limit));
    if (claimed.size() < limit) {
      claimed.addAll(claim(FREE, now, until, token, limit - claimed.size()));
    }
    claimed.sort(Comparator.comparing(ClaimedLook::dueAt));
    return claimed;
  }

  private List<ClaimedLook> claim(String sql, Instant now, Instant until, String token, int limit) {
    return handle
        .createQuery(sql.formatted(engine.skipLocked()))
        .bind("now", now.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .bind("token", token)
        .bind("limit", limit)
        .map((row, context) -> claimed(row))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** A row that cannot be read stays claimed: that puts it aside until the claim ends. */
  private Optional<ClaimedLook> claimed(ResultSet row) throws SQLException {
    Instant dueAt = Millis.get(row, "due_at");
    String intent = row.getString("intent");
    return state(row).map(state -> new ClaimedLook(state, dueAt, intent));
  }

  /** Only under the claim: a look that was given up meanwhile must not act any more. */
  boolean intend(CheckId check, String token, String what) {
    return handle
            .createUpdate(
                """
                UPDATE checks SET intent = :what
                WHERE touchpoint = :touchpoint AND name = :name AND claim = :token\
                """)
            .bind("what", what)
            .bind("touchpoint", check.touchpoint())
            .bind("name", check.check())
            .bind("token", token)
            .execute()
        == 1;
  }

  /** One way to the database and back, however many they are. */
  List<Boolean> settle(List<SettledLook> looks) {
    if (looks.isEmpty()) {
      return List.of();
    }
    try (PreparedBatch batch =
        handle.prepareBatch(
            """
            UPDATE checks SET state = :state, claim = NULL, claim_until = NULL, asked_at = NULL,
              intent = NULL, changed = %s,
              due_at = CASE WHEN asked_at < :due AND intent IS NULL THEN asked_at ELSE :due END
            WHERE touchpoint = :touchpoint AND name = :name AND claim = :token\
            """
                .formatted(engine.stamp()))) {
      for (SettledLook look : looks) {
        batch
            .bind("state", json.write(look.next()))
            .bind("due", look.dueAt().toEpochMilli())
            .bind("touchpoint", look.next().check().touchpoint())
            .bind("name", look.next().check().check())
            .bind("token", look.token())
            .add();
      }
      return Arrays.stream(batch.execute()).mapToObj(rows -> rows == 1).toList();
    }
  }

  void postpone(CheckId check, Instant dueAt, String token) {
    handle
        .createUpdate(
            """
            UPDATE checks SET claim = NULL, claim_until = NULL, asked_at = NULL,
              due_at = CASE WHEN asked_at < :due THEN asked_at ELSE :due END
            WHERE touchpoint = :touchpoint AND name = :name AND claim = :token\
            """)
        .bind("due", dueAt.toEpochMilli())
        .bind("touchpoint", check.touchpoint())
        .bind("name", check.check())
        .bind("token", token)
        .execute();
  }

  /**
   * While somebody looks, the wish is kept: that look may have begun before what it is about. Not
   * while an intent stands: what was done just now is not done again because of a wish.
   */
  void lookAt(CheckId check, Instant dueAt) {
    handle
        .createUpdate(
            """
            UPDATE checks SET
              due_at = CASE WHEN claim IS NULL THEN :due ELSE due_at END,
              asked_at = CASE WHEN claim IS NULL THEN NULL
                WHEN asked_at < :due THEN asked_at ELSE :due END
            WHERE touchpoint = :touchpoint AND name = :name AND live = 1 AND intent IS NULL\
            """)
        .bind("due", dueAt.toEpochMilli())
        .bind("touchpoint", check.touchpoint())
        .bind("name", check.check())
        .execute();
  }

  /** Where both have a row, a live one of the new name stays and the old one goes. */
  void rename(String from, String to) {
    handle.execute(
        """
        DELETE FROM checks WHERE touchpoint = ? AND name IN (
          SELECT name FROM checks WHERE touchpoint = ? AND live = 1)\
        """,
        from,
        to);
    handle.execute(
        """
        DELETE FROM checks WHERE touchpoint = ? AND name IN (
          SELECT name FROM checks WHERE touchpoint = ?)\
        """,
        to,
        from);
    record Row(String name, String state) {}
    List<Row> rows =
        handle
            .createQuery("SELECT name, state FROM checks WHERE touchpoint = ?")
            .bind(0, from)
            .map((row, context) -> new Row(row.getString(1), row.getString(2)))
            .list();
    for (Row row : rows) {
      handle.execute(
          """
          UPDATE checks SET touchpoint = ?, state = ?, claim = NULL, claim_until = NULL
          WHERE touchpoint = ? AND name = ?\
          """,
          to,
          json.with(row.state(), "check", new CheckId(to, row.name())),
          from,
          row.name());
    }
  }

  void pull(Duration by) {
    handle
        .createUpdate(
            """
            UPDATE checks SET due_at = due_at - :by, claim_until = claim_until - :by,
              asked_at = asked_at - :by
            WHERE live = 1\
            """)
        .bind("by", by.toMillis())
        .execute();
  }

  Optional<Instant> nextDue() {
    return handle
        .createQuery(
            """
            SELECT MIN(moment) AS moment FROM (
              SELECT MIN(due_at) AS moment FROM checks WHERE live = 1 AND claim IS NULL
              UNION ALL
              SELECT MIN(claim_until) FROM checks WHERE live = 1 AND claim IS NOT NULL) AS moments\
            """)
        .map((row, context) -> Optional.ofNullable(Millis.getOrNull(row, "moment")))
        .one();
  }
}
