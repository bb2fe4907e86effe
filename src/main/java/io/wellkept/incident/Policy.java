package io.wellkept.incident;

import java.time.Duration;
import java.util.List;

/**
 * A ladder: who is told, and how long each is waited for.
 *
 * @param aroundTheClock waits count the clock and working hours are ignored
 * @param promiseAtMost how far ahead of now a promise may reach
 * @param remindEvery after the last rung, how long until everybody on it is reminded
 * @param retryFor how long one road to a person is tried before another is taken
 */
public record Policy(
    String id,
    List<Rung> rungs,
    boolean aroundTheClock,
    Duration promiseAtMost,
    Duration remindEvery,
    Duration retryFor) {
  /**
   * One step of the ladder.
   *
   * @param after how long the rung before is waited for; ignored on the first
   */
  public record Rung(Addressee tell, Duration after) {}

  public Policy {
    if (rungs.isEmpty()) {
      throw new IllegalArgumentException("policy " + id + " tells nobody");
    }
    rungs = List.copyOf(rungs);
  }
}
