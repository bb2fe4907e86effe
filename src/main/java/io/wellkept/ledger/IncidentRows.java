package io.wellkept.ledger;

import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Standing;
import io.wellkept.touchpoint.CheckId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** One row for each incident, open or resolved. */
final class IncidentRows {
  /** Databases limit how many values one statement may have; each check takes two. */
  private static final int CHECKS_AT_ONCE = 512;

  private final Handle handle;
  private final Json json;
  private final Engine engine;
  private final String held;

  /**
   * @param held what ends a selection of what may be changed; in the order of ids, so that two who
   *     hold several do not wait for each other
   */
  IncidentRows(Handle handle, Json json, Engine engine, String held) {
    this.handle = handle;
    this.json = json;
    this.engine = engine;
    this.held = held;
  }

  Optional<Incident> find(String id) {
    return handle
        .createQuery("SELECT state FROM incidents WHERE id = ? " + held)
        .bind(0, id)
        .map((row, context) -> json.read(row.getString(1), Incident.class))
        .findOne();
  }

  List<Incident> open() {
    return incidents(
        handle.createQuery(
            "SELECT id, state FROM incidents WHERE resolved_at IS NULL ORDER BY id " + held));
  }

  List<Incident> resolved(Instant since) {
    return incidents(
        handle
            .createQuery(
                """
                SELECT id, state FROM incidents WHERE resolved_at > ?
                ORDER BY resolved_at DESC, id\
                """)
            .bind(0, since.toEpochMilli()));
  }

  List<Incident> changed(long since, long next) {
    return incidents(
        handle
            .createQuery(
                """
                SELECT id, state FROM incidents
                WHERE changed > 0 AND changed >= :since AND changed < :next\
                """)
            .bind("since", since)
            .bind("next", next));
  }

