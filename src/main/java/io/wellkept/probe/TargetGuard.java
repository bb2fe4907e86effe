package io.wellkept.probe;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which addresses a look may connect to: public ones, and those allowed by the daemon's
 * configuration. Whoever may write an address into a page, a redirect or a name server could
 * otherwise make us knock at doors inside our own network.
 */
final class TargetGuard {
  /**
   * What the registries of special-purpose addresses keep from the public internet.
   *
   * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, IPv4</a>
   * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, IPv6</a>
   */
  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // carrier-grade NAT
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local, and the metadata of clouds
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // 6to4 relays
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, and broadcast
              "::/96", // unspecified, loopback, IPv4-compatible
              "64:ff9b::/96", // NAT64: an IPv4 address in disguise
              "64:ff9b:1::/48", // NAT64, local
              "100::/64", // discard
              "2001::/23", // Teredo, benchmarks, protocol assignments
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4: an IPv4 address in disguise
              "3fff::/20", // documentation
              "5f00::/16", // segment routing
              "fc00::/7", // unique local, and a metadata address
              "fe80::/10", // link-local
              "fec0::/10", // site-local
              "ff00::/8") // multicast
          .map(AddressRange::parse)
          .toList();

  private final List<AddressRange> allowed;

  TargetGuard(List<AddressRange> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /** IPv4-mapped IPv6 addresses need no rule: Java makes IPv4 addresses of them. */
  boolean admits(InetAddress address) {
    return within(allowed, address) || !within(NOT_PUBLIC, address);
  }

  /** Whether the address is one of the public internet. */
  static boolean isPublic(InetAddress address) {
    return !within(NOT_PUBLIC, address);
  }

  private static boolean within(List<AddressRange> ranges, InetAddress address) {
    for (AddressRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
