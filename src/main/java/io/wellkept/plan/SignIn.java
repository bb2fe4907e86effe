package io.wellkept.plan;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in to the pages; at least one way is open.
 *
 * @param local whether by name and password
 * @param oidc null if not by OpenID Connect
 * @param proxy null if no proxy is believed
 * @param url where people reach the pages; null where that is this machine alone
 * @param idle after how long without a request a sign-in ends
 * @param longest after how long it ends in any case
 * @param behind where proxies are that say from where people come; those that sign people in are
 *     believed in that without being named once more
 */
public record SignIn(
    boolean local,
    @Nullable Oidc oidc,
    @Nullable Proxy proxy,
    @Nullable URI url,
    Duration idle,
    Duration longest,
    List<Network> behind) {
  public SignIn {
    behind = List.copyOf(behind);
    if (!local && oidc == null && proxy == null) {
      throw new IllegalArgumentException("nobody could sign in");
    }
  }

  /** Where no other proxy says from where people come. */
  public SignIn(
      boolean local,
      @Nullable Oidc oidc,
      @Nullable Proxy proxy,
      @Nullable URI url,
      Duration idle,
      Duration longest) {
    this(local, oidc, proxy, url, idle, longest, List.of());
  }

  /** Whether whoever connects from there is a proxy that says from where people come. */
  public boolean isBehind(InetAddress address) {
    return proxy != null && proxy.isAt(address)
        || behind.stream().anyMatch(network -> network.holds(address));
  }

  /** Whether people come by https, so that cookies are kept to it. */
  public boolean https() {
    return url != null && "https".equals(url.getScheme());
  }

  /**
   * Sign-in at an identity provider.
   *
   * @param claim where the groups are; a dot leads into a claim
   * @param personClaim null if a verified e-mail address says which person it is
   */
  public record Oidc(
      String name,
      URI issuer,
      String clientId,
      String clientSecret,
      List<String> scopes,
      String claim,
      @Nullable String personClaim,
      Roles roles) {
    public Oidc {
      scopes = List.copyOf(scopes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Oidc[" + issuer + ", " + clientId + "]";
    }
  }

  /**
   * Sign-in that a proxy did.
   *
   * @param groupsHeader null if it names no groups
   */
  public record Proxy(
      String header, @Nullable String groupsHeader, List<Network> networks, Roles roles) {
    public Proxy {
      networks = List.copyOf(networks);
    }

    /** Whether whoever connects from there is the proxy. */
    public boolean isAt(InetAddress address) {
      return networks.stream().anyMatch(network -> network.holds(address));
    }
  }

  /** Addresses that begin with the same bits. */
  public record Network(InetAddress from, int bits) {
    public boolean holds(InetAddress address) {
      byte[] mine = from.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        if (((mine[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Who has which role. Roles are the words that the file has for them, highest first.
   *
   * @param members groups, names and e-mail addresses, by role
   * @param everybody the role of all others; null if they are turned away
   */
  public record Roles(Map<String, Set<String>> members, @Nullable String everybody) {
    /** Highest first. */
    static final List<String> ALL = List.of("admin", "operator", "owner", "viewer");

    public Roles {
      Map<String, Set<String>> lower = new LinkedHashMap<>();
      for (String role : ALL) {
        lower.put(role, lower(members.getOrDefault(role, Set.of())));
      }
      members = Map.copyOf(lower);
    }

    private static Set<String> lower(Set<String> names) {
      return names.stream()
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
    }

    /** The highest role of somebody with these groups and names; empty if they have none. */
    public Optional<String> of(Collection<String> names) {
      Set<String> lower = lower(Set.copyOf(names));
      for (String role : ALL) {
        Set<String> theirs = members.getOrDefault(role, Set.of());
        if (lower.stream().anyMatch(theirs::contains)) {
          return Optional.of(role);
        }
      }
      return Optional.ofNullable(everybody);
    }
  }
}
