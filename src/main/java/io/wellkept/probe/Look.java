package io.wellkept.probe;

import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * One look to be taken.
 *
 * @param settings the check's settings
 * @param memory what the check remembers, for a look that goes on where an earlier one ended; what
 *     it means is for the judge to say
 * @param fresh not to be answered from anything remembered: a confirming look, or one that a person
 *     asked for
 * @param deadline the longest that the look may take
 * @param leave to be asked before anything is done that must not be done twice
 * @param owner who is accountable for the touchpoint: whose calendar says what a working day is
 */
public record Look<S extends Record>(
    Touchpoint touchpoint,
    Check check,
    S settings,
    Memory memory,
    boolean fresh,
    Duration deadline,
    Leave leave,
    Person owner) {
  /** The usual deadline. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  /** What of a time of its own the look leaves. */
  public Duration atMost(Duration own) {
    return own.compareTo(deadline) < 0 ? own : deadline;
  }

  /** A look for which it does not matter whose working days count. */
  public Look(
      Touchpoint touchpoint,
      Check check,
      S settings,
      Memory memory,
      boolean fresh,
      Duration deadline,
      Leave leave) {
    this(touchpoint, check, settings, memory, fresh, deadline, leave, somebody(touchpoint));
  }

  /** A look that needs neither memory nor leave. */
  public Look(Touchpoint touchpoint, Check check, S settings, boolean fresh, Duration deadline) {
    this(touchpoint, check, settings, Memory.EMPTY, fresh, deadline, Leave.NEVER);
  }

  /** The owner of whom nothing is known but the id. */
  static Person somebody(Touchpoint touchpoint) {
    String id = touchpoint.owner();
    return new Person(id, id, Map.of(), List.of(), ZoneOffset.UTC, WorkingHours.USUAL, List.of());
  }
}
