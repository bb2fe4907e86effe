package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Carried;
import io.wellkept.ledger.Ledger.Mean;
import io.wellkept.touchpoint.CheckId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What a whole house did within a period, asked in a few statements however large it is. */
final class PeriodRows {
  private static final int AT_ONCE = 10_000;

  private static final String HOURS =
      """
      SELECT touchpoint, check_name, hour, looks, blind FROM rollups
      WHERE hour >= :from AND hour < :until ORDER BY touchpoint, check_name, hour\
      """;

  /** What was seen last before it may still stand. */
  private static final String LAST_BEFORE =
      """
      SELECT rollups.touchpoint, check_name, hour, looks, blind FROM checks
      JOIN rollups ON rollups.touchpoint = checks.touchpoint AND check_name = checks.name
      WHERE checks.live = 1 AND hour = (SELECT MAX(hour) FROM rollups AS earlier
        WHERE earlier.touchpoint = checks.touchpoint AND earlier.check_name = checks.name
          AND earlier.hour < :from)\
      """;

  /** Whether a row that failed has the row of another road after it. */
  private static final String FOLLOWED =
      """
      EXISTS (SELECT 1 FROM postings AS next WHERE next.id =
        SUBSTR(postings.id, 1, LENGTH(postings.id) - LENGTH(CAST(postings.road AS TEXT)))
          || CAST(postings.road + 1 AS TEXT))\
      """;

  private static final String ENDED =
      "settled_at >= :from AND settled_at < :until AND ending LIKE ";

  private final Handle handle;

  PeriodRows(Handle handle) {
    this.handle = handle;
  }

  Map<CheckId, Hours> hours(Instant from, Instant until) {
    Map<CheckId, Hours> hours = new HashMap<>();
    read(handle.createQuery(LAST_BEFORE).bind("from", from.toEpochMilli()), hours);
    read(
        handle
            .createQuery(HOURS)
            .bind("from", from.toEpochMilli())
            .bind("until", until.toEpochMilli()),
        hours);
    return hours;
  }

  private static void read(Query query, Map<CheckId, Hours> into) {
    query
        .setFetchSize(AT_ONCE)
        .scanResultSet((rows, context) -> {
          ResultSet row = rows.get();
          String touchpoint = "";
          String check = "";
          Hours hours = new Hours();
          while (row.next()) {
            String nextTouchpoint = row.getString(1);
            String nextCheck = row.getString(2);
            if (!nextCheck.equals(check) || !nextTouchpoint.equals(touchpoint)) {
              touchpoint = nextTouchpoint;
              check = nextCheck;
              hours = into.computeIfAbsent(new CheckId(touchpoint, check), id -> new Hours());
            }
            hours.add(Instant.ofEpochMilli(row.getLong(3)), row.getInt(4), row.getInt(5));
          }
          return true;
        });
  }

  List<Mean> means(String begin, Instant from, Instant until) {
    return handle
        .createQuery(
            """
            SELECT touchpoint, check_name, name, SUM(sum) / SUM(looks) AS mean FROM figures
            WHERE hour >= :from AND hour < :until AND SUBSTR(name, 1, :length) = :begin
            GROUP BY touchpoint, check_name, name ORDER BY touchpoint, check_name, name\
            """)
        .bind("from", from.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .bind("length", begin.length())
        .bind("begin", begin)
        .map((row, context) ->
            new Mean(
                new CheckId(row.getString("touchpoint"), row.getString("check_name")),
                row.getString("name").substring(begin.length()),
                row.getDouble("mean")))
        .list();
  }

  /** How a row ended is the first thing that its JSON says; the last road has nothing after it. */
  Carried carried(Instant from, Instant until, Duration patience) {
    return handle
        .createQuery(
            """
            SELECT
              COALESCE(SUM(CASE WHEN %1$s '{"is":"sent"%%' THEN 1 ELSE 0 END), 0) AS sent,
              COALESCE(SUM(CASE WHEN %1$s '{"is":"withdrawn"%%' THEN 1 ELSE 0 END), 0)
                AS withdrawn,
              COALESCE(SUM(CASE WHEN %1$s '{"is":"rerouted"%%' AND %2$s THEN 1 ELSE 0 END), 0)
                AS rerouted,
              COALESCE(SUM(CASE
                WHEN settled_at < :until AND settled_at >= :from AND (ending IS NULL OR
                  (ending NOT LIKE '{"is":"sent"%%' AND ending NOT LIKE '{"is":"withdrawn"%%'
                    AND (ending NOT LIKE '{"is":"rerouted"%%' OR NOT %2$s))) THEN 1
                WHEN settled_at IS NULL
                  AND (first_tried_at < :overdue OR due_at < :overdue) THEN 1
                ELSE 0 END), 0) AS lost
            FROM postings WHERE settled_at IS NULL OR settled_at >= :from\
            """
                .formatted(ENDED, FOLLOWED))
        .bind("from", from.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .bind("overdue", until.minus(patience).toEpochMilli())
        .map((row, context) -> carried(row))
        .one();
  }

  private static Carried carried(ResultSet row) throws SQLException {
    return new Carried(
        row.getLong("sent"),
        row.getLong("withdrawn"),
        row.getLong("rerouted"),
        row.getLong("lost"));
  }
}
