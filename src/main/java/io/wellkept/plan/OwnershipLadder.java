package io.wellkept.plan;

import io.wellkept.incident.Addressee;
import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Policy.Rung;
import io.wellkept.incident.Timing;
import io.wellkept.touchpoint.Team;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ladder of what is about people: whoever is asked, the lead of their team, the operators. Only
 * who is asked can say yes to a hand-over, or judge what they tried, so nobody else is told of
 * that.
 */
final class OwnershipLadder {
  /** A working week; nothing about owners is a matter of hours. */
  private static final Duration A_WEEK_OF_WORK = Duration.ofHours(40);

  private static final Duration PROMISE = Duration.ofDays(30);
  private static final Duration RETRY = Duration.ofDays(1);

  private OwnershipLadder() {}

  static Policy of(Incident incident, Plan plan) {
    double scale = plan.daemon().timeScale();
    Duration wait = Timing.divide(A_WEEK_OF_WORK, scale);
    String person = incident.subject();
    List<Rung> rungs = new ArrayList<>();
    if (incident.audience() != Audience.LEAD) {
      rungs.add(new Rung(new Addressee.OnePerson(person), Duration.ZERO));
    }
    if (!incident.audience().isAskedNothing() && !Ownership.asksOneAlone(incident)) {
      Optional<String> lead =
          plan.people().teamOf(person).map(Team::lead).filter(id -> !id.equals(person));
      // the time that the person had is over by then
      lead.ifPresent(id -> rungs.add(new Rung(new Addressee.OnePerson(id), Duration.ZERO)));
      Addressee operators = new Addressee.WholeTeam(plan.daemon().operators());
      rungs.add(new Rung(operators, lead.isPresent() ? wait : Duration.ZERO));
    }
    return new Policy(
        "ownership",
        rungs,
        false,
        Timing.divide(PROMISE, scale),
        wait,
        Timing.divide(RETRY, scale));
  }
}
