package io.wellkept.probe.chat;

import io.wellkept.touchpoint.Fault;
import java.util.List;
import java.util.Set;

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
   * @param answered of those asked for, the ids of those that were answered
   * @param closed of those asked for, the ids of those that ended without an answer
   */
  record Seen(
      String source,
      List<Waiting> conversations,
      boolean complete,
      int withBot,
      Presence presence,
      Set<String> answered,
      Set<String> closed)
      implements Desk {
    public Seen {
      conversations = List.copyOf(conversations);
      answered = Set.copyOf(answered);
      closed = Set.copyOf(closed);
    }

    Seen(
        String source,
        List<Waiting> conversations,
        boolean complete,
        int withBot,
        Presence presence) {
      this(source, conversations, complete, withBot, presence, Set.of(), Set.of());
    }
  }

  /** It could not be heard, or not to the end. */
  record Unseen(Fault fault) implements Desk {}
}
