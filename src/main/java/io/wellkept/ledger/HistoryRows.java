package io.wellkept.ledger;

import io.wellkept.incident.Event;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger.Beat;
import io.wellkept.touchpoint.CheckId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What was: events, the hours of each check, and the latest beats. */
final class HistoryRows {
  /** How many beats of a check are kept, however young they are. */
  static final int BEATS_KEPT = 50;

  /** A younger beat of the same check says the same: judging needs the newest of each sort. */
  static final String BEAT_IS_OUTDONE =
      """
      EXISTS (SELECT 1 FROM beats AS newer WHERE newer.touchpoint = beats.touchpoint
        AND newer.check_name = beats.check_name AND newer.ok = beats.ok
        AND (newer.at > beats.at OR newer.at = beats.at AND newer.id > beats.id))\
      """;

  private final Handle handle;
  private final Json json;
  private final String forUpdate;

  HistoryRows(Handle handle, Json json, String forUpdate) {
    this.handle = handle;
    this.json = json;
    this.forUpdate = forUpdate;
  }

  void append(Event event) {
    @Nullable CheckId check = event.check();
    handle
        .createUpdate(
            """
            INSERT INTO events (at, type, touchpoint, check_name, incident, person, reason, text)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
            """)
        .bind(0, event.at().toEpochMilli())
        .bind(1, event.type().name())
        .bind(2, check == null ? null : check.touchpoint())
        .bind(3, check == null ? null : check.check())
        .bind(4, event.incident())
        .bind(5, event.person())
        .bind(6, event.reason() == null ? null : event.reason().name())
        .bind(7, event.text())
        .execute();
  }

  List<Event> latest(int limit) {
    return events(
        handle
            .createQuery("SELECT * FROM events ORDER BY at DESC, id DESC LIMIT ?")
            .bind(0, limit));
  }

  List<Event> latest(Collection<Event.Type> types, int skipped, int limit) {
    return events(
        handle
            .createQuery(
                "SELECT * FROM events WHERE type IN (<types>) ORDER BY at DESC, id DESC"
                    + " LIMIT :limit OFFSET :skipped")
            .bindList("types", names(types))
            .bind("limit", limit)
            .bind("skipped", skipped));
  }

  int count(Collection<Event.Type> types) {
    return handle
        .createQuery("SELECT COUNT(*) FROM events WHERE type IN (<types>)")
        .bindList("types", names(types))
        .mapTo(Integer.class)
        .one();
  }

  private static List<String> names(Collection<Event.Type> types) {
    return types.stream().map(Event.Type::name).sorted().toList();
  }

  List<Event> ofTouchpoint(String touchpoint, int limit) {
    return events(
        handle
            .createQuery(
                "SELECT * FROM events WHERE touchpoint = ? ORDER BY at DESC, id DESC LIMIT ?")
            .bind(0, touchpoint)
            .bind(1, limit));
  }

  List<Event> ofIncident(String incident) {
    return events(
        handle
            .createQuery("SELECT * FROM events WHERE incident = ? ORDER BY at, id")
            .bind(0, incident));
  }

  List<Event> actsOn(Instant from, Instant until) {
    return events(
        handle
            .createQuery(
                """
                SELECT * FROM events
                WHERE type IN ('TAKEN', 'UNTAKEN', 'PROMISE_PASSED', 'RESOLVED') AND at < :until
                  AND incident IN (SELECT id FROM incidents
                    WHERE opened_at < :until AND (resolved_at IS NULL OR resolved_at >= :from))
                ORDER BY at, id\
                """)
            .bind("from", from.toEpochMilli())
            .bind("until", until.toEpochMilli()));
  }

  List<Event> turns(Instant from, Collection<Event.Type> types) {
    return events(
        handle
            .createQuery(
                """
                SELECT * FROM events WHERE at >= :from AND type IN (<types>)
                ORDER BY at, id\
                """)
            .bind("from", from.toEpochMilli())
            .bindList("types", names(types)));
  }

  List<Event> turns(String touchpoint, Instant from, Collection<Event.Type> types) {
    return events(
        handle
            .createQuery(
                """
                SELECT * FROM events WHERE touchpoint = :touchpoint AND at >= :from
                  AND type IN (<types>)
                ORDER BY at, id\
                """)
            .bind("touchpoint", touchpoint)
            .bind("from", from.toEpochMilli())
            .bindList("types", names(types)));
  }

  private static List<Event> events(Query query) {
    return query.map((row, context) -> event(row)).list();
  }

  private static Event event(ResultSet row) throws SQLException {
    String touchpoint = row.getString("touchpoint");
    String reason = row.getString("reason");
    return new Event(
        Millis.get(row, "at"),
        Event.Type.valueOf(row.getString("type")),
        touchpoint == null ? null : new CheckId(touchpoint, row.getString("check_name")),
        row.getString("incident"),
        row.getString("person"),
        reason == null ? null : Reason.valueOf(reason),
        row.getString("text"));
  }

