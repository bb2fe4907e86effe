package io.wellkept.probe.chat;

import io.wellkept.touchpoint.Fault;
import java.util.List;

/** What a source told of those who wait, and of those who answer. */
sealed interface Desk {
  /** The settings name no source. */
  record NotAsked() implements Desk {}

  /**
   * It told.
   *
   * @param source as voices name it: {@code intercom}
   * @param conversations in which a customer waits for a person
   * @param complete whether these are all
   * @param withBot in how many a bot answers
   */
  record Seen(
      String source, List<Waiting> conversations, boolean complete, int withBot, Presence presence)
      implements Desk {
    public Seen {
      conversations = List.copyOf(conversations);
    }
  }

  /** It could not be heard, or not to the end. */
  record Unseen(Fault fault) implements Desk {}
}
