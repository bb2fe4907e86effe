package io.wellkept.probe.mailbox;

import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a look that sends, or that waits for a reply, gave. */
public sealed interface ReplyFacts {
  /** A mail with that mark left. */
  record Sent(String mark) implements ReplyFacts {}

  /** Our server says that nobody gets mail at that address. */
  record Refused(String words) implements ReplyFacts {}

  /** What came of the mail with that mark. */
  record Awaited(String mark, Instant sentAt, Came came) implements ReplyFacts {}

  /** Nothing could be sent, or nothing could be seen. */
  record Barred(Fault fault) implements ReplyFacts {}

  /** What came back. */
  sealed interface Came {
    /**
     * The reply.
     *
     * @param at when it came; null if the mailbox does not say
     * @param saysWhatItMust whether the text is in it that must be
     */
    record Reply(@Nullable Instant at, boolean saysWhatItMust) implements Came {}

    /**
     * Our own mail, undeliverable.
     *
     * @param words what the bounce says, in a line; empty if nothing of use
     */
    record Bounce(String words) implements Came {}

    /** Nothing. */
    record Nothing(int mailsSince) implements Came {}

    /** We could not see. */
    record Unseen(Fault fault) implements Came {}
  }
}
