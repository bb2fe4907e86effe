package io.wellkept.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who sends a request, as far as its address tells: what limits per sender count by. */
final class Sender {
  private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](:\\d+)?|([^:]+):\\d+");

  private static final Pattern LITERAL = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");

  private Sender() {}

  /** Behind a proxy of our own network, whom the proxy names: for what needs no sign-in. */
  static String of(Context ctx) {
    return of(ctx, Sender::isOurs);
  }

  /**
   * Behind a proxy, whom it names: it adds them at the end.
   *
   * @param proxies who is believed when they name somebody
   */
  static String of(Context ctx, Predicate<InetAddress> proxies) {
    String nearest = bare(ctx.req().getRemoteAddr());
    List<String> lines = Collections.list(ctx.req().getHeaders("X-Forwarded-For"));
    if (lines.isEmpty() || !isOne(nearest, proxies)) {
      return key(nearest);
    }
    String last = lines.get(lines.size() - 1);
    String named = bare(last.substring(last.lastIndexOf(',') + 1).strip());
    return isAddress(named) ? key(named) : key(nearest);
  }

  /** Not whatever somebody likes to be called. */
  private static boolean isAddress(String named) {
    try {
      return parsed(named).length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Without a port, and without the brackets that keep it apart. */
  private static String bare(String address) {
    Matcher parts = WITH_PORT.matcher(address);
    if (!parts.matches()) {
      return address;
    }
    String inBrackets = parts.group(1);
    return inBrackets == null ? parts.group(3) : inBrackets;
  }

  /** Whoever has one address of IPv6 has 2^64 of them: they count as one. */
  private static String key(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = parsed(address);
      if (bytes.length == 4) {
        // an address of IPv4 in the clothes of IPv6
        return InetAddress.getByAddress(bytes).getHostAddress();
      }
      Arrays.fill(bytes, 8, 16, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static boolean isOne(String address, Predicate<InetAddress> proxies) {
    try {
      return proxies.test(InetAddress.getByAddress(parsed(address)));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether it is of a network of ours, as far as its address tells: a proxy may be. */
  static boolean isOurs(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean unique = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return address.isLoopbackAddress() || address.isSiteLocalAddress() || shared || unique;
  }

  /** What has a colon, or nothing but digits and dots, is taken literally: no name is looked up. */
  private static byte[] parsed(String address) throws UnknownHostException {
    boolean literal = address.contains(":") || LITERAL.matcher(address).matches();
    if (!literal) {
      throw new UnknownHostException(address);
    }
    return InetAddress.getByName(address).getAddress();
  }
}
