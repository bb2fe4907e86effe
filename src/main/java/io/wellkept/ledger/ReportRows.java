package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Report;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What people reported, and the answers that they wait for. */
final class ReportRows {
  /** A photo is kept as long as the report that it goes with. */
  static final String NONE_SHOWS_IT =
      "NOT EXISTS (SELECT 1 FROM reports WHERE reports.file = files.id)";

  private final Handle handle;
  private final String forUpdate;

  ReportRows(Handle handle, String forUpdate) {
    this.handle = handle;
    this.forUpdate = forUpdate;
  }

  void add(Report report) {
    handle
        .createUpdate(
            """
            INSERT INTO reports (id, touchpoint, incident, at, text, address, file, answer)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING\
            """)
        .bind(0, report.id())
        .bind(1, report.touchpoint())
        .bind(2, report.incident())
        .bind(3, report.at().toEpochMilli())
        .bind(4, report.text())
        .bind(5, report.address())
        .bind(6, report.file())
        .bind(7, report.answer())
        .execute();
  }

  List<Report> of(String incident) {
    return handle
        .createQuery("SELECT * FROM reports WHERE incident = ? ORDER BY at, id")
        .bind(0, incident)
        .map((row, context) -> report(row))
        .list();
  }

  void answer(String incident, String answer, Instant dueAt) {
    handle.execute(
        """
        UPDATE reports SET answer = ?, due_at = ?
        WHERE incident = ? AND answer IS NULL AND address IS NOT NULL\
        """,
        answer,
        dueAt.toEpochMilli(),
        incident);
  }

  /** What is claimed may be leaving just now. */
  void withdraw(String incident, String other) {
    handle.execute(
        """
        UPDATE reports SET answer = NULL, due_at = NULL, incident = ?
        WHERE incident = ? AND address IS NOT NULL AND claim IS NULL\
        """,
        other,
        incident);
  }

  List<Report> claim(Instant now, Instant until, String token, int limit) {
    List<Report> due =
        handle
            .createQuery(
                """
                SELECT * FROM reports WHERE due_at <= :now
                  AND (claim IS NULL OR claim_until <= :now) ORDER BY id LIMIT :limit\
                """
                    + " "
                    + forUpdate)
            .bind("now", now.toEpochMilli())
            .bind("limit", limit)
            .map((row, context) -> report(row))
            .list();
    for (Report report : due) {
      handle.execute(
          "UPDATE reports SET claim = ?, claim_until = ? WHERE id = ?",
          token,
          until.toEpochMilli(),
          report.id());
    }
    return due;
  }

  /** What is claimed is due when the claim ends. */
  Optional<Instant> nextDue() {
    return handle
        .createQuery(
            """
            SELECT MIN(CASE WHEN claim IS NULL THEN due_at ELSE claim_until END) FROM reports
            WHERE due_at IS NOT NULL\
            """)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  boolean settle(String report, String token) {
    return handle.execute(
            """
            UPDATE reports SET address = NULL, due_at = NULL, claim = NULL, claim_until = NULL
            WHERE id = ? AND claim = ?\
            """,
            report,
            token)
        > 0;
  }

  boolean postpone(String report, Instant dueAt, String token) {
    return handle.execute(
            """
            UPDATE reports SET due_at = ?, claim = NULL, claim_until = NULL
            WHERE id = ? AND claim = ?\
            """,
            dueAt.toEpochMilli(),
            report,
            token)
        > 0;
  }

  void forgetAddresses(Instant before) {
    handle.execute(
        "UPDATE reports SET address = NULL, due_at = NULL WHERE address IS NOT NULL AND at < ?",
        before.toEpochMilli());
  }

  void rename(String from, String to) {
    handle.execute("UPDATE reports SET touchpoint = ? WHERE touchpoint = ?", to, from);
  }

  private static Report report(ResultSet row) throws SQLException {
    return new Report(
        row.getString("id"),
        row.getString("touchpoint"),
        row.getString("incident"),
        Millis.get(row, "at"),
        row.getString("text"),
        row.getString("address"),
        row.getString("file"),
        row.getString("answer"));
  }
}
