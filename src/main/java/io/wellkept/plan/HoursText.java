package io.wellkept.plan;

import io.wellkept.touchpoint.WorkingHours;
import io.wellkept.touchpoint.WorkingHours.Interval;
import io.wellkept.touchpoint.WrittenHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
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
        WrittenHours.add(days, key, WrittenHours.hours(map.get(key).asString()));
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
}
