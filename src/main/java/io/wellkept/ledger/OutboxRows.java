package io.wellkept.ledger;

import io.wellkept.incident.Notice;
import io.wellkept.incident.Posting;
import io.wellkept.ledger.Ledger.Mail;
import io.wellkept.ledger.Ledger.Posted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The outbox: what is to be told, who is telling it, and how each row ended. */
final class OutboxRows {
  private final Handle handle;
  private final Json json;
  private final Engine engine;

  OutboxRows(Handle handle, Json json, Engine engine) {
    this.handle = handle;
    this.json = json;
    this.engine = engine;
  }

  /** Ends every claim. */
  static void freeAll(Handle handle) {
    handle.execute(
        """
        UPDATE postings SET claim = NULL, claim_until = NULL
        WHERE settled_at IS NULL AND claim IS NOT NULL\
        """);
  }

  List<Posting> waiting(int limit) {
    return postings(
        handle
            .createQuery(
                "SELECT * FROM postings WHERE settled_at IS NULL ORDER BY due_at, id LIMIT ?")
            .bind(0, limit));
  }

  List<Posted> ofIncident(String incident) {
    return handle
        .createQuery("SELECT * FROM postings WHERE incident = ? ORDER BY decided_at, id")
        .bind(0, incident)
        .map((row, context) -> posted(row))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  List<Posted> ended(String person, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM postings WHERE person = ? AND settled_at IS NOT NULL
            ORDER BY settled_at DESC, id LIMIT ?\
            """)
        .bind(0, person)
        .bind(1, limit)
        .map((row, context) -> posted(row))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Posted> posted(ResultSet row) throws SQLException {
    Posting.@Nullable Ending ending = ending(row);
    @Nullable Instant settledAt = Millis.getOrNull(row, "settled_at");
    return posting(row).map(posting -> new Posted(posting, ending, settledAt));
  }

  private Posting.@Nullable Ending ending(ResultSet row) throws SQLException {
    String text = row.getString("ending");
    return text == null ? null : json.read(text, Posting.Ending.class);
  }

  Optional<Instant> oldestDue(Instant now) {
    return handle
        .createQuery(
            "SELECT MIN(due_at) AS moment FROM postings WHERE settled_at IS NULL AND due_at <= ?")
        .bind(0, now.toEpochMilli())
        .map((row, context) -> Optional.ofNullable(Millis.getOrNull(row, "moment")))
        .one();
  }

  Optional<Instant> lastSent(String person, String notifier) {
    return lastSent(person, notifier, Instant.ofEpochMilli(Long.MAX_VALUE));
  }

  /** What was sent after now was sent before the clock went back, and holds nothing up. */
  private Optional<Instant> lastSent(String person, String notifier, Instant now) {
    return handle
        .createQuery(
            """
            SELECT MAX(settled_at) AS moment FROM postings
            WHERE person = ? AND notifier = ? AND counts = 1 AND settled_at <= ?\
            """)
        .bind(0, person)
        .bind(1, notifier)
        .bind(2, now.toEpochMilli())
        .map((row, context) -> Optional.ofNullable(Millis.getOrNull(row, "moment")))
        .one();
  }

  /** What goes alone holds nothing up, however often it is tried. */
  private boolean isTrying(String person, String notifier) {
    return postings(
            handle
                .createQuery(
                    """
                    SELECT * FROM postings
                    WHERE person = ? AND notifier = ? AND settled_at IS NULL
                      AND parcel IS NOT NULL AND attempts > 0\
                    """)
                .bind(0, person)
                .bind(1, notifier))
        .stream()
        .anyMatch(posting -> !posting.notice().kind().goesAlone());
  }

  List<String> references(String incident, String person, String notifier) {
    List<String> all =
        handle
            .createQuery(
                """
                SELECT reference FROM postings
                WHERE incident = ? AND person = ? AND notifier = ? AND reference <> ''
                ORDER BY settled_at, decided_at, id\
                """)
            .bind(0, incident)
            .bind(1, person)
            .bind(2, notifier)
            .mapTo(String.class)
            .list();
    return List.copyOf(new LinkedHashSet<>(all));
  }

  void post(Posting posting) {
    handle
        .createUpdate(
            """
            INSERT INTO postings (id, incident, person, notifier, road, decided_at, due_at,
              attempts, first_tried_at, parcel, notice)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING\
            """)
        .bind(0, posting.id())
        .bind(1, posting.notice().incident())
        .bind(2, posting.notice().person())
        .bind(3, posting.notifier())
        .bind(4, posting.road())
        .bind(5, posting.notice().decidedAt().toEpochMilli())
        .bind(6, posting.dueAt().toEpochMilli())
        .bind(7, posting.attempts())
        .bind(8, Millis.of(posting.firstTriedAt()))
        .bind(9, posting.parcel())
        .bind(10, json.write(posting.notice()))
        .execute();
  }

  /** What waits for a person's hours stays where it is. */
  void pull(Duration by, Instant dueBefore) {
    handle
        .createUpdate(
            """
            UPDATE postings SET due_at = due_at - :by, claim_until = claim_until - :by
            WHERE settled_at IS NULL AND due_at <= :before\
            """)
        .bind("by", by.toMillis())
        .bind("before", dueBefore.toEpochMilli())
        .execute();
  }

  List<Mail> claim(Instant now, Instant until, String token, ToIntFunction<String> room) {
    // Rows alone would not do: a new row of a pair that somebody holds is nobody's row yet.
    engine.alone(handle, "outbox");
    List<Pair> pairs = new ArrayList<>();
    for (String notifier : wanted(now)) {
      pairs.addAll(pairs(notifier, now, room.applyAsInt(notifier)));
    }
    List<Mail> mails = new ArrayList<>();
    for (Pair pair : pairs) {
      List<Posting> mine = claimPair(pair.person(), pair.notifier(), now, until, token);
      if (mine.isEmpty()) {
        continue;
      }
      @Nullable Instant last =
          isTrying(pair.person(), pair.notifier())
              ? now
              : lastSent(pair.person(), pair.notifier(), now).orElse(null);
      mails.add(new Mail(pair.person(), pair.notifier(), mine, last));
    }
    return mails;
  }

  private record Pair(String person, String notifier) {}

  /** The notifiers by which anything is due, in the order of their names. */
  private List<String> wanted(Instant now) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT notifier FROM postings
            WHERE settled_at IS NULL AND due_at <= ? ORDER BY notifier\
            """)
        .bind(0, now.toEpochMilli())
        .mapTo(String.class)
        .list();
  }

