package io.wellkept.touchpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when (included) until when (excluded) a touchpoint should exist; an open end is null. */
public record Live(@Nullable Instant from, @Nullable Instant until) {
  public static final Live ALWAYS = new Live(null, null);

  public Live {
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("live from " + from + " until " + until + " is no time");
    }
  }

  public boolean notYet(Instant now) {
    return from != null && now.isBefore(from);
  }

  public boolean over(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
