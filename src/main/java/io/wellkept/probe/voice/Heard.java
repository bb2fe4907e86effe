package io.wellkept.probe.voice;

import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Voice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a source told of what customers say. */
public sealed interface Heard {
  /**
   * It told.
   *
   * @param complete whether all that waits for an answer is among it: what is not there is gone
   * @param rating null where the source has none
   */
  record Told(List<Voice> voices, boolean complete, @Nullable Rating rating) implements Heard {
    public Told {
      voices = List.copyOf(voices);
    }
  }

  /** It could not be heard, or not to the end. */
  record Deaf(Fault fault) implements Heard {}

  /**
   * What all ratings come to.
   *
   * @param average from 1 to 5
   * @param count of how many
   */
  record Rating(double average, long count) {}
}
