package io.wellkept.app;

import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Touchpoint;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose page an address is. Scheme, {@code www.}, a slash at the end, query and fragment make no
 * difference; among pages that differ only in the query, the one with the same query wins.
 */
final class Whose {
  private Whose() {}

  /** How a touchpoint was found. */
  enum Sure {
    EXACT("exactly this page"),
    ABOVE("the nearest page above it that somebody looks after");

    private final String words;

    Sure(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * @param address by which it was found
   */
  record Match(Touchpoint touchpoint, URI address, Sure sure) {}

  /** What counts of an address. */
  record Spot(String site, String path, @Nullable String query) {
    boolean samePage(Spot other) {
      return site.equals(other.site) && path.equals(other.path);
    }

    boolean above(Spot other) {
      return site.equals(other.site) && (path.isEmpty() || other.path.startsWith(path + "/"));
    }
  }

  /** Reads an address as people paste it, also without a scheme; empty if it is none. */
  static Optional<URI> address(String text) {
    String whole = text.strip();
    try {
      URI uri = new URI(whole.matches("(?i)[a-z][a-z0-9+.-]*://.*") ? whole : "https://" + whole);
      boolean web = uri.getScheme().toLowerCase(Locale.ROOT).matches("https?");
      String authority = uri.getRawAuthority();
      return web && authority != null && authority.indexOf('@') < 0 && !host(uri).isEmpty()
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Java's host is null for names beyond ASCII, which people paste and IDN knows. */
  private static String host(URI uri) {
    String authority = uri.getRawAuthority().replaceFirst(":\\d*$", "");
    return IDN.toASCII(authority).toLowerCase(Locale.ROOT);
  }

  static Spot spot(URI uri) {
    String host = host(uri).replaceFirst("^www\\.", "").replaceFirst("\\.$", "");
    int port = uri.getPort();
    String site = port < 0 || port == 80 || port == 443 ? host : host + ":" + port;
    String path = uri.getRawPath() == null ? "" : uri.normalize().getRawPath();
    return new Spot(site, path.replaceFirst("/+$", ""), uri.getRawQuery());
  }

  /** Several only if the same address belongs to several. */
  static List<Match> find(Plan plan, URI asked) {
    Spot wanted = spot(asked);
    List<Match> same = new ArrayList<>();
    List<Match> above = new ArrayList<>();
    int longest = -1;
    for (Touchpoint touchpoint : plan.touchpoints().values()) {
      for (URI address : addresses(touchpoint)) {
        Spot spot = spot(address);
        if (spot.samePage(wanted)) {
          same.add(new Match(touchpoint, address, Sure.EXACT));
        } else if (spot.above(wanted) && spot.path().length() >= longest) {
          if (spot.path().length() > longest) {
            above.clear();
          }
          longest = spot.path().length();
          above.add(new Match(touchpoint, address, Sure.ABOVE));
        }
      }
    }
    List<Match> sameQuery =
        same.stream().filter(m -> sameQuery(spot(m.address()), wanted)).toList();
    List<Match> found = same.isEmpty() ? above : sameQuery.isEmpty() ? same : sameQuery;
    return onePerTouchpoint(found);
  }

  private static boolean sameQuery(Spot one, Spot other) {
    return one.query() != null && one.query().equals(other.query());
  }

  private static List<Match> onePerTouchpoint(List<Match> found) {
    List<Match> kept = new ArrayList<>();
    for (Match match : found) {
      if (kept.stream().noneMatch(m -> m.touchpoint().id().equals(match.touchpoint().id()))) {
        kept.add(match);
      }
    }
    return kept;
  }

  /** The touchpoint's own, and those that its checks look at. */
  private static List<URI> addresses(Touchpoint touchpoint) {
    List<URI> addresses = new ArrayList<>();
    if (touchpoint.address() != null) {
      addresses.add(touchpoint.address());
    }
    for (Check check : touchpoint.checks()) {
      check
          .kind()
          .target()
          .apply(check.settings())
          .flatMap(Whose::address)
          .ifPresent(addresses::add);
    }
    return addresses;
  }
}
