package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Figure;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The hours of measurements whose history is kept. */
final class FigureRows {
  /** What is told last stands last; the rest adds up. */
  private static final String ADD_UP =
      """
      ON CONFLICT (touchpoint, check_name, name, hour) DO UPDATE SET
        last = excluded.last,
        low = CASE WHEN excluded.low < figures.low THEN excluded.low ELSE figures.low END,
        high = CASE WHEN excluded.high > figures.high THEN excluded.high ELSE figures.high END,
        sum = figures.sum + excluded.sum,
        looks = figures.looks + excluded.looks\
      """;

  private final Handle handle;

  FigureRows(Handle handle) {
    this.handle = handle;
  }

  void add(CheckId check, String name, Instant at, double value) {
    handle
        .createUpdate(
            """
            INSERT INTO figures
              (touchpoint, check_name, name, hour, last, low, high, sum, looks)
            VALUES (:touchpoint, :check, :name, :hour, :value, :value, :value, :value, 1)
            """
                + ADD_UP)
        .bind("touchpoint", check.touchpoint())
        .bind("check", check.check())
        .bind("name", name)
        .bind("hour", at.truncatedTo(ChronoUnit.HOURS).toEpochMilli())
        .bind("value", value)
        .execute();
  }

  List<Figure> from(CheckId check, String name, Instant from) {
    return handle
        .createQuery(
            """
            SELECT * FROM figures
            WHERE touchpoint = ? AND check_name = ? AND name = ? AND hour >= ? ORDER BY hour\
            """)
        .bind(0, check.touchpoint())
        .bind(1, check.check())
        .bind(2, name)
        .bind(3, from.toEpochMilli())
        .map((row, context) ->
            new Figure(
                Millis.get(row, "hour"),
                row.getDouble("last"),
                row.getDouble("low"),
                row.getDouble("high"),
                row.getDouble("sum"),
                row.getInt("looks")))
        .list();
  }

  /** Hours that both have are added up. */
  void rename(String from, String to) {
    handle.execute(
        """
        INSERT INTO figures (touchpoint, check_name, name, hour, last, low, high, sum, looks)
        SELECT ?, check_name, name, hour, last, low, high, sum, looks
        FROM figures WHERE touchpoint = ?
        """
            + ADD_UP,
        to,
        from);
    handle.execute("DELETE FROM figures WHERE touchpoint = ?", from);
  }
}
