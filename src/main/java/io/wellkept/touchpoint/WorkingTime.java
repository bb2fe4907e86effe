package io.wellkept.touchpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A person's working time as instants: hours of the week in the person's zone, less holidays and
 * the days away. An hour of work is an hour that passes, also on the days on which the clocks
 * change.
 */
public final class WorkingTime {
  /** Beyond this nobody waits; somebody away for longer counts as never coming back. */
  private static final int MOST_DAYS = 800;

  private WorkingTime() {}

  /** From (included) until (excluded). */
  private record Stretch(Instant from, Instant until) {}

  public static boolean within(Person person, Instant now) {
    return stretches(person, day(person, now)).stream()
        .anyMatch(s -> !now.isBefore(s.from()) && now.isBefore(s.until()));
  }

  /** Now, if the person works now; else when the person next begins. */
  public static Instant nextStart(Person person, Instant now) {
    return plus(person, now, Duration.ZERO);
  }

  /** Whether the person is away now, or when the next working time would begin. */
  public static boolean awayNext(Person person, Instant now) {
    return person.awayAt(now) || person.awayAt(nextStart(person.neverAway(), now));
  }

  /**
   * When the first day begins on which the person would work and is away; not before {@code from},
   * empty if there is none before {@code until}.
   */
  public static Optional<Instant> firstDayAway(Person person, Instant from, Instant until) {
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
    return person.holidays().contains(day) ? List.of() : person.hours().on(day.getDayOfWeek());
  }

  /** The moment at which the person has worked for that long since {@code start}. */
  public static Instant plus(Person person, Instant start, Duration work) {
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

  /** How long the person works from then (included) until then (excluded). */
  public static Duration between(Person person, Instant from, Instant until) {
    Duration worked = Duration.ZERO;
    LocalDate last = day(person, until);
    LocalDate day = day(person, from);
    for (int i = 0; i < MOST_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
      for (Stretch stretch : stretches(person, day)) {
        Instant begin = stretch.from().isBefore(from) ? from : stretch.from();
        Instant end = stretch.until().isAfter(until) ? until : stretch.until();
        if (begin.isBefore(end)) {
          worked = worked.plus(Duration.between(begin, end));
        }
      }
    }
    return worked;
  }

  /**
   * When so many working days have passed: at the same time of the day, so many of the person's
   * working days later, or at the end of work if that is earlier. What comes while the person does
   * not work counts from when the person next begins: what is due within one working day and came
   * on Friday at four is due on Monday at four, and what came on Saturday is due on Tuesday at
   * nine.
   *
   * @param days more than 0
   */
  public static Instant plusDays(Person person, Instant start, int days) {
    Instant from = nextStart(person, start);
    LocalDate day = day(person, from);
    LocalTime time = from.atZone(person.zone()).toLocalTime();
    int left = days;
    for (int i = 0; i < MOST_DAYS; i++) {
      day = day.plusDays(1);
      List<Stretch> work = stretches(person, day);
      if (!work.isEmpty() && --left == 0) {
        return atOrBefore(day.atTime(time).atZone(person.zone()).toInstant(), work);
      }
    }
    return start.plus(Duration.ofDays(MOST_DAYS));
  }

  /** That moment if somebody works then, else when work ended last before it, or first begins. */
  private static Instant atOrBefore(Instant moment, List<Stretch> work) {
    Instant best = work.get(0).from();
    for (Stretch stretch : work) {
      if (!moment.isBefore(stretch.from())) {
        best = moment.isBefore(stretch.until()) ? moment : stretch.until();
      }
    }
    return best;
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
