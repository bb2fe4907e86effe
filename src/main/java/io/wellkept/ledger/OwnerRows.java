package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Confirmation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Who owns something since when, and what they confirmed. */
final class OwnerRows {
  /** The latest word of somebody who still owns something is kept, however old it is. */
  static final String OUTDATED =
      """
      at < ? AND (person NOT IN (SELECT person FROM owners) OR EXISTS (
        SELECT 1 FROM confirmations AS newer
        WHERE newer.person = confirmations.person AND newer.at > confirmations.at))\
      """;

  private final Handle handle;

  OwnerRows(Handle handle) {
    this.handle = handle;
  }

  Map<String, Instant> since() {
    Map<String, Instant> since = new TreeMap<>();
    handle
        .createQuery("SELECT person, since FROM owners")
        .map((row, context) -> Map.entry(row.getString("person"), Millis.get(row, "since")))
        .forEach(row -> since.put(row.getKey(), row.getValue()));
    return since;
  }

  void are(Collection<String> persons, Instant now) {
    for (String known : since().keySet()) {
      if (!persons.contains(known)) {
        handle.execute("DELETE FROM owners WHERE person = ?", known);
      }
    }
    for (String person : persons) {
      handle.execute(
          "INSERT INTO owners (person, since) VALUES (?, ?) ON CONFLICT (person) DO NOTHING",
          person,
          now.toEpochMilli());
    }
  }

  void add(Confirmation confirmation) {
    for (String touchpoint : confirmation.touchpoints()) {
      handle.execute(
          """
          INSERT INTO confirmations (person, at, touchpoint) VALUES (?, ?, ?)
          ON CONFLICT (person, at, touchpoint) DO NOTHING\
          """,
          confirmation.person(),
          confirmation.at().toEpochMilli(),
          touchpoint);
    }
  }

  Optional<Confirmation> last(String person) {
    record Row(Instant at, String touchpoint) {}
    List<Row> rows =
        handle
            .createQuery(
                """
                SELECT at, touchpoint FROM confirmations WHERE person = :person
                  AND at = (SELECT MAX(at) FROM confirmations WHERE person = :person)
                ORDER BY touchpoint\
                """)
            .bind("person", person)
            .map((row, context) -> new Row(Millis.get(row, "at"), row.getString("touchpoint")))
            .list();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Confirmation(
                person, rows.get(0).at(), rows.stream().map(Row::touchpoint).toList()));
  }

  Map<String, Confirmation> last() {
    Map<String, Confirmation> said = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT c.person, c.at, c.touchpoint FROM confirmations AS c
              JOIN (SELECT person, MAX(at) AS at FROM confirmations GROUP BY person) AS last
                ON last.person = c.person AND last.at = c.at
            ORDER BY c.person, c.touchpoint\
            """)
        .map((row, context) ->
            new Confirmation(
                row.getString("person"),
                Millis.get(row, "at"),
                List.of(row.getString("touchpoint"))))
        .forEach(one -> said.merge(one.person(), one, OwnerRows::joined));
    return said;
  }

  private static Confirmation joined(Confirmation one, Confirmation other) {
    List<String> both = new ArrayList<>(one.touchpoints());
    both.addAll(other.touchpoints());
    return new Confirmation(one.person(), one.at(), both);
  }

  /** What was confirmed under both ids is one. */
  void rename(String from, String to) {
    handle.execute(
        """
        DELETE FROM confirmations WHERE touchpoint = ? AND EXISTS (
          SELECT 1 FROM confirmations AS kept WHERE kept.person = confirmations.person
            AND kept.at = confirmations.at AND kept.touchpoint = ?)\
        """,
        from,
        to);
    handle.execute("UPDATE confirmations SET touchpoint = ? WHERE touchpoint = ?", to, from);
  }
}
