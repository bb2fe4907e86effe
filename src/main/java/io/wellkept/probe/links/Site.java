package io.wellkept.probe.links;

import io.wellkept.probe.Http;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are ours, seen from one page: those of its own domain, of the hosts that are
 * listed as our own, and of those that the check names.
 */
public final class Site {
  private final Http http;
  private final HttpUrl page;
  private final @Nullable String domain;
  private final List<String> own;
  private final Map<String, String> headers;

  /**
   * @param own hosts that count as ours too; {@code *.example.org} for all below one
   * @param headers for the page's own server
   */
  public Site(Http http, URI page, List<String> own, Map<String, String> headers) {
    this.http = http;
    this.page = HttpUrl.get(page);
    this.domain = this.page.topPrivateDomain();
    this.own = List.copyOf(own);
    this.headers = Map.copyOf(headers);
  }

  public boolean ours(URI address) {
    HttpUrl url = HttpUrl.get(address);
    boolean sameDomain = domain != null && domain.equals(url.topPrivateDomain());
    return sameDomain
        || url.host().equals(page.host())
        || http.ours(url.host())
        || covers(own, url.host());
  }

  private static boolean covers(List<String> patterns, String host) {
    return patterns.stream()
        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
        .anyMatch(pattern ->
            pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern));
  }

  /** What was given for the page is for nobody else. */
  public Map<String, String> headers(URI address) {
    HttpUrl url = HttpUrl.get(address);
    boolean same =
        url.scheme().equals(page.scheme())
            && url.host().equals(page.host())
            && url.port() == page.port();
    return same ? headers : Map.of();
  }
}
