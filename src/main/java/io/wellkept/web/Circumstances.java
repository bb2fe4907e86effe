package io.wellkept.web;

import io.wellkept.incident.Storm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every page must be honest about.
 *
 * @param dry nothing leaves: messages are decided and shown, not sent
 * @param nobodyCanBeTold no notifier counts as a road to anybody
 * @param nobodyIsAnswered no mail leaves that would answer those who reported something
 * @param networkClosedSince since when our own network is closed; null if it is open
 * @param storm the storm that lasts; null if there is none
 */
public record Circumstances(
    boolean dry,
    boolean nobodyCanBeTold,
    boolean nobodyIsAnswered,
    @Nullable Instant networkClosedSince,
    @Nullable Storm storm) {}
