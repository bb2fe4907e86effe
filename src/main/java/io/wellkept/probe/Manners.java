package io.wellkept.probe;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * How politely hosts are looked at.
 *
 * @param ownHosts host names that are ours, or {@code *.example.org} for everything below it
 * @param patience how long a look waits for its turn before it gives up
 */
public record Manners(Set<String> ownHosts, Pace own, Pace foreign, Duration patience) {
  /** Four at once and ten in a second for our own hosts, one and one for others. */
  public static final Manners USUAL =
      new Manners(Set.of(), new Pace(4, 10), new Pace(1, 1), Duration.ofSeconds(20));

  /**
   * How hard one host may be looked at.
   *
   * @param atOnce requests at the same time, at least 1
   * @param perSecond requests in a second on average, more than 0
   */
  public record Pace(int atOnce, double perSecond) {
    public Pace {
      if (atOnce < 1 || !(perSecond > 0)) {
        throw new IllegalArgumentException(
            "a pace of " + atOnce + " at once and " + perSecond + " in a second never looks");
      }
    }
  }

  public Manners {
    ownHosts = Set.copyOf(ownHosts);
  }

  boolean ours(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return ownHosts.stream().anyMatch(pattern -> covers(pattern.toLowerCase(Locale.ROOT), name));
  }

  private static boolean covers(String pattern, String host) {
    return pattern.startsWith("*.")
        ? host.length() > pattern.length() - 1 && host.endsWith(pattern.substring(1))
        : host.equals(pattern);
  }

  Pace paceFor(String host) {
    return ours(host) ? own : foreign;
  }
}
