package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Waiting;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Voice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** What customers said, a row for each round. */
final class VoiceRows {
  /** What left the plan waits for nobody. */
  private static final String WANTED =
      """
      EXISTS (SELECT 1 FROM checks WHERE checks.touchpoint = voices.touchpoint
        AND checks.name = voices.check_name AND checks.live = 1)\
      """;

  private static final String SINCE =
      "SELECT * FROM voices WHERE (word_at >= ? OR waits = 1) AND " + WANTED;

  private static final String LATEST_FIRST = " ORDER BY word_at DESC, source, id";

  private final Handle handle;

  private record Key(String source, String id) {
    static Key of(Voice voice) {
      return new Key(voice.source(), voice.id());
    }
  }

  VoiceRows(Handle handle) {
    this.handle = handle;
  }

  void hear(CheckId check, Collection<Voice> voices, Instant now) {
    if (voices.isEmpty()) {
      return;
    }
    Map<Key, Said> known = new HashMap<>();
    ofCheck(check).forEach(said -> known.put(Key.of(said.voice()), said));
    List<Said> news = new ArrayList<>();
    for (Voice voice : voices) {
      Said last = known.get(Key.of(voice));
      List<Said> rounds = Said.after(last, check, voice, now);
      rounds.stream().filter(round -> !round.equals(last)).forEach(news::add);
      known.put(Key.of(voice), rounds.get(rounds.size() - 1));
    }
    store(news);
  }

  /** Oldest first. */
  private List<Said> ofCheck(CheckId check) {
    return said(
        handle
            .createQuery(
                "SELECT * FROM voices WHERE touchpoint = ? AND check_name = ? ORDER BY word_at")
            .bind(0, check.touchpoint())
            .bind(1, check.check()));
  }

  private void store(List<Said> rounds) {
    if (rounds.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO voices (touchpoint, check_name, source, id, word_at, at, edited_at, stars,
              reply, answered_at, first_seen_at, due_at, gone_at, quote, link, waits)
            VALUES (:touchpoint, :check, :source, :id, :word, :at, :edited, :stars,
              :reply, :answered, :seen, :due, :gone, :quote, :link, :waits)
            ON CONFLICT (touchpoint, check_name, source, id, word_at) DO UPDATE SET
              at = excluded.at, edited_at = excluded.edited_at, stars = excluded.stars,
              reply = excluded.reply, answered_at = excluded.answered_at,
              due_at = excluded.due_at, gone_at = excluded.gone_at, quote = excluded.quote,
              link = excluded.link, waits = excluded.waits\
            """)) {
      rounds.forEach(said -> bind(batch, said).add());
      batch.execute();
    }
  }

  private static PreparedBatch bind(PreparedBatch batch, Said said) {
    Voice voice = said.voice();
    return batch
        .bind("touchpoint", said.check().touchpoint())
        .bind("check", said.check().check())
        .bind("source", voice.source())
        .bind("id", voice.id())
        .bind("word", said.wordAt().toEpochMilli())
        .bind("at", voice.at().toEpochMilli())
        .bind("edited", Millis.of(voice.editedAt()))
        .bind("stars", voice.stars())
        .bind("reply", voice.reply().name())
        .bind("answered", Millis.of(voice.answeredAt()))
        .bind("seen", said.firstSeenAt().toEpochMilli())
        .bind("due", Millis.of(voice.dueAt()))
        .bind("gone", Millis.of(voice.goneAt()))
        .bind("quote", voice.text())
        .bind("link", voice.link())
        .bind("waits", said.waits() ? 1 : 0);
  }

  List<Said> since(Instant since) {
    return said(handle.createQuery(SINCE + LATEST_FIRST).bind(0, since.toEpochMilli()));
  }

  List<Said> since(String touchpoint, Instant since) {
    return said(
        handle
            .createQuery(SINCE + " AND touchpoint = ?" + LATEST_FIRST)
            .bind(0, since.toEpochMilli())
            .bind(1, touchpoint));
  }

  List<Said> between(Instant from, Instant until) {
    return said(
        handle
            .createQuery(
                """
                SELECT * FROM voices WHERE word_at < :until
                  AND (word_at >= :from OR waits = 1 OR answered_at >= :from OR gone_at >= :from)
                  AND\
                """
                    + " "
                    + WANTED
                    + LATEST_FIRST)
            .bind("from", from.toEpochMilli())
            .bind("until", until.toEpochMilli()));
  }

  List<Waiting> waiting(Instant now) {
    return handle
        .createQuery(
            """
            SELECT touchpoint, COUNT(*) AS waiting, MIN(word_at) AS oldest,
              SUM(CASE WHEN due_at <= :now THEN 1 ELSE 0 END) AS late
            FROM voices WHERE waits = 1 AND due_at IS NOT NULL AND %s
            GROUP BY touchpoint ORDER BY touchpoint\
            """
                .formatted(WANTED))
        .bind("now", now.toEpochMilli())
        .map((row, context) ->
            new Waiting(
                row.getString("touchpoint"),
                row.getInt("waiting"),
                row.getInt("late"),
                Millis.get(row, "oldest")))
        .list();
  }

  private static List<Said> said(Query query) {
    return query.map((row, context) -> said(row)).list();
  }

  private static Said said(ResultSet row) throws SQLException {
    Voice voice =
        new Voice(
            row.getString("source"),
            row.getString("id"),
            Millis.get(row, "at"),
            Millis.getOrNull(row, "edited_at"),
            Doubles.getOrNull(row, "stars"),
            Voice.Reply.valueOf(row.getString("reply")),
            Millis.getOrNull(row, "answered_at"),
            Millis.getOrNull(row, "due_at"),
            Millis.getOrNull(row, "gone_at"),
            row.getString("quote"),
            row.getString("link"));
    return new Said(
        new CheckId(row.getString("touchpoint"), row.getString("check_name")),
        voice,
        Millis.get(row, "word_at"),
        Millis.get(row, "first_seen_at"));
  }

  /** Where both have the same round, that of the new name stays. */
  void rename(String from, String to) {
    handle.execute(
        """
        DELETE FROM voices WHERE touchpoint = ? AND EXISTS (
          SELECT 1 FROM voices AS kept WHERE kept.touchpoint = ?
            AND kept.check_name = voices.check_name AND kept.source = voices.source
            AND kept.id = voices.id AND kept.word_at = voices.word_at)\
        """,
        from,
        to);
    handle.execute("UPDATE voices SET touchpoint = ? WHERE touchpoint = ?", to, from);
  }
}
