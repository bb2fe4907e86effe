package io.wellkept.report;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.touchpoint.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** What a touchpoint is like, judged from what is known of its checks. Pure. */
public final class Conditions {
  private Conditions() {}

  /**
   * The worst of what stands open and has no time left; {@link Condition#UNKNOWN} if nothing is
   * open and a check has never seen it, or has been blind for long, or there is none; else healthy.
   *
   * @param states of all checks of the touchpoint
   * @param open of the touchpoint, not yet resolved
   * @param blindFor how long a check may be blind before its last word counts no more
   */
  public static Condition of(
      Collection<CheckState> states, Collection<Incident> open, Instant now, Duration blindFor) {
    Condition worst = Condition.HEALTHY;
    for (Incident incident : open) {
      if (incident.hasTime(now) || Ownership.isAboutPeople(incident)) {
        continue;
      }
      worst = incident.condition().worseThan(worst) ? incident.condition() : worst;
    }
    if (worst != Condition.HEALTHY) {
      return worst;
    }
    boolean allSeen =
        !states.isEmpty() && states.stream().noneMatch(state -> unknown(state, now, blindFor));
    return allSeen ? Condition.HEALTHY : Condition.UNKNOWN;
  }

  private static boolean unknown(CheckState state, Instant now, Duration blindFor) {
    return state.lastSeen() == null || blindForLong(state, now, blindFor);
  }

  /** Whether the check could not look for at least that long. */
  public static boolean blindForLong(CheckState state, Instant now, Duration blindFor) {
    Instant since = state.blindSince();
    return since != null && !now.isBefore(since.plus(blindFor));
  }
}
