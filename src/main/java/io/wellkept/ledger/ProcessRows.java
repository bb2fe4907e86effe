package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Presence;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The processes that share the ledger, and what is made once for all of them. */
final class ProcessRows {
  private final Handle handle;

  ProcessRows(Handle handle) {
    this.handle = handle;
  }

  List<Presence> all() {
    return handle
        .createQuery("SELECT * FROM processes ORDER BY name")
        .map((row, context) ->
            new Presence(
                row.getString("name"),
                row.getString("run"),
                Millis.get(row, "since"),
                Millis.get(row, "seen_at"),
                row.getLong("plan"),
                row.getInt("refused") == 1))
        .list();
  }

  void put(Presence presence) {
    handle
        .createUpdate(
            """
            INSERT INTO processes (name, run, since, seen_at, plan, refused)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET run = excluded.run, since = excluded.since,
              seen_at = excluded.seen_at, plan = excluded.plan, refused = excluded.refused\
            """)
        .bind(0, presence.process())
        .bind(1, presence.run())
        .bind(2, presence.since().toEpochMilli())
        .bind(3, presence.seenAt().toEpochMilli())
        .bind(4, presence.plan())
        .bind(5, presence.refusesItsFiles() ? 1 : 0)
        .execute();
  }

  boolean remove(String process, String run) {
    return handle.execute("DELETE FROM processes WHERE name = ? AND run = ?", process, run) == 1;
  }

  String makeOnce(String name, String value) {
    handle.execute(
        "INSERT INTO made_once (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
        name,
        value);
    return handle
        .createQuery("SELECT value FROM made_once WHERE name = ?")
        .bind(0, name)
        .mapTo(String.class)
        .one();
  }
}
