package io.wellkept.ledger;

import io.wellkept.ledger.Initiative.Asked;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Initiative.Word;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What was tried, and what was said of it. */
final class InitiativeRows {
  /** What waits for a verdict is kept as long as what has got one. */
  static final String IS_OLD = "COALESCE(verdict_at, until_at) < ?";

  private static final String LATEST_FIRST = " ORDER BY changed_at DESC, id";

  private final Handle handle;

  InitiativeRows(Handle handle) {
    this.handle = handle;
  }

  boolean add(Initiative made) {
    return handle
            .createUpdate(
                """
                INSERT INTO initiatives (id, touchpoint, person, made_at, changed_at, what, measure,
                  check_name, direction, target, until_at, follows)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING\
                """)
            .bind(0, made.id())
            .bind(1, made.touchpoint())
            .bind(2, made.person())
            .bind(3, made.madeAt().toEpochMilli())
            .bind(4, made.changedAt().toEpochMilli())
            .bind(5, made.what())
            .bind(6, made.measure().name())
            .bind(7, made.check())
            .bind(8, made.direction().name())
            .bind(9, made.target())
            .bind(10, made.until().toEpochMilli())
            .bind(11, made.follows())
            .execute()
        == 1;
  }

  boolean ask(String initiative, Asked asked) {
    return handle.execute(
            "UPDATE initiatives SET asked = ?, asked_at = ? WHERE id = ? AND verdict IS NULL",
            asked.person(),
            asked.at().toEpochMilli(),
            initiative)
        == 1;
  }

  boolean judge(String initiative, Verdict said) {
    return handle
            .createUpdate(
                """
                UPDATE initiatives SET verdict = ?, verdict_at = ?, verdict_by = ?, verdict_why = ?,
                  was = ?, became = ?
                WHERE id = ? AND verdict IS NULL\
                """)
            .bind(0, said.word().name())
            .bind(1, said.at().toEpochMilli())
            .bind(2, said.by())
            .bind(3, said.why())
            .bind(4, said.was())
            .bind(5, said.became())
            .bind(6, initiative)
            .execute()
        == 1;
  }

  Optional<Initiative> find(String id) {
    Query query = handle.createQuery("SELECT * FROM initiatives WHERE id = ?").bind(0, id);
    return initiatives(query).stream().findFirst();
  }

  List<Initiative> all() {
    return initiatives(handle.createQuery("SELECT * FROM initiatives" + LATEST_FIRST));
  }

  List<Initiative> ofTouchpoint(String touchpoint) {
    return initiatives(
        handle
            .createQuery("SELECT * FROM initiatives WHERE touchpoint = ?" + LATEST_FIRST)
            .bind(0, touchpoint));
  }

  void rename(String from, String to) {
    handle.execute("UPDATE initiatives SET touchpoint = ? WHERE touchpoint = ?", to, from);
  }

  private static List<Initiative> initiatives(Query query) {
    return query.map((row, context) -> initiative(row)).list();
  }

  private static Initiative initiative(ResultSet row) throws SQLException {
    String asked = row.getString("asked");
    String verdict = row.getString("verdict");
    return new Initiative(
        row.getString("id"),
        row.getString("touchpoint"),
        row.getString("person"),
        Millis.get(row, "made_at"),
        Millis.get(row, "changed_at"),
        row.getString("what"),
        Measure.valueOf(row.getString("measure")),
        row.getString("check_name"),
        Direction.valueOf(row.getString("direction")),
        Doubles.getOrNull(row, "target"),
        Millis.get(row, "until_at"),
        row.getString("follows"),
        asked == null ? null : new Asked(asked, Millis.get(row, "asked_at")),
        verdict == null
            ? null
            : new Verdict(
                Word.valueOf(verdict),
                Millis.get(row, "verdict_at"),
                row.getString("verdict_by"),
                row.getString("verdict_why"),
                Doubles.getOrNull(row, "was"),
                Doubles.getOrNull(row, "became")));
  }
}
