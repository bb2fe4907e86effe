package io.wellkept.probe;

import java.net.URI;
import java.util.Locale;
import okhttp3.HttpUrl;

/** Where a visitor ends up, compared with where they should. */
public final class Landing {
  private Landing() {}

  /**
   * Whether the address is the wanted one: a whole address without a star must be equal but for a
   * slash at its end; anything else is a pattern of host and path.
   */
  public static boolean matches(String wanted, URI address) {
    boolean whole = wanted.contains("://");
    boolean query = wanted.contains("?");
    String subject = spelled(HttpUrl.get(address), whole, query);
    HttpUrl exact = whole && !wanted.contains("*") ? HttpUrl.parse(wanted) : null;
    String pattern = exact == null ? lowerHost(wanted) : spelled(exact, true, query);
    return glob(withoutSlash(pattern), withoutSlash(subject));
  }

  /** Whether both are the same page: scheme, "www.", query and a last slash make no difference. */
  public static boolean samePage(URI one, URI other) {
    return page(one).equals(page(other));
  }

  /** The same text for addresses that are the same page. */
  public static String page(URI address) {
    String spelled = withoutSlash(spelled(HttpUrl.get(address), false, false));
    return spelled.startsWith("www.") ? spelled.substring(4) : spelled;
  }

  private static String spelled(HttpUrl url, boolean scheme, boolean query) {
    boolean usualPort = url.port() == HttpUrl.defaultPort(url.scheme());
    String asked = url.encodedQuery();
    return (scheme ? url.scheme() + "://" : "")
        + url.host()
        + (usualPort ? "" : ":" + url.port())
        + url.encodedPath()
        + (query && asked != null ? "?" + asked : "");
  }

  private static String lowerHost(String pattern) {
    int scheme = pattern.indexOf("://");
    int path = pattern.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    return path < 0
        ? pattern.toLowerCase(Locale.ROOT)
        : pattern.substring(0, path).toLowerCase(Locale.ROOT) + pattern.substring(path);
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Stars stand for anything; takes the first place for each part, so it never tries twice. */
  private static boolean glob(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
