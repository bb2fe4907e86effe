package io.wellkept.plan;

import io.wellkept.touchpoint.WorkingHours;
import io.wellkept.touchpoint.WorkingHours.Interval;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Working hours as people write them: {@code always}, or days and the hours on them. */
final class HoursText {
  private HoursText() {}

  /** The hours, or the usual ones after complaining. */
  static WorkingHours read(JsonNode written, Spot spot, Pass pass) {
    if (!(written instanceof ObjectNode map)) {
      return WorkingHours.ALWAYS;
    }
    Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    boolean whole = true;
    for (String key : map.propertyNames()) {
      try {
        List<Interval> hours = hours(map.get(key).asString());
        for (DayOfWeek day : days(key)) {
          if (days.put(day, hours) != null) {
            throw new IllegalArgumentException("'" + key + "' names a day for the second time");
          }
        }
      } catch (IllegalArgumentException e) {
        pass.wrong(spot.key(key), String.valueOf(e.getMessage()));
        whole = false;
      } catch (DateTimeException e) {
        pass.wrong(spot.at(key), "no hours of a day; expected 09:00-12:00, 13:00-17:00");
        whole = false;
      }
    }
    return whole ? checked(days, spot, pass) : WorkingHours.USUAL;
  }

  private static WorkingHours checked(Map<DayOfWeek, List<Interval>> days, Spot spot, Pass pass) {
    try {
      return new WorkingHours(days);
    } catch (IllegalArgumentException e) {
      pass.wrong(spot, String.valueOf(e.getMessage()));
      return WorkingHours.USUAL;
    }
  }

  private static List<DayOfWeek> days(String text) {
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

  private static List<Interval> hours(String text) {
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

  private static LocalTime time(String text) {
    String full = text.indexOf(':') == 1 ? "0" + text : text;
    return full.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(full);
  }
}
