package io.wellkept.incident;

import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How long people are waited for: in their working time, or by the clock where that is meant.
 *
 * @param pauses time that does not count
 */
record Patience(Policy policy, People people, Instant now, Pauses pauses) {
  /** Waits for those who stay; when all of them go away, until the last one is gone. */
  Optional<Instant> until(Map<String, Instant> words, Duration wait) {
    Map<String, Instant> staying = new HashMap<>(words);
    staying.keySet().removeIf(id -> leaving(id, words, wait).isPresent());
    return staying.isEmpty()
        ? words.keySet().stream()
            .flatMap(id -> leaving(id, words, wait).stream())
            .max(Comparator.naturalOrder())
        : soonest(staying, wait);
  }

  private Optional<Instant> soonest(Map<String, Instant> words, Duration wait) {
    return words.entrySet().stream()
        .map(word -> after(known(word.getKey()), word.getValue(), wait))
        .min(Comparator.naturalOrder());
  }

  /** When the person goes away, if that is before the wait is over. */
  private Optional<Instant> leaving(String id, Map<String, Instant> words, Duration wait) {
    Instant from = Objects.requireNonNull(words.get(id), "one of those told");
    Person person = known(id);
    return WorkingTime.firstDayAway(person, from, after(person, from, wait));
  }

  private Person known(String id) {
    return people.person(id).orElseThrow();
  }

  Instant after(Person person, Instant from, Duration wait) {
    return policy.aroundTheClock()
        ? pauses.after(from, wait)
        : pauses.after(
            from,
            wait,
            (start, span) -> WorkingTime.plus(person, start, span),
            (start, end) -> WorkingTime.between(person, start, end));
  }

  boolean isAway(Person person) {
    return policy.aroundTheClock() ? person.awayAt(now) : WorkingTime.awayNext(person, now);
  }

  /** When the person may be told: at once, or when the next working hours begin. */
  Instant startOf(Person person, Instant at) {
    return policy.aroundTheClock() ? at : WorkingTime.nextStart(person, at);
  }

  /** When the first of them may be told. */
  Instant startOf(List<Person> persons, Instant at) {
    return persons.stream()
        .map(person -> startOf(person, at))
        .min(Comparator.naturalOrder())
        .orElse(at);
  }

  boolean mayBeToldNow(Person person) {
    return policy.aroundTheClock() || WorkingTime.within(person, now);
  }
}
