package io.wellkept.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * The cookies of one visitor, for as long as one visit lasts. Which are sent where is OkHttp's to
 * say, by RFC 6265 and the list of public suffixes. Safe for several threads.
 */
public final class Cookies {
  /** More than any site needs; browsers keep 180 a site. */
  private static final int MOST = 200;

  private final List<Cookie> kept = new ArrayList<>();

  /** Takes in what an answer sets. */
  synchronized void take(HttpUrl from, Headers headers) {
    for (Cookie cookie : Cookie.parseAll(from, headers)) {
      kept.removeIf(before ->
          before.name().equals(cookie.name())
              && before.domain().equals(cookie.domain())
              && before.path().equals(cookie.path()));
      kept.add(cookie);
      if (kept.size() > MOST) {
        kept.remove(0);
      }
    }
  }

  /**
   * The header for a request; empty if there is nothing to send.
   *
   * @param now in milliseconds since 1970: what has run out by then is not sent
   */
  synchronized String header(HttpUrl to, long now) {
    return kept.stream()
        .filter(cookie -> cookie.expiresAt() > now && cookie.matches(to))
        .map(cookie -> cookie.name() + "=" + cookie.value())
        .collect(Collectors.joining("; "));
  }

  /** Whether the visitor has a cookie of that name, wherever it is for. */
  public synchronized boolean has(String name) {
    return kept.stream().anyMatch(cookie -> cookie.name().equals(name));
  }

  /** Without their values, which are secrets. */
  @Override
  public synchronized String toString() {
    return "Cookies" + kept.stream().map(Cookie::name).toList();
  }
}
