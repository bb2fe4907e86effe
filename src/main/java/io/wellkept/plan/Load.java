package io.wellkept.plan;

import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often a plan looks at one host, against what politeness allows.
 *
 * @param own whether the host is listed under {@code own-hosts}
 * @param perMinute looks in a minute that the plan asks for, confirming ones left out
 * @param allowed looks in a minute that the pace allows
 */
public record Load(String host, boolean own, double perMinute, double allowed) {
  public boolean tooMuch() {
    return perMinute > allowed;
  }

  /** Every host that the plan looks at, by name. */
  public static List<Load> of(Plan plan) {
    Map<String, Double> perMinute = new TreeMap<>();
    for (Touchpoint touchpoint : plan.touchpoints().values()) {
      for (Check check : touchpoint.checks()) {
        double looks = 60_000.0 / check.schedule().every().toMillis();
        host(touchpoint, check).ifPresent(host -> perMinute.merge(host, looks, Double::sum));
      }
    }
    List<Load> loads = new ArrayList<>();
    perMinute.forEach((host, looks) -> loads.add(load(plan.daemon(), host, looks)));
    return loads;
  }

  /** What cannot be met, in words. */
  static List<Problem> warnings(Plan plan) {
    return of(plan).stream()
        .filter(Load::tooMuch)
        .map(load -> Problem.ofFile("config/daemon.yaml", load.words()))
        .toList();
  }

  /** What is asked, what is allowed and what to do, in one sentence. */
  public String words() {
    String pace = own ? "own-pace" : "foreign-pace";
    String help =
        own ? "raise own-pace or look less often" : "list it under own-hosts or look less often";
    return String.format(
        Locale.ROOT,
        "%s is looked at %s times a minute, %s is what %s allows: %s",
        host,
        figure(perMinute),
        figure(allowed),
        pace,
        help);
  }

  private static String figure(double number) {
    return number >= 10 || number == Math.rint(number)
        ? Long.toString(Math.round(number))
        : String.format(Locale.ROOT, "%.1f", number);
  }

  private static Load load(Daemon daemon, String host, double looks) {
    boolean own = daemon.isOwn(host);
    Daemon.Pace pace = own ? daemon.ownPace() : daemon.foreignPace();
    return new Load(host, own, looks, pace.perSecond() * 60);
  }

  /** The host that the check looks at, in lower case; empty if it looks at none. */
  public static Optional<String> host(Touchpoint touchpoint, Check check) {
    Optional<URI> other = check.kind().target().apply(check.settings()).flatMap(Load::uri);
    URI address = touchpoint.address();
    Optional<URI> own =
        check.kind().needsAddress() && address != null ? Optional.of(address) : Optional.empty();
    return other.or(() -> own).map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT));
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
