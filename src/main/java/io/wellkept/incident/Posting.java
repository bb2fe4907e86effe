package io.wellkept.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice on one road: a row of the outbox.
 *
 * @param id the notice's id and the number of the road
 * @param road which of the person's roads this is, from 0
 * @param notifier the name of the notifier
 * @param dueAt not to be sent before
 * @param attempts how often sending failed for now
 * @param firstTriedAt null before the first attempt
 * @param parcel the message in which it goes, fixed before the first attempt so that a repeat is
 *     the same message; null before
 */
public record Posting(
    String id,
    Notice notice,
    int road,
    String notifier,
    Instant dueAt,
    int attempts,
    @Nullable Instant firstTriedAt,
    @Nullable String parcel) {
  public static Posting of(Notice notice, int road, String notifier, Instant dueAt) {
    return new Posting(notice.id() + "." + road, notice, road, notifier, dueAt, 0, null, null);
  }

  /** How a row of the outbox can end; nothing else happens to it. */
  public sealed interface Ending {
    /** It left, in the message that the reference names on the other side. */
    record Sent(String reference) implements Ending {}

    /** It was no longer true. */
    record Withdrawn(Reason because) implements Ending {}

    /** This road failed; the next road, or the next rung, has it now. */
    record Rerouted(Reason because, String detail) implements Ending {}
  }
}
