package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Signs of life: when each loop last went round, and when nobody listened. */
final class LoopRows {
  private final Handle handle;
  private final String forUpdate;

  LoopRows(Handle handle, String forUpdate) {
    this.handle = handle;
    this.forUpdate = forUpdate;
  }

  void pulse(String loop, Instant at) {
    handle.execute(
        """
        INSERT INTO pulses (loop, at) VALUES (?, ?)
        ON CONFLICT (loop) DO UPDATE SET at = excluded.at\
        """,
        loop,
        at.toEpochMilli());
  }

  Map<String, Instant> pulses() {
    Map<String, Instant> pulses = new TreeMap<>();
    handle
        .createQuery("SELECT loop, at FROM pulses")
        .map((row, context) -> Map.entry(row.getString("loop"), Millis.get(row, "at")))
        .forEach(pulse -> pulses.put(pulse.getKey(), pulse.getValue()));
    return pulses;
  }

  boolean listening(Instant now, Duration longest, boolean restarted) {
    Optional<Instant> silentSince =
        lastWord()
            .filter(last -> last.isBefore(now))
            .filter(last -> restarted || Duration.between(last, now).compareTo(longest) > 0);
    silentSince.ifPresent(last -> deaf(last, now));
    handle.execute(
        """
        INSERT INTO listening (id, at) VALUES (1, ?)
        ON CONFLICT (id) DO UPDATE SET at = excluded.at\
        """,
        now.toEpochMilli());
    return silentSince.isPresent();
  }

  void deaf(Instant from, Instant until) {
    handle.execute(
        """
        INSERT INTO gaps (from_at, until_at) VALUES (?, ?)
        ON CONFLICT (from_at) DO UPDATE SET until_at = excluded.until_at\
        """,
        from.toEpochMilli(),
        until.toEpochMilli());
  }

  private Optional<Instant> lastWord() {
    return handle
        .createQuery("SELECT at FROM listening " + forUpdate)
        .map((row, context) -> Millis.get(row, "at"))
        .findOne();
  }

  List<Gap> gaps(Instant since) {
    return handle
        .createQuery("SELECT * FROM gaps WHERE until_at > ? ORDER BY from_at")
        .bind(0, since.toEpochMilli())
        .map((row, context) -> new Gap(Millis.get(row, "from_at"), Millis.get(row, "until_at")))
        .list();
  }
}
