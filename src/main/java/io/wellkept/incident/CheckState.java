package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one check between two looks: one row, however often it looks.
 *
 * @param born when the plan first had it
 * @param lastLook the last look, blind or not
 * @param lastSeen the last look that saw something
 * @param blindSince the first of the blind looks in a row; null if the last look saw
 * @param fault why the last look was blind; null if it saw
 * @param findings what the last look that saw found, also what is muted or not sure enough
 * @param suspicions subjects that looked bad once, waiting for the second look
 * @param swings when its subjects were bad lately
 */
public record CheckState(
    CheckId check,
    Instant born,
    @Nullable Instant lastLook,
    @Nullable Instant lastSeen,
    @Nullable Instant blindSince,
    @Nullable Fault fault,
    List<Finding> findings,
    List<Measurement> measurements,
    Map<String, Suspicion> suspicions,
    Memory memory,
    Tally tally,
    Map<String, Swings> swings) {
  public CheckState {
    findings = List.copyOf(findings);
    measurements = List.copyOf(measurements);
    suspicions = Map.copyOf(suspicions);
    swings = Map.copyOf(swings);
  }

  /** A check that has never looked. */
  public static CheckState born(CheckId check, Instant now) {
    return new CheckState(
        check,
        now,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        Memory.EMPTY,
        Tally.of(now),
        Map.of());
  }
}
