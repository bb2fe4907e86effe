package io.wellkept.probe.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Knows what customers say. What goes wrong at the other side is a value, never thrown. */
public interface VoiceSource {
  /** More than this is not listed; the listing is incomplete then. */
  int MOST = 5_000;

  /**
   * Asks what was said.
   *
   * @param since what is older may be left out
   * @param within the longest that it may take, over all pages
   * @param fresh over connections of its own
   * @throws InterruptedException if Wellkept stops
   */
  Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException;

  /** Whether it lists what was changed last first, and not what is newest. */
  default boolean byChange() {
    return false;
  }

  /**
   * The same, for those who know what waited before. A source that lists only what is new asks for
   * these one by one: else nobody would see that they were answered.
   *
   * @param open ids of what waited for an answer at the last look
   */
  default Heard hear(Instant since, Set<String> open, Duration within, boolean fresh)
      throws InterruptedException {
    return hear(since, within, fresh);
  }
}
