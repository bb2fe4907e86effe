package io.wellkept.incident;

import java.time.Instant;

/**
 * That somebody is asked by a person to take an incident. Until they do, it stays where it is: a
 * taking with its date, or the ladder.
 *
 * @param by who asks
 * @param to who is asked
 * @param why in the words of whoever asks; may be empty
 */
public record HandOver(String by, String to, Instant at, String why) {}
