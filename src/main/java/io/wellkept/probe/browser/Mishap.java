package io.wellkept.probe.browser;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.Flaw;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser says when a page does not come. */
final class Mishap {
  /** Chromium follows as many. */
  private static final int MOST_REDIRECTS = 20;

  private static final Pattern NET = Pattern.compile("net::(ERR_[A-Z0-9_]+)");

  private Mishap() {}

  /** The browser's own word for it, such as ERR_CONNECTION_RESET; empty if it says none. */
  static Optional<String> code(String words) {
    Matcher net = NET.matcher(words);
    return net.find() ? Optional.of(net.group(1)) : Optional.empty();
  }

  /** Whether the browser or its page broke, which says nothing of the other side. */
  static boolean isOurs(RuntimeException failure) {
    String words = String.valueOf(failure.getMessage());
    return words.contains("has been closed")
        || words.contains("Target closed")
        || words.contains("crashed")
        || words.contains("pipe closed")
        || words.contains("connection closed")
        || words.contains("Failed to read message");
  }

  /** Whether what came is to be kept, and no page to be shown. */
  static boolean isFile(String words) {
    return words.contains("Download is starting");
  }

  static Cause cause(String host, String code) {
    if (code.startsWith("ERR_CERT_")) {
      return new Cause.TlsBroken(flaw(code), host, code, null);
    }
    if (code.startsWith("ERR_SSL_")) {
      return new Cause.TlsBroken(Flaw.NO_AGREEMENT, host, code, null);
    }
    return switch (code) {
      case "ERR_NAME_NOT_RESOLVED" -> new Cause.NoSuchHost(host);
      case "ERR_CONNECTION_REFUSED" -> new Cause.ConnectionRefused(host);
      case "ERR_ADDRESS_UNREACHABLE" -> new Cause.Unreachable(host, code);
      case "ERR_TOO_MANY_REDIRECTS" -> new Cause.TooManyRedirects(MOST_REDIRECTS);
      case "ERR_INVALID_URL", "ERR_UNKNOWN_URL_SCHEME", "ERR_UNSAFE_REDIRECT", "ERR_UNSAFE_PORT" ->
          new Cause.BadAddress(host);
      default -> new Cause.BrokenAnswer(code.toLowerCase(Locale.ROOT).replace('_', ' '));
    };
  }

  private static Flaw flaw(String code) {
    return switch (code) {
      case "ERR_CERT_DATE_INVALID" -> Flaw.EXPIRED;
      case "ERR_CERT_COMMON_NAME_INVALID" -> Flaw.WRONG_HOST;
      default -> Flaw.UNTRUSTED;
    };
  }
}
