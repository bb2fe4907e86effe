package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Passage;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which customers reached which stage. */
final class PassageRows {
  /** How many of one check are kept, however young they are. */
  static final int KEPT = 50_000;

  private final Handle handle;

  PassageRows(Handle handle) {
    this.handle = handle;
  }

  void add(CheckId check, List<Passage> passages, Instant keepSince) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO passages (touchpoint, check_name, subject, stage, at, segment)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
            """);
    for (Passage passage : passages) {
      batch.add(
          check.touchpoint(),
          check.check(),
          passage.subject(),
          passage.stage(),
          passage.at().toEpochMilli(),
          passage.segment());
    }
    if (!passages.isEmpty()) {
      batch.execute();
    }
    handle.execute(
        "DELETE FROM passages WHERE touchpoint = ? AND check_name = ? AND at < ?",
        check.touchpoint(),
        check.check(),
        keepSince.toEpochMilli());
    forgetTheOldest(check);
  }

  private void forgetTheOldest(CheckId check) {
    handle.execute(
        """
        DELETE FROM passages WHERE touchpoint = ? AND check_name = ? AND at < (
          SELECT MIN(at) FROM (
            SELECT at FROM passages WHERE touchpoint = ? AND check_name = ?
            ORDER BY at DESC LIMIT ?) AS newest)\
        """,
        check.touchpoint(),
        check.check(),
        check.touchpoint(),
        check.check(),
        KEPT);
  }

  List<Passage> since(CheckId check, Instant since, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM passages WHERE touchpoint = ? AND check_name = ? AND at >= ?
            ORDER BY at DESC, subject, stage LIMIT ?\
            """)
        .bind(0, check.touchpoint())
        .bind(1, check.check())
        .bind(2, since.toEpochMilli())
        .bind(3, limit)
        .map((row, context) ->
            new Passage(
                row.getString("subject"),
                row.getString("stage"),
                Millis.get(row, "at"),
                row.getString("segment")))
        .list();
  }

  /** What both have is kept once. */
  void rename(String from, String to) {
    handle.execute(
        """
        DELETE FROM passages WHERE touchpoint = ? AND EXISTS (
          SELECT 1 FROM passages AS kept WHERE kept.touchpoint = ?
            AND kept.check_name = passages.check_name AND kept.subject = passages.subject
            AND kept.stage = passages.stage AND kept.at = passages.at)\
        """,
        from,
        to);
    handle.execute("UPDATE passages SET touchpoint = ? WHERE touchpoint = ?", to, from);
  }
}
