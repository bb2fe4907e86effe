package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Answer;
import io.wellkept.ledger.Ledger.Attestation;
import io.wellkept.touchpoint.CheckId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What people said of what no machine sees. */
final class AttestationRows {
  /** A younger word was given, or nobody asks for one any more. */
  static final String IS_OUTDONE =
      """
      (EXISTS (SELECT 1 FROM attestations AS newer
          WHERE newer.touchpoint = attestations.touchpoint
          AND newer.check_name = attestations.check_name
          AND (newer.at > attestations.at
            OR newer.at = attestations.at AND newer.id > attestations.id))
        OR NOT EXISTS (SELECT 1 FROM checks WHERE checks.touchpoint = attestations.touchpoint
          AND checks.name = attestations.check_name AND checks.live = 1))\
      """;

  /** A photo is kept as long as the word that it goes with. */
  static final String NONE_SHOWS_IT =
      "NOT EXISTS (SELECT 1 FROM attestations WHERE attestations.file = files.id)";

  private final Handle handle;
  private final Json json;

  AttestationRows(Handle handle, Json json) {
    this.handle = handle;
    this.json = json;
  }

  void add(Attestation said) {
    handle
        .createUpdate(
            """
            INSERT INTO attestations
              (id, touchpoint, check_name, person, at, fine, note, answers, file, via)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING\
            """)
        .bind(0, said.id())
        .bind(1, said.check().touchpoint())
        .bind(2, said.check().check())
        .bind(3, said.person())
        .bind(4, said.at().toEpochMilli())
        .bind(5, said.fine() ? 1 : 0)
        .bind(6, said.note())
        .bind(7, json.write(said.answers()))
        .bind(8, said.file())
        .bind(9, said.via())
        .execute();
  }

  Optional<Attestation> last(CheckId check) {
    Query query =
        handle
            .createQuery(
                """
                SELECT * FROM attestations WHERE touchpoint = ? AND check_name = ?
                ORDER BY at DESC, id DESC LIMIT 1\
                """)
            .bind(0, check.touchpoint())
            .bind(1, check.check());
    return attestations(query).stream().findFirst();
  }

  List<Attestation> ofTouchpoint(String touchpoint, int limit) {
    return attestations(
        handle
            .createQuery(
                """
                SELECT * FROM attestations WHERE touchpoint = ?
                ORDER BY at DESC, id DESC LIMIT ?\
                """)
            .bind(0, touchpoint)
            .bind(1, limit));
  }

  void rename(String from, String to) {
    handle.execute("UPDATE attestations SET touchpoint = ? WHERE touchpoint = ?", to, from);
  }

  private List<Attestation> attestations(Query query) {
    return query.map((row, context) -> attestation(row)).list();
  }

  private Attestation attestation(ResultSet row) throws SQLException {
    return new Attestation(
        row.getString("id"),
        new CheckId(row.getString("touchpoint"), row.getString("check_name")),
        row.getString("person"),
        Millis.get(row, "at"),
        row.getInt("fine") == 1,
        row.getString("note"),
        Arrays.asList(json.read(row.getString("answers"), Answer[].class)),
        row.getString("file"),
        row.getString("via"));
  }
}
