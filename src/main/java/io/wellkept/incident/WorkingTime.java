package io.wellkept.incident;

import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A person's working time as instants: hours of the week in the person's zone, less the days away.
 * An hour of work is an hour that passes, also on the days on which the clocks change.
 */
final class WorkingTime {
  /** Beyond this nobody waits; somebody away for longer counts as never coming back. */
  private static final int MOST_DAYS = 800;

  private WorkingTime() {}

  /** From (included) until (excluded). */
  private record Stretch(Instant from, Instant until) {}

  static boolean within(Person person, Instant now) {
    return stretches(person, day(person, now)).stream()
        .anyMatch(s -> !now.isBefore(s.from()) && now.isBefore(s.until()));
  }

  /** Now, if the person works now; else when the person next begins. */
  static Instant nextStart(Person person, Instant now) {
    return plus(person, now, Duration.ZERO);
  }

  /** Whether the person is away now, or when the next working time would begin. */
  static boolean awayNext(Person person, Instant now) {
    return person.awayAt(now) || person.awayAt(nextStart(neverAway(person), now));
  }

  private static Person neverAway(Person person) {
    return new Person(
        person.id(),
        person.name(),
        person.addresses(),
        person.roads(),
        person.zone(),
        person.hours(),
        List.of());
  }

  /**
   * When the first day begins on which the person would work and is away; not before {@code from},
   * empty if there is none before {@code until}.
   */
  static Optional<Instant> firstDayAway(Person person, Instant from, Instant until) {
    LocalDate last = day(person, until);
    for (LocalDate day = day(person, from); !day.isAfter(last); day = day.plusDays(1)) {
      Instant begin = day.atStartOfDay(person.zone()).toInstant();
      if (begin.isBefore(until) && isAway(person, day) && !worksOn(person, day).isEmpty()) {
        return Optional.of(begin.isBefore(from) ? from : begin);
      }
    }
    return Optional.empty();
  }

  private static boolean isAway(Person person, LocalDate day) {
    return person.away().stream().anyMatch(absence -> absence.covers(day));
  }

  private static List<WorkingHours.Interval> worksOn(Person person, LocalDate day) {
    return person.hours().on(day.getDayOfWeek());
  }

  /** The moment at which the person has worked for that long since {@code start}. */
  static Instant plus(Person person, Instant start, Duration work) {
    Duration left = work;
    LocalDate day = day(person, start);
    for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
      for (Stretch stretch : stretches(person, day)) {
        Instant from = stretch.from().isBefore(start) ? start : stretch.from();
        if (!from.isBefore(stretch.until())) {
          continue;
        }
        Duration here = Duration.between(from, stretch.until());
        if (left.compareTo(here) < 0) {
          return from.plus(left);
        }
        left = left.minus(here);
      }
    }
    return start.plus(Duration.ofDays(MOST_DAYS));
  }

  private static LocalDate day(Person person, Instant moment) {
    return moment.atZone(person.zone()).toLocalDate();
  }

  private static List<Stretch> stretches(Person person, LocalDate day) {
    if (isAway(person, day)) {
      return List.of();
    }
    return worksOn(person, day).stream().map(interval -> stretch(person, day, interval)).toList();
  }

  private static Stretch stretch(Person person, LocalDate day, WorkingHours.Interval interval) {
    ZonedDateTime from = day.atTime(interval.from()).atZone(person.zone());
    ZonedDateTime until =
        interval.until().equals(LocalTime.MIDNIGHT)
            ? day.plusDays(1).atStartOfDay(person.zone())
            : day.atTime(interval.until()).atZone(person.zone());
    return new Stretch(from.toInstant(), until.toInstant());
  }
}
