package io.wellkept.notify;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what must not be seen out of what is written down. */
final class Secrets {
  static final String MASK = "***";

  private static final int LONGEST = 300;

  /** Shorter pieces of an address are words, not secrets. */
  private static final int SHORTEST = 8;

  private final List<String> secrets;

  private Secrets(List<String> secrets) {
    this.secrets = secrets;
  }

  /**
   * These secrets, and what is secret in addresses among them: an answer may repeat only a part.
   * Those that are not set are left out.
   */
  static Secrets of(@Nullable String... secrets) {
    return new Secrets(
        Arrays.stream(secrets)
            .filter(Objects::nonNull)
            .filter(secret -> !secret.isEmpty())
            .flatMap(secret -> Stream.concat(Stream.of(secret), parts(secret)))
            .toList());
  }

  private static Stream<String> parts(String secret) {
    return Plain.webAddress(secret).stream()
        .flatMap(address -> Stream.of(address.getRawPath(), address.getRawQuery()))
        .filter(Objects::nonNull)
        .flatMap(part -> Arrays.stream(part.split("[/&=]")))
        .filter(part -> part.length() >= SHORTEST);
  }

  /** The text on one line, of tolerable length, with every secret masked. */
  String hide(@Nullable String text) {
    String safe = text == null ? "" : text;
    for (String secret : secrets) {
      safe = safe.replace(secret, MASK);
    }
    return Plain.line(safe, LONGEST);
  }

  /** What stands for a secret in a text about settings. */
  static String mask(@Nullable String secret) {
    return secret == null ? "none" : MASK;
  }
}
