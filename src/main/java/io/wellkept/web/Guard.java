package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.wellkept.plan.Daemon.Listen;
import io.wellkept.plan.Daemon.Web;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may reach what, and what every answer tells browsers. */
final class Guard {
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> BY_A_PROXY =
      Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

  private final Listen pages;
  private final @Nullable String publicHost;
  private final boolean sharedWithPublic;
  private final Supplier<ZoneId> zone;

  /**
   * @param sharedWithPublic whether the public surface is served by the same server, so that
   *     whatever forwards links to us might forward requests for pages too
   * @param zone in which those read who have not said another one
   */
  Guard(Web web, boolean sharedWithPublic, Supplier<ZoneId> zone) {
    this.zone = zone;
    this.pages = web.pages();
    URI publicUrl = web.publicUrl();
    this.publicHost = publicUrl == null ? null : publicUrl.getHost();
    this.sharedWithPublic = sharedWithPublic;
  }

  /** Sets what every answer carries, whatever becomes of the request. */
  void headers(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("X-Frame-Options", "DENY");
    // With no-referrer browsers send "Origin: null" with a page's own forms, which we must refuse.
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    ctx.header("Cache-Control", "no-store");
  }

  /**
   * Lets the request through, or not.
   *
   * @throws HttpResponseException if it must not reach this surface
   */
  void admit(Route route, Context ctx) {
    switch (route.surface()) {
      case PUBLIC -> {
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("X-Robots-Tag", "noindex, nofollow, noarchive");
      }
      case OPERATIONS -> {}
      case PAGES -> admitToPages(route, ctx);
    }
  }

  private void admitToPages(Route route, Context ctx) {
    String host = ctx.header("Host");
    if (host == null || !welcome(withoutPort(host)) || camePastAProxy(ctx)) {
      throw new HttpResponseException(
          421, "Pages are served on this machine only: open http://127.0.0.1:" + ctx.port() + "/");
    }
    boolean reads = ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD;
    if (!reads && !sameOrigin(ctx, host)) {
      throw new HttpResponseException(403, "This came from another site, so nothing was done.");
    }
    Reader reader = Reader.here(Reader.language(ctx), zone.get());
    if (!reader.may(route.right())) {
      throw new HttpResponseException(403, reader.words().say("frame.not-allowed"));
    }
    reader.keep(ctx);
  }

  /**
   * Against names that somebody else makes point at this machine. The public name counts only where
   * the pages have a server of their own: on a shared one, a proxy that forwards every path would
   * open the pages to the world.
   */
  private boolean welcome(String host) {
    return LOOPBACK.contains(host)
        || host.equalsIgnoreCase(pages.host())
        || (!sharedWithPublic && host.equalsIgnoreCase(publicHost));
  }

  private boolean camePastAProxy(Context ctx) {
    return sharedWithPublic && BY_A_PROXY.stream().anyMatch(name -> ctx.header(name) != null);
  }

  /** Browsers name the origin of whatever sends a form; programs name none. */
  private static boolean sameOrigin(Context ctx, String host) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = ctx.header("Origin");
    return origin == null || authority(origin).equalsIgnoreCase(host);
  }

  private static String authority(String origin) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }
}