  List<Incident> open(Collection<CheckId> checks) {
    List<CheckId> all = List.copyOf(checks);
    List<Incident> found = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHECKS_AT_ONCE) {
      found.addAll(openOf(all.subList(from, Math.min(all.size(), from + CHECKS_AT_ONCE))));
    }
    return found;
  }

  private List<Incident> openOf(List<CheckId> checks) {
    // the last one fills up to a power of two: a database prepares ten statements and not 512
    int size = Integer.highestOneBit(Math.max(1, 2 * checks.size() - 1));
    Query query = handle.createQuery(openSql(size) + " ORDER BY id " + held);
    for (int i = 0; i < size; i++) {
      CheckId check = checks.get(Math.min(i, checks.size() - 1));
      query.bind(2 * i, check.touchpoint());
      query.bind(2 * i + 1, check.check());
    }
    return incidents(query);
  }

  static String openSql(int checks) {
    return "SELECT id, state FROM incidents WHERE resolved_at IS NULL AND (touchpoint, check_name)"
        + " IN (VALUES "
        + "(?, ?), ".repeat(checks - 1)
        + "(?, ?))";
  }

  List<Incident> between(Instant from, Instant until) {
    return incidents(
        handle
            .createQuery(
                """
                SELECT id, state FROM incidents
                WHERE opened_at < :until AND (resolved_at IS NULL OR resolved_at >= :from)
                ORDER BY opened_at, id\
                """)
            .bind("from", from.toEpochMilli())
            .bind("until", until.toEpochMilli()));
  }

  List<Incident> ofTouchpoint(String touchpoint, int limit) {
    List<Incident> found =
        new ArrayList<>(
            incidents(
                handle
                    .createQuery(
                        """
                        SELECT id, state FROM incidents WHERE touchpoint = ? AND resolved_at IS NULL
                        ORDER BY opened_at DESC, id LIMIT ?\
                        """)
                    .bind(0, touchpoint)
                    .bind(1, limit)));
    found.addAll(
        incidents(
            handle
                .createQuery(
                    """
                    SELECT id, state FROM incidents WHERE touchpoint = ? AND resolved_at IS NOT NULL
                    ORDER BY resolved_at DESC, id LIMIT ?\
                    """)
                .bind(0, touchpoint)
                .bind(1, limit - found.size())));
    return found;
  }

  Map<String, Instant> lastResolved() {
    Map<String, Instant> last = new HashMap<>();
    // the index has all but the names: of these only the latest of each touchpoint is looked up
    handle
        .createQuery(
            """
            SELECT touchpoint, last FROM (
              SELECT touchpoint, (
                SELECT resolved_at FROM incidents
                WHERE touchpoint = past.touchpoint AND resolved_at IS NOT NULL
                  AND check_name NOT IN (<asked>) AND check_name NOT LIKE :verdicts
                ORDER BY resolved_at DESC LIMIT 1) AS last
              FROM (SELECT DISTINCT touchpoint FROM incidents WHERE resolved_at IS NOT NULL) AS past
            ) AS ended WHERE last IS NOT NULL\
            """)
        .bindList("asked", List.copyOf(Ownership.RESERVED))
        .bind("verdicts", Ownership.VERDICT + "%")
        .map((row, context) -> Map.entry(row.getString("touchpoint"), Millis.get(row, "last")))
        .forEach(row -> last.put(row.getKey(), row.getValue()));
    return last;
  }

  List<Incident> due(Instant now, int limit) {
    List<Due> due =
        handle
            .createQuery(
                "SELECT id, state FROM incidents WHERE wake_at <= ? ORDER BY wake_at LIMIT ? "
                    + engine.skipLocked())
            .bind(0, now.toEpochMilli())
            .bind(1, limit)
            .map((row, context) -> new Due(row.getString("id"), incident(row).orElse(null)))
            .list();
    due.stream().filter(one -> one.incident() == null).forEach(one -> putAside(one.id(), now));
    return due.stream().map(Due::incident).filter(Objects::nonNull).toList();
  }

  private record Due(String id, @Nullable Incident incident) {}

  private void putAside(String id, Instant now) {
    handle.execute(
        "UPDATE incidents SET wake_at = ? WHERE id = ?", now.plus(Json.ASIDE).toEpochMilli(), id);
  }

  void save(Incident incident) {
    handle
        .createUpdate(
            """
            INSERT INTO incidents
              (id, touchpoint, check_name, opened_at, resolved_at, wake_at, state, changed)
            VALUES (?, ?, ?, ?, ?, ?, ?, %s)
            ON CONFLICT (id) DO UPDATE SET touchpoint = excluded.touchpoint,
              check_name = excluded.check_name, opened_at = excluded.opened_at,
              resolved_at = excluded.resolved_at, wake_at = excluded.wake_at,
              state = excluded.state, changed = excluded.changed\
            """
                .formatted(engine.stamp()))
        .bind(0, incident.id())
        .bind(1, incident.check().touchpoint())
        .bind(2, incident.check().check())
        .bind(3, incident.openedAt().toEpochMilli())
        .bind(
            4, incident.standing() instanceof Standing.Resolved over ? Millis.of(over.at()) : null)
        .bind(5, Millis.of(incident.wakeAt()))
        .bind(6, json.write(incident))
        .execute();
  }

  void rename(String from, String to) {
    record Row(String id, String check, String state) {}
    List<Row> rows =
        handle
            .createQuery(
                "SELECT id, check_name, state FROM incidents WHERE touchpoint = ? ORDER BY id "
                    + held)
            .bind(0, from)
            .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
            .list();
    for (Row row : rows) {
      handle.execute(
          "UPDATE incidents SET touchpoint = ?, state = ? WHERE id = ?",
          to,
          json.with(row.state(), "check", new CheckId(to, row.check())),
          row.id());
    }
  }

  void wakeAll(Instant now) {
    handle
        .createUpdate("UPDATE incidents SET wake_at = ? WHERE wake_at IS NOT NULL")
        .bind(0, now.toEpochMilli())
        .execute();
  }

  Optional<Instant> nextDue() {
    return handle
        .createQuery("SELECT MIN(wake_at) AS moment FROM incidents WHERE wake_at IS NOT NULL")
        .map((row, context) -> Optional.ofNullable(Millis.getOrNull(row, "moment")))
        .one();
  }

  private List<Incident> incidents(Query query) {
    return query.map((row, context) -> incident(row)).stream().flatMap(Optional::stream).toList();
  }

  private Optional<Incident> incident(ResultSet row) throws SQLException {
    return json.readOne(row.getString("state"), Incident.class, row.getString("id"));
  }
}
