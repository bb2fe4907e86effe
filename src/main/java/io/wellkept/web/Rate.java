package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often somebody may do something. Knows those who did it latest, and of each a short name, so
 * it never grows: whoever is called by a longer one counts as one with all such.
 */
final class Rate {
  private static final int REMEMBERED = 10_000;

  /** Longer than any address, any hash, and any name of whoever has a password. */
  private static final int LONGEST = 100;

  private final int most;
  private final Duration span;
  private final Map<String, Window> windows =
      new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Window(Instant from, int taken) {}

  /**
   * @param most so often within that span
   */
  Rate(int most, Duration span) {
    this.most = most;
    this.span = span;
  }

  /** Counts one more; whether it is more than may be. */
  synchronized boolean isExceeded(String called, Instant now) {
    String who = shortened(called);
    Window before = windows.get(who);
    Window next =
        before == null || !now.isBefore(before.from().plus(span)) || now.isBefore(before.from())
            ? new Window(now, 1)
            : new Window(before.from(), before.taken() + 1);
    windows.put(who, next);
    return next.taken() > most;
  }

  /**
   * Counts one more.
   *
   * @param words the key of what is said if it is more than may be
   * @throws HttpResponseException if it is; how long to wait is said as well
   */
  void require(Context ctx, String called, Instant now, String words) {
    if (isExceeded(called, now)) {
      ctx.header("Retry-After", Long.toString(span.toSeconds()));
      throw new HttpResponseException(429, Reader.of(ctx).words().say(words));
    }
  }

  /** Takes one back that was counted, and then turned out to be none of those meant. */
  synchronized void giveBack(String called) {
    windows.computeIfPresent(
        shortened(called),
        (same, window) ->
            window.taken() > 1 ? new Window(window.from(), window.taken() - 1) : null);
  }

  private static String shortened(String called) {
    return called.length() > LONGEST ? "" : called;
  }
}
