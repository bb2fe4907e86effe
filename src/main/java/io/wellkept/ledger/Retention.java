package io.wellkept.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What goes when its time is over, a part at a time so that nobody waits long. */
final class Retention {
  private static final List<String> TABLES =
      List.of(
          "checks",
          "incidents",
          "postings",
          "events",
          "rollups",
          "beats",
          "overrides",
          "plans",
          "pulses",
          "gaps",
          "files",
          "voices",
          "figures",
          "passages",
          "attestations",
          "reports",
          "owners",
          "confirmations",
          "digests",
          "digests_due",
          "initiatives",
          "users",
          "sittings",
          "api_tokens",
          "sign_ins");

  private static final String OUTDONE = HistoryRows.BEAT_IS_OUTDONE;

  /** Its check has left the plan. */
  private static final String UNWANTED =
      """
      NOT EXISTS (SELECT 1 FROM checks WHERE checks.touchpoint = %1$s.touchpoint
        AND checks.name = %1$s.check_name AND checks.live = 1)\
      """;

  private static final String PASSAGE = "touchpoint, check_name, subject, stage, at";
  private static final String FILE_IS_OLD =
      "at < ? AND " + AttestationRows.NONE_SHOWS_IT + " AND " + ReportRows.NONE_SHOWS_IT;

  private final Handle handle;
  private int left;

  Retention(Handle handle, int limit) {
    this.handle = handle;
    this.left = limit;
  }

  static Map<String, Long> sizes(Handle handle) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (String table : TABLES) {
      sizes.put(table, handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
    }
    return sizes;
  }

  int forget(
      Instant eventsBefore,
      Instant rollupsBefore,
      Instant beatsBefore,
      Instant filesBefore,
      Instant quotesBefore) {
    int limit = left;
    delete(
        "beats",
        "id",
        "at < ? AND (%s OR %s)".formatted(OUTDONE, UNWANTED.formatted("beats")),
        beatsBefore);
    delete("passages", PASSAGE, "at < ? AND " + UNWANTED.formatted("passages"), beatsBefore);
    delete("passages", PASSAGE, "at < ?", eventsBefore);
    blankBeats(beatsBefore);
    delete("attestations", "id", "at < ? AND " + AttestationRows.IS_OUTDONE, eventsBefore);
    delete("reports", "id", "at < ?", eventsBefore);
    delete("files", "id", FILE_IS_OLD, filesBefore);
    delete("events", "id", "at < ?", eventsBefore);
    delete("voices", "touchpoint, check_name, source, id, word_at", "word_at < ?", eventsBefore);
    blankQuotes(quotesBefore);
    blankReports(quotesBefore);
    delete("figures", "touchpoint, check_name, name, hour", "hour < ?", rollupsBefore);
    delete("rollups", "touchpoint, check_name, hour", "hour < ?", rollupsBefore);
    delete("postings", "id", "settled_at < ?", eventsBefore);
    delete("incidents", "id", "resolved_at < ?", eventsBefore);
    delete("overrides", "id", "until_at < ?", eventsBefore);
    delete("confirmations", "person, at, touchpoint", OwnerRows.OUTDATED, eventsBefore);
    delete("digests", "id", "made_at < ?", eventsBefore);
    delete("initiatives", "id", InitiativeRows.IS_OLD, eventsBefore);
    delete("sittings", "id", "ends_at < ?", beatsBefore);
    delete("sign_ins", "state", "ends_at < ?", beatsBefore);
    delete("api_tokens", "id", "COALESCE(revoked_at, expires_at) < ?", eventsBefore);
    delete("gaps", "from_at", "until_at < ?", eventsBefore);
    deleteForgottenChecks();
    return limit - left;
  }

  private void delete(String table, String key, String old, Instant before) {
    if (left > 0) {
      left -= handle.execute(deleteSql(table, key, old), before.toEpochMilli(), left);
    }
  }

  /** That a check was heard is needed for ever: it may be expected once a year. */
  private void blankBeats(Instant before) {
    if (left > 0) {
      left -=
          handle.execute(
              """
              UPDATE beats SET body = '' WHERE id IN (
                SELECT id FROM beats WHERE at < ? AND body <> '' LIMIT ?)\
              """,
              before.toEpochMilli(),
              left);
    }
  }

  /** How fast people were answered is told for longer than what they said. */
  private void blankQuotes(Instant before) {
    if (left > 0) {
      left -=
          handle.execute(
              """
              UPDATE voices SET quote = ''
              WHERE (touchpoint, check_name, source, id, word_at) IN (
                SELECT touchpoint, check_name, source, id, word_at FROM voices
                WHERE word_at < ? AND quote <> '' LIMIT ?)\
              """,
              before.toEpochMilli(),
              left);
    }
  }

  private void blankReports(Instant before) {
    if (left > 0) {
      left -=
          handle.execute(
              """
              UPDATE reports SET text = '' WHERE id IN (
                SELECT id FROM reports WHERE at < ? AND text <> '' LIMIT ?)\
              """,
              before.toEpochMilli(),
              left);
    }
  }

  private static String deleteSql(String table, String key, String old) {
    return "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s LIMIT ?)"
        .formatted(table, key, old);
  }

  /** A check that left the plan stays as long as there is anything to tell about it. */
  private void deleteForgottenChecks() {
    if (left > 0) {
      left -=
          handle.execute(
              """
              DELETE FROM checks WHERE (touchpoint, name) IN (
                SELECT touchpoint, name FROM checks AS gone WHERE live = 0
                  AND NOT EXISTS (SELECT 1 FROM rollups WHERE rollups.touchpoint = gone.touchpoint
                    AND rollups.check_name = gone.name)
                  AND NOT EXISTS (SELECT 1 FROM incidents
                    WHERE incidents.touchpoint = gone.touchpoint
                    AND incidents.check_name = gone.name)
                  AND NOT EXISTS (SELECT 1 FROM events WHERE events.touchpoint = gone.touchpoint
                    AND events.check_name = gone.name)
                  AND NOT EXISTS (SELECT 1 FROM beats WHERE beats.touchpoint = gone.touchpoint
                    AND beats.check_name = gone.name)
                  AND NOT EXISTS (SELECT 1 FROM voices WHERE voices.touchpoint = gone.touchpoint
                    AND voices.check_name = gone.name)
                  AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.touchpoint = gone.touchpoint
                    AND figures.check_name = gone.name)
                LIMIT ?)\
              """,
              left);
    }
  }
}
