package io.wellkept.probe.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the connection to a mail server is kept secret. */
public enum Secrecy {
  /** Begins in the clear and must turn secret before anything else is said. */
  STARTTLS,
  /** Secret from the first byte. */
  TLS,
  /** In the clear; only to a server on this machine. */
  NONE;

  /**
   * @throws IllegalArgumentException if a password would go to another machine in the clear
   */
  void requireFor(String host) {
    if (this == NONE && !isThisMachine(host)) {
      throw new IllegalArgumentException(
          "security: none would show the password to everybody on the way to "
              + host
              + ": use tls or starttls");
    }
  }

  private static boolean isThisMachine(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d+){3}");
  }

  static void require(String of, String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(of + "'s " + name + " is missing");
    }
  }

  static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
  }
}
