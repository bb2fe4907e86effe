package io.wellkept.probe.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import io.wellkept.probe.Gate;
import io.wellkept.probe.flow.Walk;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands between a visitor's pages and the world, beside the proxy. */
final class Fence {
  private final Gate gate;
  private final Walk walk;
  private final @Nullable GuardedProxy proxy;

  /**
   * @param proxy null if the browser connects out of our reach, so that only the names of hosts can
   *     be held against what is allowed
   */
  Fence(Gate gate, Walk walk, @Nullable GuardedProxy proxy) {
    this.gate = gate;
    this.walk = walk;
    this.proxy = proxy;
  }

  void around(BrowserContext visitor) {
    if (proxy == null || !walk.headers().isEmpty()) {
      visitor.route("**/*", this::pass);
    }
    if (proxy != null) {
      // asked first, as it was added last
      visitor.route(Fence::isOfItsOwn, this::announce);
    }
  }

  private static boolean isOfItsOwn(String url) {
    URI address = address(url);
    return address != null
        && address.getHost() != null
        && GuardedProxy.OF_ITS_OWN.matcher(address.getHost()).matches();
  }

  /** Only pages come by here; what the browser wants for itself does not. */
  private void announce(Route route) {
    URI address = address(route.request().url());
    if (proxy != null && address != null) {
      proxy.ask(String.valueOf(address.getHost()));
    }
    route.fallback();
  }

  private void pass(Route route) {
    URI address = address(route.request().url());
    try {
      if (proxy == null && (address == null || !admitted(address))) {
        route.abort("blockedbyclient");
      } else if (address != null && sameOrigin(address, walk.base())) {
        withHeaders(route);
      } else {
        route.resume();
      }
    } catch (PlaywrightException e) {
      if (Mishap.isOurs(e)) {
        throw e;
      }
      // the page has left before it was answered
    }
  }

  /** Fetched by us, one hop at a time: a redirect must not take the headers to another host. */
  private void withHeaders(Route route) {
    if (walk.headers().isEmpty()) {
      route.resume();
      return;
    }
    Map<String, String> headers = new HashMap<>(route.request().headers());
    walk.headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
    try {
      APIResponse answer =
          route.fetch(
              new Route.FetchOptions()
                  .setHeaders(headers)
                  .setMaxRedirects(0)
                  .setTimeout(walk.deadline().toMillis()));
      route.fulfill(new Route.FulfillOptions().setResponse(answer));
    } catch (PlaywrightException e) {
      if (Mishap.isOurs(e)) {
        throw e;
      }
      route.abort("failed");
    }
  }

  /**
   * The host that a visitor may not see and was led to all the same: a browser out of our reach
   * follows redirects without asking, so that they are noticed only here.
   */
  Optional<String> forbidden(Stream<String> reached) {
    return proxy != null
        ? Optional.empty()
        : reached
            .filter(each -> each.startsWith("http"))
            .flatMap(each -> Stream.ofNullable(address(each)))
            .filter(address -> !admitted(address))
            .map(address -> String.valueOf(address.getHost()))
            .findFirst();
  }

  private boolean admitted(URI address) {
    String host = address.getHost();
    if (host == null) {
      return "data".equals(address.getScheme()) || "blob".equals(address.getScheme());
    }
    try {
      gate.admit(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable URI address(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && String.valueOf(one.getHost()).equalsIgnoreCase(String.valueOf(other.getHost()))
        && port(one) == port(other);
  }

  private static int port(URI address) {
    return address.getPort() >= 0
        ? address.getPort()
        : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }
}
