package io.wellkept.probe;

import io.wellkept.touchpoint.CheckId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be fetched, and how.
 *
 * @param headers sent along as long as redirects stay on the same origin; may hold secrets
 * @param timeout the longest that fetching may take, redirects and body included; waiting for its
 *     turn comes on top, at most {@link Manners#patience()}
 * @param fresh over a connection of its own, answered from nothing remembered
 * @param sharedBy the check that asks: equal asks by other checks of its touchpoint share the
 *     answer for a minute; null if it is not to be shared
 * @param known what the asker still has, so that the server may say "not modified"
 * @param certificateDays the certificate is shown again in time if it ends within so many days; 0
 *     if nobody asks about it
 */
public record Ask(
    URI url,
    Map<String, String> headers,
    Duration timeout,
    boolean fresh,
    @Nullable CheckId sharedBy,
    @Nullable Known known,
    int certificateDays) {
  /**
   * The marks that a server gave to what it sent.
   *
   * @param address where it came from: redirects before it are followed without the marks
   */
  public record Known(URI address, @Nullable String tag, @Nullable String modified) {}

  public Ask {
    headers = Map.copyOf(headers);
  }

  /** A plain look at an address. */
  public static Ask of(URI url, Duration timeout) {
    return new Ask(url, Map.of(), timeout, false, null, null, 0);
  }

  /** Without the values of its headers, which may be secrets. */
  @Override
  public String toString() {
    return "Ask[" + ShownAddress.of(url) + ", headers " + headers.keySet() + "]";
  }
}
