package io.wellkept.ledger;

import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Window;
import io.wellkept.ledger.Ledger.HeldPlan;
import io.wellkept.ledger.Ledger.PlanGeneration;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The last good plans, and what people changed about the plan at run time. */
final class PlanRows {
  /** How many generations are kept. */
  static final int PLANS_KEPT = 20;

  private final Handle handle;
  private final Json json;
  private final Engine engine;

  PlanRows(Handle handle, Json json, Engine engine) {
    this.handle = handle;
    this.json = json;
    this.engine = engine;
  }

  long save(SortedMap<String, String> files, Instant at, String summary) {
    // the later number is the later commit
    engine.alone(handle, "plans");
    long number =
        handle
            .createQuery("INSERT INTO plans (at, files, summary) VALUES (?, ?, ?) RETURNING number")
            .bind(0, at.toEpochMilli())
            .bind(1, json.write(files))
            .bind(2, summary)
            .mapTo(Long.class)
            .one();
    handle.execute(
        """
        DELETE FROM plans WHERE number IN (
          SELECT number FROM plans ORDER BY number DESC LIMIT 1000 OFFSET ?)\
        """,
        PLANS_KEPT);
    return number;
  }

  Optional<PlanGeneration> latest() {
    return handle
        .createQuery("SELECT * FROM plans ORDER BY number DESC LIMIT 1")
        .map((row, context) ->
            new PlanGeneration(
                row.getLong("number"),
                Millis.get(row, "at"),
                json.readFiles(row.getString("files")),
                row.getString("summary")))
        .findOne();
  }

  long number() {
    return handle.createQuery("SELECT COALESCE(MAX(number), 0) FROM plans").mapTo(Long.class).one();
  }

  OptionalLong numberOf(SortedMap<String, String> files) {
    long number =
        handle
            .createQuery("SELECT COALESCE(MAX(number), 0) FROM plans WHERE files = ?")
            .bind(0, json.write(files))
            .mapTo(Long.class)
            .one();
    return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  void hold(HeldPlan plan) {
    handle
        .createUpdate(
            """
            INSERT INTO held_plan (id, process, at, files, summary) VALUES (1, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET process = excluded.process, at = excluded.at,
              files = excluded.files, summary = excluded.summary\
            """)
        .bind(0, plan.process())
        .bind(1, plan.at().toEpochMilli())
        .bind(2, json.write(plan.files()))
        .bind(3, plan.words())
        .execute();
  }

  void unhold() {
    handle.execute("DELETE FROM held_plan");
  }

  Optional<HeldPlan> held() {
    return handle
        .createQuery("SELECT * FROM held_plan")
        .map((row, context) ->
            new HeldPlan(
                row.getString("process"),
                Millis.get(row, "at"),
                json.readFiles(row.getString("files")),
                row.getString("summary")))
        .findOne();
  }

  Optional<Instant> heldSince() {
    return handle
        .createQuery("SELECT at FROM held_plan")
        .map((row, context) -> Millis.get(row, "at"))
        .findOne();
  }

  void add(PlanOverride override) {
    handle
        .createUpdate(
            """
            INSERT INTO overrides (id, from_at, until_at, body) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING\
            """)
        .bind(0, override.id())
        .bind(1, override.from().toEpochMilli())
        .bind(2, Millis.of(override.until()))
        .bind(3, write(override))
        .execute();
  }

  /**
   * @param person who ends it; null where that is not kept
   */
  void end(String id, @Nullable String person, Instant at) {
    handle
        .createQuery(
            "SELECT body FROM overrides WHERE id = ? AND (until_at IS NULL OR until_at > ?) "
                + engine.forUpdate())
        .bind(0, id)
        .bind(1, at.toEpochMilli())
        .mapTo(String.class)
        .findOne()
        .ifPresent(body ->
            handle.execute(
                "UPDATE overrides SET until_at = ?, body = ? WHERE id = ?",
                at.toEpochMilli(),
                json.with(json.with(body, "until", at), "endedBy", person),
                id));
  }

  List<PlanOverride> overrides() {
    return overrides("");
  }

  private List<PlanOverride> overrides(String held) {
    return handle
        .createQuery("SELECT body FROM overrides ORDER BY from_at, id " + held)
        .map((row, context) -> json.read(row.getString(1), PlanOverride.class))
        .list();
  }

  void rename(String from, String to) {
    for (PlanOverride override : overrides(engine.forUpdate())) {
      if (override instanceof PlanOverride.Mute mute && mute.check().touchpoint().equals(from)) {
        CheckId renamed = new CheckId(to, mute.check().check());
        replace(mute.id(), json.with(write(mute), "check", renamed));
      }
      if (handsOver(override, from)) {
        replace(override.id(), json.with(write(override), "touchpoint", to));
      }
      if (override instanceof PlanOverride.Maintenance window
          && window.scope().touchpoints().contains(from)) {
        replace(window.id(), json.with(write(window), "scope", renamed(window.scope(), from, to)));
      }
    }
  }

  private static Window.Scope renamed(Window.Scope scope, String from, String to) {
    return new Window.Scope(
        scope.touchpoints().stream().map(id -> id.equals(from) ? to : id).toList(),
        scope.tags(),
        scope.stages(),
        scope.channels());
  }

  private static boolean handsOver(PlanOverride override, String touchpoint) {
    return (override instanceof PlanOverride.Offer offer && offer.touchpoint().equals(touchpoint))
        || (override instanceof PlanOverride.HandedOver over
            && over.touchpoint().equals(touchpoint));
  }

  private void replace(String id, String body) {
    handle.execute("UPDATE overrides SET body = ? WHERE id = ?", body, id);
  }

  private String write(PlanOverride override) {
    return json.write(override);
  }
}
