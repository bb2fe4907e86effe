package io.wellkept.web;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where somebody goes after signing in: to a page of ours, and nowhere else. */
final class Onward {
  private static final int LONGEST = 1000;

  private Onward() {}

  /** The wish if it leads to a page of ours, else the first page. */
  static String of(@Nullable String wish) {
    return wish != null && isOurs(wish) ? wish : "/";
  }

  /** Browsers take "//host" and "/\host" for other sites, and leave out what they do not print. */
  private static boolean isOurs(String wish) {
    if (wish.length() > LONGEST
        || !wish.startsWith("/")
        || wish.startsWith("//")
        || wish.indexOf('\\') >= 0
        || wish.chars().anyMatch(c -> c <= ' ' || c == 127)
        || wish.startsWith("/sign-in")) {
      return false;
    }
    try {
      URI uri = new URI(wish);
      return uri.getScheme() == null && uri.getRawAuthority() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
