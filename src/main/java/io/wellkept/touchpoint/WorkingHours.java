package io.wellkept.touchpoint;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * When a person works in an ordinary week, in the person's own time zone. A day without an entry is
 * free. Intervals of a day are in order, do not overlap and do not cross midnight.
 */
public record WorkingHours(Map<DayOfWeek, List<Interval>> days) {
  /** From (included) until (excluded; {@link LocalTime#MIDNIGHT} means the end of the day). */
  public record Interval(LocalTime from, LocalTime until) {
    public Interval {
      if (!until.equals(LocalTime.MIDNIGHT) && !from.isBefore(until)) {
        throw new IllegalArgumentException("working hours " + from + " to " + until + " are empty");
      }
    }
  }

  /** Monday to Friday, nine to five. */
  public static final WorkingHours USUAL =
      everyWeekday(new Interval(LocalTime.of(9, 0), LocalTime.of(17, 0)));

  /** Every minute of the week. */
  public static final WorkingHours ALWAYS = always();

  public WorkingHours {
    days.values().forEach(WorkingHours::requireOrder);
    EnumMap<DayOfWeek, List<Interval>> copy = new EnumMap<>(DayOfWeek.class);
    days.forEach((day, hours) -> copy.put(day, List.copyOf(hours)));
    if (copy.values().stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException("working hours without a single hour reach nobody");
    }
    days = Map.copyOf(copy);
  }

  public List<Interval> on(DayOfWeek day) {
    return days.getOrDefault(day, List.of());
  }

  private static void requireOrder(List<Interval> hours) {
    for (int i = 1; i < hours.size(); i++) {
      LocalTime before = hours.get(i - 1).until();
      if (before.equals(LocalTime.MIDNIGHT) || hours.get(i).from().isBefore(before)) {
        throw new IllegalArgumentException(
            "working hours overlap: " + hours.get(i - 1) + " and " + hours.get(i));
      }
    }
  }

  private static WorkingHours everyWeekday(Interval hours) {
    EnumMap<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
        days.put(day, List.of(hours));
      }
    }
    return new WorkingHours(days);
  }

  private static WorkingHours always() {
    EnumMap<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day, List.of(new Interval(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
    }
    return new WorkingHours(days);
  }
}
