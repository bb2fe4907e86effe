package io.wellkept.probe.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in which a customer waits. It holds nothing that anybody said, and nobody's name.
 *
 * @param since since when
 * @param moves whether that is the time of the customer's last word, which moves when they ask
 *     again; else it is the time of the first one without an answer
 * @param repliedAt when somebody answered last; null if nobody did, or nobody tells
 * @param link where people answer; null if nobody tells
 */
record Waiting(
    String id, Instant since, boolean moves, @Nullable Instant repliedAt, @Nullable String link) {}
