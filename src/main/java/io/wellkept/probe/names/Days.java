package io.wellkept.probe.names;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days as owners read them. */
final class Days {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Days() {}

  static String on(Instant moment) {
    return DAY.format(moment);
  }

  /** Days between, with a fraction; less than nothing if it is over. */
  static double left(Instant now, Instant end) {
    return Duration.between(now, end).toMillis() / 86_400_000.0;
  }
}
