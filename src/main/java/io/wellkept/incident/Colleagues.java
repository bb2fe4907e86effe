package io.wellkept.incident;

import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people do among themselves about an incident: one hands it to another, one notes something
 * for the others. Acting twice is acting once.
 */
public final class Colleagues {
  /** The longest note, and the longest reason, in characters. */
  public static final int LONGEST = 500;

  private Colleagues() {}

  /** What became of it. */
  public sealed interface Answer {
    /** Store both. */
    record Done(Incident incident, Event event) implements Answer {}

    /** It is so already. */
    record AlreadySo(Incident incident) implements Answer {}

    /**
     * It cannot be done.
     *
     * @param name of whoever stands in the way; empty if nobody does
     * @param last the last day on which they are away; null unless they are
     */
    record Refused(Objection because, String name, @Nullable LocalDate last) implements Answer {
      Refused(Objection because) {
        this(because, "", null);
      }
    }
  }

  /** Why something cannot be done. */
  public enum Objection {
    /** Nothing is left to hand over. */
    OVER,
    /** It asks certain people something, and others cannot answer. */
    ABOUT_PEOPLE,
    /** Whoever had it gave it back since the person looked. */
    GIVEN_BACK,
    /** Somebody took it since the person looked. */
    TAKEN_MEANWHILE,
    /** The other has it. */
    HAS_IT,
    /** Nobody hands anything to themselves. */
    YOURSELF,
    /** The plan does not know the other. */
    UNKNOWN,
    /** The other is no longer in the company. */
    LEFT,
    /** The other would not see it before they are back. */
    AWAY,
    /** No message reaches the other. */
    NO_ROAD,
    /** A note without a word. */
    EMPTY,
    /** More than {@value #LONGEST} characters. */
    TOO_LONG
  }

  /**
   * "You take it, please." Until the other does, it stays where it is.
   *
   * @param to id of who is asked
   * @param holder id of who had taken it when the person looked, empty if nobody had; null where
   *     that is not known
   * @param why may be empty
   * @param via the road by which the word came
   * @param people those of the effective plan, who know when they are away
   */
  public static Answer handOver(
      Incident incident,
      String person,
      String to,
      @Nullable String holder,
      String why,
      String via,
      People people,
      Instant now) {
    Optional<Answer> refused =
        refused(incident, holder, people)
            .or(() -> refused(incident, person, to, people, now))
            .or(() -> tooLong(why));
    if (refused.isPresent()) {
      return refused.get();
    }
    HandOver before = incident.handOver();
    if (before != null && before.to().equals(to)) {
      return new Answer.AlreadySo(incident);
    }
    String said = why.strip();
    String text = "to " + people.nameOf(to) + ", by " + via + (said.isEmpty() ? "" : ": " + said);
    return new Answer.Done(
        incident.handedOver(new HandOver(person, to, now, said)).wakeAt(now),
        event(incident, Event.Type.HANDED, person, now, text));
  }

  private static Optional<Answer> refused(
      Incident incident, @Nullable String holder, People people) {
    if (incident.resolved()) {
      return Optional.of(new Answer.Refused(Objection.OVER));
    }
    if (Ownership.isAboutPeople(incident)) {
      return Optional.of(new Answer.Refused(Objection.ABOUT_PEOPLE));
    }
    String taker = incident.taken().map(Standing.Taken::by).orElse("");
    if (holder == null || holder.equals(taker)) {
      return Optional.empty();
    }
    return Optional.of(
        taker.isEmpty()
            ? new Answer.Refused(Objection.GIVEN_BACK)
            : new Answer.Refused(Objection.TAKEN_MEANWHILE, people.nameOf(taker), null));
  }

  private static Optional<Answer> refused(
      Incident incident, String person, String to, People people, Instant now) {
    Optional<Person> asked = people.person(to);
    if (asked.isEmpty()) {
      return Optional.of(new Answer.Refused(Objection.UNKNOWN, to, null));
    }
    String name = asked.get().name();
    if (incident.taken().filter(taken -> taken.by().equals(to)).isPresent()) {
      return Optional.of(new Answer.Refused(Objection.HAS_IT, name, null));
    }
    if (to.equals(person)) {
      return Optional.of(new Answer.Refused(Objection.YOURSELF));
    }
    return asked.get().hasLeft(now)
        ? Optional.of(new Answer.Refused(Objection.LEFT, name, null))
        : lastDayAway(asked.get(), now).map(last -> new Answer.Refused(Objection.AWAY, name, last));
  }

  /**
   * The last day on which the person, away now, is away: one absence may follow another without a
   * day between. Not after their last day in the company; none of whoever has left.
   */
  public static Optional<LocalDate> lastDayAway(Person person, Instant now) {
    if (person.hasLeft(now)) {
      return Optional.empty();
    }
    Optional<LocalDate> last = Optional.empty();
    LocalDate day = now.atZone(person.zone()).toLocalDate();
    for (Optional<LocalDate> end = end(person, day); end.isPresent(); end = end(person, day)) {
      last = end;
      day = end.get().plusDays(1);
    }
    LocalDate leaves = person.until();
    return last.map(end -> leaves != null && leaves.isBefore(end) ? leaves : end);
  }

  private static Optional<LocalDate> end(Person person, LocalDate day) {
    return person.away().stream()
        .filter(absence -> absence.covers(day))
        .map(Absence::until)
        .max(Comparator.naturalOrder());
  }

  /** A note for whoever looks at it next; it tells nobody and changes nothing. */
  public static Answer comment(Incident incident, String person, String text, Instant now) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return new Answer.Refused(Objection.EMPTY);
    }
    return tooLong(stripped)
        .orElseGet(() ->
            new Answer.Done(
                incident, event(incident, Event.Type.COMMENTED, person, now, stripped)));
  }

  private static Optional<Answer> tooLong(String text) {
    return text.strip().length() > LONGEST
        ? Optional.of(new Answer.Refused(Objection.TOO_LONG))
        : Optional.empty();
  }

  private static Event event(
      Incident incident, Event.Type type, String person, Instant now, String text) {
    return new Event(now, type, incident.check(), incident.id(), person, null, text);
  }
}
