package io.wellkept.probe;

import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;

/**
 * One look to be taken.
 *
 * @param settings the check's settings
 * @param fresh not to be answered from anything remembered: a confirming look, or one that a person
 *     asked for
 * @param deadline the longest that the look may take
 */
public record Look<S extends Record>(
    Touchpoint touchpoint, Check check, S settings, boolean fresh, Duration deadline) {
  /** The usual deadline. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);
}
