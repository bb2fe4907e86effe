package io.wellkept.touchpoint;

import io.wellkept.touchpoint.WorkingHours.Interval;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hours of the week as people write them: days, and the hours on them. */
public final class WrittenHours {
  private WrittenHours() {}

  /**
   * Reads {@code {mon-fri: "09:00-12:30, 13:30-17:00", sat: "10:00-14:00"}}.
   *
   * @throws IllegalArgumentException that quotes what is of another form, names a day for the
   *     second time, or leaves not a single hour
   */
  public static WorkingHours read(Map<String, String> written) {
    Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    written.forEach((key, text) -> add(days, key, interval(text)));
    return new WorkingHours(days);
  }

  /**
   * Adds the hours of some days.
   *
   * @param key such as {@code mon-fri} or {@code tue,thu}
   * @throws IllegalArgumentException if it is none, or a day has hours already
   */
  public static void add(Map<DayOfWeek, List<Interval>> days, String key, List<Interval> hours) {
    for (DayOfWeek day : days(key)) {
      if (days.put(day, hours) != null) {
        throw new IllegalArgumentException("'" + key + "' names a day for the second time");
      }
    }
  }

  private static List<Interval> interval(String text) {
    try {
      return hours(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no hours of a day; expected 09:00-12:00, 13:00-17:00", e);
    }
  }

  /**
   * The days that a key names.
   *
   * @throws IllegalArgumentException if it is none, such as {@code mon-fri} or {@code tue,thu} is
   */
  public static List<DayOfWeek> days(String text) {
    List<DayOfWeek> days = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      DayOfWeek first = day(ends[0]);
      DayOfWeek last = ends.length == 1 ? first : day(ends[1]);
      days.add(first);
      for (DayOfWeek day = first; day != last; ) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    String wanted = text.strip();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(wanted)) {
        return day;
      }
    }
    throw new IllegalArgumentException("'" + wanted + "' is no day; expected mon, tue, ... or sun");
  }

  /**
   * The hours of a day.
   *
   * @throws DateTimeException if the text is of another form than {@code 09:00-12:00, 13:00-17:00}
   * @throws IllegalArgumentException if an interval is empty
   */
  public static List<Interval> hours(String text) {
    List<Interval> hours = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("\\s*-\\s*", -1);
      if (ends.length != 2) {
        throw new DateTimeException("no interval");
      }
      hours.add(new Interval(time(ends[0]), time(ends[1])));
    }
    return hours;
  }

  /**
   * A time of the day; the end of the day may be written {@code 24:00}.
   *
   * @throws DateTimeException if the text is of another form than {@code 9:30}
   */
  public static LocalTime time(String text) {
    String full = text.indexOf(':') == 1 ? "0" + text : text;
    return full.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(full);
  }
}
