package io.wellkept.incident;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The swings of a check's subjects, while one look is taken in. */
final class SwingsNow {
  /** The finding of what looks bad again and again and is fine at every second look. */
  static final String CODE = "unsteady";

  private final Map<String, Swings> bySubject = new HashMap<>();
  private final Steadiness steadiness;
  private final Instant now;
  private final boolean counts;

  /**
   * @param counts whether being bad now says anything about how steady it is
   */
  SwingsNow(Map<String, Swings> before, Steadiness steadiness, Instant now, boolean counts) {
    this.steadiness = steadiness;
    this.now = now;
    this.counts = counts;
    before.forEach((subject, swings) -> keep(subject, steadiness.lately(swings, now)));
  }

  /** To be remembered; nothing for subjects that were not bad lately. */
  Map<String, Swings> all() {
    return bySubject;
  }

  private Swings of(String subject) {
    return bySubject.getOrDefault(subject, Swings.NONE);
  }

  private void keep(String subject, Swings swings) {
    if (!swings.latest().isEmpty()) {
      bySubject.put(subject, swings);
    }
  }

  void begins(String subject, Instant from) {
    if (counts) {
      keep(subject, of(subject).begins(from));
    }
  }

  void falseAlarm(String subject, Instant from) {
    if (counts) {
      keep(subject, of(subject).falseAlarm(from, now));
    }
  }

  void ends(String subject, Instant at) {
    keep(subject, of(subject).ends(at));
  }

  boolean unsteady(String subject) {
    return steadiness.unsteady(of(subject));
  }

  Rhythm rhythm(String subject) {
    return Rhythm.of(of(subject));
  }

  /** The rhythm of an unsteady incident after one more time of being bad. */
  Rhythm again(Incident incident) {
    Swings lately = of(incident.subject());
    Rhythm rhythm = rhythmOf(incident);
    return lately.latest().isEmpty() ? rhythm : rhythm.again(lately);
  }

  /** The same after a time of being bad ended; as it was if that is too long ago to be known. */
  Rhythm paused(Incident incident) {
    Swings lately = of(incident.subject());
    Rhythm rhythm = rhythmOf(incident);
    return lately.latest().isEmpty() ? rhythm : rhythm.paused(lately);
  }

  private static Rhythm rhythmOf(Incident incident) {
    return Objects.requireNonNull(incident.unsteady(), "asked of unsteady incidents only");
  }

  /** A mild one: nobody is to be woken for it. */
  Finding finding(String subject, Suspicion last) {
    Finding finding =
        new Finding(
            CODE,
            CODE,
            subject,
            Severity.MINOR,
            Condition.DEGRADED,
            1,
            "It looks bad now and then and is fine at the second look",
            List.of(),
            rhythm(subject).since());
    return finding.with("last seen", last.findings().get(0).headline());
  }
}
