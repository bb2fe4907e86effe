package io.wellkept.probe;

import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a judge says, and what it wants to remember.
 *
 * @param again when it wants to go on looking, where that is sooner than the schedule; null if the
 *     schedule will do
 * @param voices what customers said, where that is new or has changed; the ledger keeps it
 */
public record Judgement(
    Observation observation, Memory memory, @Nullable Instant again, List<Voice> voices) {
  public Judgement {
    voices = List.copyOf(voices);
  }

  public Judgement(Observation observation, Memory memory, @Nullable Instant again) {
    this(observation, memory, again, List.of());
  }

  public Judgement(Observation observation, Memory memory) {
    this(observation, memory, null);
  }
}
