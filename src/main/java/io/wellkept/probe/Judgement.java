package io.wellkept.probe;

import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a judge says, and what it wants to remember.
 *
 * @param again when it wants to go on looking, where that is sooner than the schedule; null if the
 *     schedule will do
 */
public record Judgement(Observation observation, Memory memory, @Nullable Instant again) {
  public Judgement(Observation observation, Memory memory) {
    this(observation, memory, null);
  }
}
