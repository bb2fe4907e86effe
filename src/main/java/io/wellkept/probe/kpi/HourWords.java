package io.wellkept.probe.kpi;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Hours of the day as people say them, by the clocks of one zone. */
record HourWords(ZoneId zone) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);

  /** "between 14:00 and 16:00", or "from Sunday 14 June, 22:00 to Monday 15 June, 09:30". */
  String between(Instant from, Instant until) {
    return sameDay(from, until)
        ? "between " + TIME.format(at(zone, from)) + " and " + TIME.format(at(zone, until))
        : "from " + at(from) + " to " + at(until);
  }

  /** "on the last 8 Mondays", or "in the same hours of the last 8 weeks". */
  String weeks(Instant from, Instant until, int weeks) {
    boolean one = weeks == 1;
    if (!sameDay(from, until)) {
      return one
          ? "in the same hours a week before"
          : "in the same hours of the last " + weeks + " weeks";
    }
    String day = WEEKDAY.format(at(zone, from));
    return one ? "on the " + day + " before" : "on the last " + weeks + " " + day + "s";
  }

  String at(Instant moment) {
    return DAY.format(at(zone, moment));
  }

  /** Midnight at the end belongs to the day that ends. */
  private boolean sameDay(Instant from, Instant until) {
    return at(zone, from).toLocalDate().equals(at(zone, until.minusMillis(1)).toLocalDate());
  }

  private static ZonedDateTime at(ZoneId zone, Instant moment) {
    return moment.atZone(zone);
  }
}
