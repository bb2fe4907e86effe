package io.wellkept.app;

import io.wellkept.plan.Daemon;
import io.wellkept.plan.Load;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When each of many checks has its turn, so that no host is looked at faster than is polite. */
final class Turns {
  private static final double PER_SECOND = 500;

  private final Daemon daemon;
  private final Map<String, Integer> byHost = new HashMap<>();
  private int all;

  Turns(Daemon daemon) {
    this.daemon = daemon;
  }

  /** The next turn of the check's host, not before that moment. */
  Instant next(Touchpoint touchpoint, Check check, Instant from) {
    Duration wait = after(all++, PER_SECOND);
    String host = Load.host(touchpoint, check).orElse("");
    if (!host.isEmpty()) {
      Daemon.Pace pace = daemon.isOwn(host) ? daemon.ownPace() : daemon.foreignPace();
      Duration hosts = after(byHost.merge(host, 1, Integer::sum) - 1, pace.perSecond());
      wait = hosts.compareTo(wait) > 0 ? hosts : wait;
    }
    return from.plus(wait);
  }

  private static Duration after(int place, double perSecond) {
    return Duration.ofMillis(Math.round(place * 1_000 / perSecond));
  }
}
