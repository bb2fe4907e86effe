package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.voice.VoiceSource;
import java.time.Instant;

/** Knows who waits in a chat. What goes wrong at the other side is a value, never thrown. */
interface ChatSource {
  /** More conversations than this are not listed; the listing is incomplete then. */
  int MOST = VoiceSource.MOST;

  /**
   * Asks who waits, and who is there.
   *
   * @param presence whether anybody wants to know who is there
   * @param fresh over connections of its own
   * @throws InterruptedException if Wellkept stops
   */
  Desk ask(boolean presence, Instant now, TimeLeft time, boolean fresh) throws InterruptedException;
}
