package io.wellkept.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits, written as in {@code 10.0.0.0/8} or {@code fc00::/7}.
 */
public final class AddressRange {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads the CIDR form; an address without a length is a range of one.
   *
   * @throws IllegalArgumentException if the text is of another form
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] network = literal(slash < 0 ? text : text.substring(0, slash), text);
    int bits = slash < 0 ? network.length * 8 : length(text.substring(slash + 1), text);
    if (bits < 0 || bits > network.length * 8) {
      throw malformed(text, null);
    }
    return new AddressRange(network, bits);
  }

  /** The address that is written out; empty for a name, which would have to be looked up. */
  public static Optional<InetAddress> address(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      return LITERAL.matcher(bare).matches()
          ? Optional.of(InetAddress.getByName(bare))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static byte[] literal(String address, String whole) {
    if (!LITERAL.matcher(address).matches()) {
      throw malformed(whole, null);
    }
    try {
      // The pattern lets no name pass, so nothing is looked up.
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw malformed(whole, e);
    }
  }

  private static int length(String digits, String whole) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw malformed(whole, e);
    }
  }

  private static IllegalArgumentException malformed(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'" + text + "' is not an address range: write for example 10.0.0.0/8 or fc00::/7", cause);
  }

  /** IPv4 never lies in a range of IPv6, nor the other way. */
  public boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != network.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(network, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((network[whole] ^ other[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
  }
}