  private List<Pair> pairs(String notifier, Instant now, int limit) {
    if (limit <= 0) {
      return List.of();
    }
    return handle
        .createQuery(pairsSql())
        .bind("notifier", notifier)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map((row, context) -> new Pair(row.getString(1), notifier))
        .list();
  }

  static String pairsSql() {
    return """
    SELECT person FROM postings AS mine
    WHERE notifier = :notifier AND settled_at IS NULL AND due_at <= :now AND NOT EXISTS (
      SELECT 1 FROM postings AS theirs
      WHERE theirs.person = mine.person AND theirs.notifier = mine.notifier
        AND theirs.settled_at IS NULL AND theirs.claim_until > :now)
    GROUP BY person ORDER BY MIN(due_at), person LIMIT :limit\
    """;
  }

  private List<Posting> claimPair(
      String person, String notifier, Instant now, Instant until, String token) {
    List<Posting> all = readable(person, notifier, now);
    // A message that is tried again must be the same message: its rows go together.
    Set<String> parcels = new LinkedHashSet<>();
    all.stream()
        .filter(posting -> !posting.dueAt().isAfter(now) && posting.parcel() != null)
        .forEach(posting -> parcels.add(posting.parcel()));
    List<Posting> mine =
        all.stream()
            .filter(posting ->
                !posting.dueAt().isAfter(now)
                    || (posting.parcel() != null && parcels.contains(posting.parcel())))
            .toList();
    for (Posting posting : mine) {
      handle.execute(
          "UPDATE postings SET claim = ?, claim_until = ? WHERE id = ?",
          token,
          until.toEpochMilli(),
          posting.id());
    }
    return mine;
  }

