package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.DigestDue;
import io.wellkept.ledger.Ledger.Gist;
import io.wellkept.ledger.Ledger.KeptDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Digests that were written, and when the next ones are due. */
final class DigestRows {
  private final Handle handle;
  private final Json json;

  DigestRows(Handle handle, Json json) {
    this.handle = handle;
    this.json = json;
  }

  Optional<KeptDigest> find(String id) {
    return handle
        .createQuery("SELECT * FROM digests WHERE id = ?")
        .bind(0, id)
        .map((row, context) -> digest(row, row.getString("body")))
        .findOne();
  }

  List<KeptDigest> latestFor(@Nullable String person, int skip, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, name, whose, subject, label, from_at, until_at, due_at, made_at, notifiers,
              called, zone, score, acts
            FROM digests
            WHERE whose <> 'OWNER' OR subject = :person OR :everybody = 1
            ORDER BY made_at DESC, name, subject, id
            LIMIT :limit OFFSET :skip\
            """)
        .bind("person", Objects.requireNonNullElse(person, ""))
        .bind("everybody", person == null ? 1 : 0)
        .bind("limit", limit)
        .bind("skip", skip)
        .map((row, context) -> digest(row, ""))
        .list();
  }

  int count(@Nullable String person) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM digests
            WHERE whose <> 'OWNER' OR subject = :person OR :everybody = 1\
            """)
        .bind("person", Objects.requireNonNullElse(person, ""))
        .bind("everybody", person == null ? 1 : 0)
        .mapTo(Integer.class)
        .one();
  }

  boolean keep(KeptDigest digest) {
    return handle
            .createUpdate(
                """
                INSERT INTO digests (id, name, whose, subject, label, from_at, until_at, due_at,
                  made_at, notifiers, called, zone, score, acts, body)
                VALUES (:id, :name, :whose, :subject, :label, :from, :until, :due, :made,
                  :notifiers, :called, :zone, :score, :acts, :body)
                ON CONFLICT (id) DO NOTHING\
                """)
            .bind("id", digest.id())
            .bind("name", digest.name())
            .bind("whose", digest.whose())
            .bind("subject", digest.subject())
            .bind("label", digest.label())
            .bind("from", digest.from().toEpochMilli())
            .bind("until", digest.until().toEpochMilli())
            .bind("due", digest.dueAt().toEpochMilli())
            .bind("made", digest.madeAt().toEpochMilli())
            .bind("notifiers", json.write(digest.notifiers()))
            .bind("called", digest.gist().called())
            .bind("zone", digest.gist().zone().getId())
            .bind("score", digest.gist().score())
            .bind("acts", digest.gist().acts())
            .bind("body", digest.body())
            .execute()
        == 1;
  }

  private KeptDigest digest(ResultSet row, String body) throws SQLException {
    Gist gist =
        new Gist(
            row.getString("called"),
            ZoneId.of(row.getString("zone")),
            Doubles.getOrNull(row, "score"),
            row.getInt("acts"));
    return new KeptDigest(
        row.getString("id"),
        row.getString("name"),
        row.getString("whose"),
        row.getString("subject"),
        row.getString("label"),
        Millis.get(row, "from_at"),
        Millis.get(row, "until_at"),
        Millis.get(row, "due_at"),
        Millis.get(row, "made_at"),
        json.readTexts(row.getString("notifiers")),
        gist,
        body);
  }

  List<DigestDue> due() {
    return handle
        .createQuery("SELECT * FROM digests_due ORDER BY due_at, name")
        .map((row, context) ->
            new DigestDue(
                row.getString("name"), row.getString("schedule"), Millis.get(row, "due_at")))
        .list();
  }

  void due(DigestDue due) {
    handle.execute(
        """
        INSERT INTO digests_due (name, schedule, due_at) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET schedule = excluded.schedule, due_at = excluded.due_at\
        """,
        due.name(),
        due.schedule(),
        due.dueAt().toEpochMilli());
  }

  void undue(String name) {
    handle.execute("DELETE FROM digests_due WHERE name = ?", name);
  }

  Optional<Instant> nextDue() {
    return handle
        .createQuery("SELECT MIN(due_at) AS moment FROM digests_due")
        .map((row, context) -> Optional.ofNullable(Millis.getOrNull(row, "moment")))
        .one();
  }
}