  /** The hour may be there already: a round before, or one of another process, added to it. */
  void add(CheckId check, Tally tally) {
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO rollups (touchpoint, check_name, hour, looks, bad, blind, classes)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (touchpoint, check_name, hour) DO NOTHING\
                """)
            .bind(0, check.touchpoint())
            .bind(1, check.check())
            .bind(2, tally.hour().toEpochMilli())
            .bind(3, tally.looks())
            .bind(4, tally.bad())
            .bind(5, tally.blind())
            .bind(6, json.write(tally.classes()))
            .execute();
    if (added == 0) {
      addToHour(check, tally);
    }
  }

  private void addToHour(CheckId check, Tally tally) {
    // Classes are added here: no SQL that every engine runs can add two lists.
    Tally before =
        handle
            .createQuery(
                """
                SELECT * FROM rollups WHERE touchpoint = ? AND check_name = ? AND hour = ?\
                """
                    + " "
                    + forUpdate)
            .bind(0, check.touchpoint())
            .bind(1, check.check())
            .bind(2, tally.hour().toEpochMilli())
            .map((row, context) -> tally(row))
            .one();
    handle
        .createUpdate(
            """
            UPDATE rollups SET looks = ?, bad = ?, blind = ?, classes = ?
            WHERE touchpoint = ? AND check_name = ? AND hour = ?\
            """)
        .bind(0, before.looks() + tally.looks())
        .bind(1, before.bad() + tally.bad())
        .bind(2, before.blind() + tally.blind())
        .bind(3, json.write(sum(before.classes(), tally.classes())))
        .bind(4, check.touchpoint())
        .bind(5, check.check())
        .bind(6, tally.hour().toEpochMilli())
        .execute();
  }

  private static List<Integer> sum(List<Integer> one, List<Integer> other) {
    return IntStream.range(0, Math.max(one.size(), other.size()))
        .mapToObj(i -> at(one, i) + at(other, i))
        .toList();
  }

  private static int at(List<Integer> classes, int index) {
    return index < classes.size() ? classes.get(index) : 0;
  }

  List<Tally> rollups(CheckId check, Instant from) {
    return handle
        .createQuery(
            """
            SELECT * FROM rollups WHERE touchpoint = ? AND check_name = ? AND hour >= ?
            ORDER BY hour\
            """)
        .bind(0, check.touchpoint())
        .bind(1, check.check())
        .bind(2, from.toEpochMilli())
        .map((row, context) -> tally(row))
        .list();
  }

  private Tally tally(ResultSet row) throws SQLException {
    return new Tally(
        Millis.get(row, "hour"),
        row.getInt("looks"),
        row.getInt("bad"),
        row.getInt("blind"),
        json.readNumbers(row.getString("classes")));
  }

  void beat(CheckId check, Beat beat) {
    handle.execute(
        "INSERT INTO beats (touchpoint, check_name, at, ok, body) VALUES (?, ?, ?, ?, ?)",
        check.touchpoint(),
        check.check(),
        beat.at().toEpochMilli(),
        beat.ok() ? 1 : 0,
        beat.body());
    handle.execute(
        """
        DELETE FROM beats WHERE id IN (
          SELECT id FROM beats WHERE touchpoint = ? AND check_name = ?
          ORDER BY at DESC, id DESC LIMIT 1000 OFFSET ?)
        AND %s\
        """
            .formatted(BEAT_IS_OUTDONE),
        check.touchpoint(),
        check.check(),
        BEATS_KEPT);
  }

  List<Beat> beats(CheckId check, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM beats WHERE touchpoint = ? AND check_name = ?
            ORDER BY at DESC, id DESC LIMIT ?\
            """)
        .bind(0, check.touchpoint())
        .bind(1, check.check())
        .bind(2, limit)
        .map((row, context) ->
            new Beat(Millis.get(row, "at"), row.getInt("ok") == 1, row.getString("body")))
        .list();
  }

  void rename(String from, String to) {
    handle.execute("UPDATE events SET touchpoint = ? WHERE touchpoint = ?", to, from);
    handle.execute("UPDATE beats SET touchpoint = ? WHERE touchpoint = ?", to, from);
    renameSharedHours(from, to);
    handle.execute("UPDATE rollups SET touchpoint = ? WHERE touchpoint = ?", to, from);
  }

  /** Hours that both have are added up. */
  private void renameSharedHours(String from, String to) {
    record Shared(CheckId old, Tally tally) {}
    List<Shared> shared =
        handle
            .createQuery(
                """
                SELECT * FROM rollups AS old WHERE touchpoint = ? AND EXISTS (
                  SELECT 1 FROM rollups AS kept WHERE kept.touchpoint = ?
                    AND kept.check_name = old.check_name AND kept.hour = old.hour)\
                """)
            .bind(0, from)
            .bind(1, to)
            .map((row, context) ->
                new Shared(new CheckId(from, row.getString("check_name")), tally(row)))
            .list();
    for (Shared hour : shared) {
      add(new CheckId(to, hour.old().check()), hour.tally());
      handle.execute(
          "DELETE FROM rollups WHERE touchpoint = ? AND check_name = ? AND hour = ?",
          from,
          hour.old().check(),
          hour.tally().hour().toEpochMilli());
    }
  }
}
