package io.wellkept.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All hosts that were looked at lately. */
final class Hosts {
  private static final int MANY = 20_000;
  private static final long FORGOTTEN_AFTER = Duration.ofHours(1).toNanos();

  private final Manners manners;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  Hosts(Manners manners) {
    this.manners = manners;
  }

  Manners manners() {
    return manners;
  }

  Host of(String name, Instant now) {
    if (hosts.size() > MANY) {
      long before = System.nanoTime() - FORGOTTEN_AFTER;
      hosts.values().removeIf(host -> host.idle(before, now));
    }
    return hosts.computeIfAbsent(
        name.toLowerCase(Locale.ROOT), key -> new Host(manners.paceFor(key), System.nanoTime()));
  }
}
