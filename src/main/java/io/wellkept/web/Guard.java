package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.wellkept.plan.Daemon.Listen;
import io.wellkept.plan.Daemon.Web;
import io.wellkept.plan.Plan;
import io.wellkept.plan.SignIn;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
  private final WebContext context;
  private final Entrance entrance;
  private final Callers callers;

  /**
   * @param sharedWithPublic whether the public surface is served by the same server, so that
   *     whatever forwards links to us might forward requests for pages too
   */
  Guard(Web web, boolean sharedWithPublic, WebContext context, Entrance entrance) {
    this.context = context;
    this.entrance = entrance;
    this.callers = new Callers(context);
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
   * @return false if it is answered already: whoever sent it is to sign in first
   * @throws HttpResponseException if it must not reach this surface
   */
  boolean admit(Route route, Context ctx) {
    return switch (route.surface()) {
      case PUBLIC -> {
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("X-Robots-Tag", "noindex, nofollow, noarchive");
        yield true;
      }
      case OPERATIONS -> true;
      case PAGES -> admitToPages(route, ctx);
    };
  }

  private boolean admitToPages(Route route, Context ctx) {
    SignIn signIn = entrance.signIn();
    String host = ctx.header("Host");
    boolean past = signIn == null && camePastAProxy(ctx);
    if (host == null || !welcome(withoutPort(host), signIn) || past) {
      throw new HttpResponseException(421, whereToGo(ctx, signIn));
    }
    boolean reads = ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD;
    if (!reads && !sameOrigin(ctx, host, signIn)) {
      throw new HttpResponseException(403, Failures.say(ctx, "failure.another-site"));
    }
    if (signIn == null) {
      admit(route, ctx, Reader.here(Reader.language(ctx), zone()));
      return true;
    }
    Optional<Caller> caller = callers.of(ctx, signIn);
    boolean program = caller.filter(known -> known.by() == Caller.By.TOKEN).isPresent();
    // a program that forgot its token is told so, and nothing of pages
    boolean forgot = caller.isEmpty() && ctx.path().startsWith("/api/");
    if (!reads && !program && !forgot && !namesItsOrigin(ctx)) {
      throw new HttpResponseException(403, Failures.say(ctx, "failure.no-origin"));
    }
    if (caller.isEmpty()) {
      if (route.right() != Right.ANYBODY) {
        turnAway(ctx, reads, host, signIn);
        return false;
      }
      admit(route, ctx, Reader.nobody(Reader.language(ctx), zone()));
      return true;
    }
    caller.get().keep(ctx);
    if (!reads && caller.get().readOnly()) {
      throw new HttpResponseException(403, Failures.say(ctx, "signin.read-only"));
    }
    admit(route, ctx, reader(ctx, caller.get()));
    return true;
  }

  private static void admit(Route route, Context ctx, Reader reader) {
    if (!reader.may(route.right())) {
      throw new HttpResponseException(403, reader.words().say("frame.not-allowed"));
    }
    reader.keep(ctx);
  }

  private Reader reader(Context ctx, Caller caller) {
    String person = caller.person();
    Plan plan = context.plan().get();
    Optional<Person> known = person == null ? Optional.empty() : plan.people().person(person);
    // as it is in people's hands at present, whatever the files say; read once and before anything
    // else: whoever asks while the ledger is read would want a second of its few readers, and so
    // would everybody beside them
    Plan present = caller.role() == Role.OWNER ? context.planNow() : plan;
    return new Reader(
        true,
        caller.name(),
        person,
        caller.role(),
        known
            .filter(one -> !Failures.isForPrograms(ctx))
            .map(one -> Words.of(one.language()))
            .orElseGet(() -> Reader.language(ctx)),
        known.map(Person::zone).orElseGet(this::zone),
        touchpoint -> person != null && hasPart(present, touchpoint, person));
  }

  private static boolean hasPart(Plan plan, Touchpoint touchpoint, String person) {
    Touchpoint present = plan.touchpoint(touchpoint.id()).orElse(touchpoint);
    return Reader.isNamed(present, person)
        || plan.people().teams().values().stream().anyMatch(team -> leads(person, team, present));
  }

  private static boolean leads(String person, Team team, Touchpoint touchpoint) {
    return person.equals(team.lead()) && team.members().contains(touchpoint.owner());
  }

  private ZoneId zone() {
    return context.plan().get().daemon().zone();
  }

  /** To the form, and from there to where they wanted to go; what they did is to be done again. */
  private static void turnAway(Context ctx, boolean reads, String host, SignIn signIn) {
    if (ctx.path().startsWith("/api/")) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"Wellkept\"");
      throw new HttpResponseException(401, Failures.say(ctx, "signin.api"));
    }
    boolean part = ctx.header("HX-Request") != null;
    String query = ctx.queryString();
    String here = query == null ? ctx.path() : ctx.path() + "?" + query;
    String wish = reads && !part ? here : pageBefore(ctx, host, signIn);
    List<String> said = new ArrayList<>();
    if (!reads && !ctx.path().equals("/sign-out")) {
      said.add("undone=yes");
    }
    if (!wish.equals("/")) {
      said.add("then=" + URLEncoder.encode(wish, StandardCharsets.UTF_8));
    }
    String door = "/sign-in" + (said.isEmpty() ? "" : "?" + String.join("&", said));
    // a part of a page cannot be replaced by the form: the whole page goes there
    ctx.header(part ? "HX-Redirect" : "Location", door);
    ctx.status(part ? 401 : 303);
  }

  /** Where a form was sent from, or a part asked for; the first page if nothing says it. */
  private static String pageBefore(Context ctx, String host, SignIn signIn) {
    String page = ctx.header("HX-Current-URL");
    String from = page == null ? ctx.header("Referer") : page;
    URI uri = from == null || !isOurs(from, host, signIn) ? null : uri(from);
    if (uri == null) {
      return "/";
    }
    String query = uri.getRawQuery();
    return Onward.of(query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query);
  }

  /**
   * Against names that somebody else makes point at this machine. Where people sign in, the one
   * name is that of the sign-in: under another one, cookies would go without TLS. Where nobody
   * does, the public name counts only where the pages have a server of their own: on a shared one,
   * a proxy that forwards every path would open the pages to the world.
   */
  private boolean welcome(String host, @Nullable SignIn signIn) {
    URI url = signIn == null ? null : signIn.url();
    if (LOOPBACK.contains(host)) {
      return true;
    }
    if (url != null) {
      return host.equalsIgnoreCase(url.getHost());
    }
    return host.equalsIgnoreCase(pages.host())
        || (!sharedWithPublic && host.equalsIgnoreCase(publicHost));
  }

  private static String whereToGo(Context ctx, @Nullable SignIn signIn) {
    URI url = signIn == null ? null : signIn.url();
    return url == null
        ? Failures.say(ctx, "failure.this-machine-only", "http://127.0.0.1:" + ctx.port() + "/")
        : Failures.say(ctx, "failure.one-name", url);
  }

  private boolean camePastAProxy(Context ctx) {
    return sharedWithPublic && BY_A_PROXY.stream().anyMatch(name -> ctx.header(name) != null);
  }

  /** Browsers name the origin of whatever sends a form; programs name none. */
  private static boolean sameOrigin(Context ctx, String host, @Nullable SignIn signIn) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = ctx.header("Origin");
    return origin == null || isOurs(origin, host, signIn);
  }

  /** A proxy on a port of its own may leave the port out of the Host that it passes on. */
  private static boolean isOurs(String address, String host, @Nullable SignIn signIn) {
    URI uri = uri(address);
    String authority = uri == null ? null : uri.getRawAuthority();
    if (uri == null || authority == null) {
      return false;
    }
    URI url = signIn == null ? null : signIn.url();
    return authority.equalsIgnoreCase(host)
        || (url != null
            && authority.equalsIgnoreCase(url.getRawAuthority())
            && url.getScheme().equalsIgnoreCase(uri.getScheme()));
  }

  /** Every browser of these years names one or the other with a form; who does not, is none. */
  private static boolean namesItsOrigin(Context ctx) {
    return ctx.header("Origin") != null || "same-origin".equals(ctx.header("Sec-Fetch-Site"));
  }

  private static @Nullable URI uri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }
}
