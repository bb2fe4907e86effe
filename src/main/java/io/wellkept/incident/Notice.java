package io.wellkept.incident;

import java.time.Instant;

/**
 * One message to one person about one incident, decided and not yet sent. Which road it takes is
 * chosen when it enters the outbox.
 *
 * @param id the same for the same decision, so that a repeat can be recognised
 * @param rung the rung of the ladder that it belongs to; -1 where it belongs to none
 * @param dueAt not before this moment
 */
public record Notice(
    String id,
    String incident,
    NoticeKind kind,
    String person,
    int rung,
    Instant decidedAt,
    Instant dueAt,
    Reason why) {}
