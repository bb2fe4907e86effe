package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation;
import io.wellkept.incident.Escalation.Decision;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Notice;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Told;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.touchpoint.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the ladder about an incident and writes down what follows, within a transaction. */
final class Climbing {
  private final Figures figures;

  Climbing(Figures figures) {
    this.figures = figures;
  }

  /** What the decisions are counted in. */
  interface Figures {
    void decided(Reason why);
  }

  Incident climb(Work work, Incident incident, @Nullable CheckState state, Present present) {
    Instant now = present.now();
    Decision decision = Escalation.next(incident, present.situation(incident, state, work), now);
    figures.decided(decision.why());
    Incident next = decision.next();
    for (Notice notice : decision.notices()) {
      next = post(work, next, notice, present);
    }
    work.save(next);
    decision.events().forEach(work::append);
    if (decision.hold() != null) {
      decision.hold().lookFirst().stream()
          .filter(present.plan()::mayLookSooner)
          .forEach(check -> work.lookAt(check, now));
    }
    String subject = incident.id();
    if (decision.nobody() && !incident.check().touchpoint().equals(Troubles.SELF)) {
      Troubles.raise(
          work,
          Troubles.PEOPLE,
          subject,
          "Nobody on the ladder of "
              + incident.check().touchpoint()
              + " can be reached: mend the people or the policy",
          now);
    } else if (incident.resolved() || !incident.uncalled()) {
      Troubles.clear(work, Troubles.PEOPLE, subject, now);
    }
    return next;
  }

  private static Incident post(Work work, Incident incident, Notice notice, Present present) {
    List<String> roads =
        present
            .plan()
            .people()
            .person(notice.person())
            .map((Person person) -> Roads.to(person, present.plan().daemon(), incident))
            .orElse(List.of());
    if (roads.isEmpty()) {
      work.append(
          new Event(
              present.now(),
              Event.Type.NOT_TOLD,
              incident.check(),
              incident.id(),
              notice.person(),
              Reason.NO_ROAD,
              ""));
      return incident.settled(notice.id(), Told.Outcome.FAILED, present.now());
    }
    work.post(Posting.of(notice, 0, roads.get(0), notice.dueAt()));
    return incident;
  }
}
