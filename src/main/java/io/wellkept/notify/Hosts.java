package io.wellkept.notify;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which addresses may be spoken to in the clear: only those of this machine. */
final class Hosts {
  private Hosts() {}

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /**
   * The text as an address with https; http only to this machine.
   *
   * @throws IllegalArgumentException if it is another, without repeating it: it may be a secret
   */
  static URI requireSafe(String what, @Nullable String text) {
    URI address = Plain.webAddress(text == null ? "" : text).orElse(null);
    if (address == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException(what + " is not an address such as https://example.org/x");
    }
    if (!address.getScheme().equalsIgnoreCase("https") && !isLoopback(address.getHost())) {
      throw new IllegalArgumentException(what + " must begin with https://");
    }
    return address;
  }
}
