package io.wellkept.probe.access;

import io.wellkept.probe.ShownAddress;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks what settings say of other people's services; problems never repeat a secret. */
public final class Written {
  private Written() {}

  /**
   * An address that secrets may be sent to, without a slash at its end: https, or http on this
   * machine.
   *
   * @throws IllegalArgumentException if it is another
   */
  public static String base(String name, @Nullable String written, String standard) {
    String text = Objects.requireNonNullElse(written, standard);
    HttpUrl url = HttpUrl.parse(text);
    if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          name + " '" + ShownAddress.of(text) + "' is not an address such as " + standard);
    }
    if (!url.isHttps() && !isLoopback(url.host())) {
      throw new IllegalArgumentException(
          name + " must begin with https://: what goes there holds secrets");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * A key that fits into one header line.
   *
   * @throws IllegalArgumentException if it is empty or holds blanks, without repeating it
   */
  public static void requireSecret(String name, @Nullable String secret) {
    if (secret != null && !secret.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          name + " is empty or holds something else than letters, digits and signs");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