  /** What waits for the pair; a due row that cannot be read is put aside. */
  private List<Posting> readable(String person, String notifier, Instant now) {
    record Row(String id, Instant dueAt, @Nullable Posting posting) {}
    List<Row> rows =
        handle
            .createQuery(
                """
                SELECT * FROM postings
                WHERE person = ? AND notifier = ? AND settled_at IS NULL
                ORDER BY due_at, decided_at, id\
                """
                    + " "
                    + engine.forUpdate())
            .bind(0, person)
            .bind(1, notifier)
            .map((row, context) ->
                new Row(row.getString("id"), Millis.get(row, "due_at"), posting(row).orElse(null)))
            .list();
    for (Row row : rows) {
      if (row.posting() == null && !row.dueAt().isAfter(now)) {
        handle.execute(
            "UPDATE postings SET due_at = ? WHERE id = ?",
            now.plus(Json.ASIDE).toEpochMilli(),
            row.id());
      }
    }
    return rows.stream().map(Row::posting).filter(Objects::nonNull).toList();
  }

  boolean pack(Collection<String> postings, String parcel, Instant now, String token) {
    for (String posting : postings) {
      if (!standing(posting, token)) {
        return false;
      }
    }
    for (String posting : postings) {
      handle.execute(
          """
          UPDATE postings SET parcel = COALESCE(parcel, ?),
            first_tried_at = COALESCE(first_tried_at, ?)
          WHERE id = ?\
          """,
          parcel,
          now.toEpochMilli(),
          posting);
    }
    return true;
  }

  private boolean standing(String posting, String token) {
    return handle
        .createQuery(
            "SELECT 1 FROM postings WHERE id = ? AND claim = ? AND settled_at IS NULL "
                + engine.forUpdate())
        .bind(0, posting)
        .bind(1, token)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  boolean postpone(String posting, Instant dueAt, boolean attempted, String token) {
    return handle.execute(
            """
            UPDATE postings SET due_at = ?, attempts = attempts + ?, claim = NULL,
              claim_until = NULL
            WHERE id = ? AND claim = ? AND settled_at IS NULL\
            """,
            dueAt.toEpochMilli(),
            attempted ? 1 : 0,
            posting,
            token)
        == 1;
  }

  boolean settle(String posting, Posting.Ending ending, boolean counts, Instant now, String token) {
    return handle
            .createUpdate(
                """
                UPDATE postings SET ending = ?, reference = ?, counts = ?, settled_at = ?,
                  claim = NULL, claim_until = NULL
                WHERE id = ? AND claim = ? AND settled_at IS NULL\
                """)
            .bind(0, json.write(ending))
            .bind(1, ending instanceof Posting.Ending.Sent sent ? sent.reference() : null)
            .bind(2, counts && ending instanceof Posting.Ending.Sent ? 1 : 0)
            .bind(3, now.toEpochMilli())
            .bind(4, posting)
            .bind(5, token)
            .execute()
        == 1;
  }

  /** Rows of a pair that somebody holds are due when the claim ends, not before. */
  Optional<Instant> nextDue() {
    return handle
        .createQuery(
            """
            SELECT MIN(moment) AS moment FROM (
              SELECT MIN(due_at) AS moment FROM postings AS mine
              WHERE settled_at IS NULL AND claim IS NULL AND NOT EXISTS (
                SELECT 1 FROM postings AS theirs
                WHERE theirs.person = mine.person AND theirs.notifier = mine.notifier
                  AND theirs.settled_at IS NULL AND theirs.claim IS NOT NULL)
              UNION ALL
              SELECT MIN(claim_until) FROM postings
              WHERE settled_at IS NULL AND claim IS NOT NULL) AS moments\
            """)
        .map((row, context) -> Optional.ofNullable(Millis.getOrNull(row, "moment")))
        .one();
  }

  private List<Posting> postings(Query query) {
    return query.map((row, context) -> posting(row)).stream().flatMap(Optional::stream).toList();
  }

  private Optional<Posting> posting(ResultSet row) throws SQLException {
    String id = row.getString("id");
    Optional<Notice> notice = json.readOne(row.getString("notice"), Notice.class, id);
    if (notice.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Posting(
            id,
            notice.get(),
            row.getInt("road"),
            row.getString("notifier"),
            Millis.get(row, "due_at"),
            row.getInt("attempts"),
            Millis.getOrNull(row, "first_tried_at"),
            row.getString("parcel")));
  }
}
