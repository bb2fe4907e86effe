package io.wellkept.incident;

import io.wellkept.incident.Escalation.Situation;
import io.wellkept.touchpoint.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides single notices and keeps the incident, which remembers them, up to date. */
final class Speaker {
  private final Situation situation;
  private final Patience patience;
  private final Instant now;
  private final List<Notice> notices = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private Incident incident;

  Speaker(Incident incident, Situation situation, Patience patience, Instant now) {
    this.incident = incident;
    this.situation = situation;
    this.patience = patience;
    this.now = now;
  }

  /** As it is after all that was decided so far. */
  Incident incident() {
    return incident;
  }

  List<Notice> notices() {
    return notices;
  }

  List<Event> events() {
    return events;
  }

  void change(Incident next) {
    incident = next;
  }

  Said said() {
    return new Said(incident, situation.roster().people(), now);
  }

  /** Outside the person's hours it waits in the outbox, which asks again whether it is true. */
  void tellInHours(NoticeKind kind, String id, int rung, Reason why) {
    Optional<Person> known = situation.roster().people().person(id);
    if (known.isEmpty()) {
      // would be withdrawn, and decided again, for ever
      return;
    }
    Person person = known.get();
    if (kind.asksToAct() && said().isBeingTold(id)) {
      return;
    }
    if (kind.asksToAct() && patience.isAway(person)) {
      skip(person, rung, Reason.PERSON_AWAY);
      return;
    }
    tell(kind, id, rung, patience.startOf(person, now), why);
  }

  void tell(NoticeKind kind, String person, int rung, Instant due, Reason why) {
    if (!said().isKnown(person)) {
      return;
    }
    String number = Integer.toString(incident.everDecided());
    Notice notice =
        new Notice(
            Ids.of(incident.id(), kind.name(), person, number),
            incident.id(),
            kind,
            person,
            rung,
            now,
            due,
            why);
    notices.add(notice);
    incident = incident.telling(notice);
  }

  /** Says, once, that the person is passed over. */
  void skip(Person person, int rung, Reason why) {
    Told skipped = Told.skipped(incident.id(), person.id(), rung, now, why);
    boolean said = incident.told().stream().anyMatch(t -> t.notice().equals(skipped.notice()));
    if (!said) {
      incident = incident.telling(skipped);
      note(Event.Type.SKIPPED, person.id(), why);
    }
  }

  void note(Event.Type type, @Nullable String person, Reason why) {
    events.add(new Event(now, type, incident.check(), incident.id(), person, why, ""));
  }
}
