package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.voice.VoiceSource;
import java.time.Instant;
import java.util.Map;

/** Knows who waits in a chat. What goes wrong at the other side is a value, never thrown. */
interface ChatSource {
  /** More conversations than this are not listed; the listing is incomplete then. */
  int MOST = VoiceSource.MOST;

  /**
   * Asks who waits, and who is there.
   *
   * @param open since when customers wait who waited at the last look, by the conversation's id
   * @param presence whether anybody wants to know who is there
   * @param fresh over connections of its own
   * @throws InterruptedException if Wellkept stops
   */
  Desk ask(Map<String, Instant> open, boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException;
}
