package io.wellkept.touchpoint;

import java.time.LocalDate;

/** Whole days on which a person is away, first and last included, in the person's zone. */
public record Absence(LocalDate from, LocalDate until) {
  public Absence {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("away from " + from + " until " + until + " is no time");
    }
  }

  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(until);
  }
}
