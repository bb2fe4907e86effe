package io.wellkept.incident;

import io.wellkept.incident.Escalation.Forecast;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ladder of an incident is doing, and what it does if nobody acts.
 *
 * @param why what is decided at this moment, or what holds everything back
 * @param held whether something holds everything back
 * @param until when that is asked again; null if no moment is known
 * @param by id of the touchpoint because of which it is held; null if it is none
 * @param next who is next and when: once a promise passes or a snooze ends, where there is one;
 *     null if nobody is
 */
public record Outlook(
    Reason why,
    boolean held,
    @Nullable Instant until,
    @Nullable String by,
    @Nullable Forecast next) {}
