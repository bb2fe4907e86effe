package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.plan.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of whoever signs in. Under https a browser keeps them to this very host and to https
 * ({@code __Host-}); they are sent when somebody follows a link of a mail, and not with the forms
 * of other sites.
 */
final class Cookies {
  /** Holds the secret of a session. */
  static final String SESSION = "wellkept";

  /** Ties a sign-in that is under way to the browser in which it was begun. */
  static final String UNDERWAY = "wellkept-sign-in";

  private final Context ctx;
  private final boolean https;

  Cookies(Context ctx, SignIn signIn) {
    this.ctx = ctx;
    this.https = signIn.https() && isAt(ctx, signIn.url());
  }

  /** Whether the request was sent to the host of that address. */
  static boolean isAt(Context ctx, @Nullable URI url) {
    String host = ctx.header("Host");
    return url != null
        && host != null
        && Guard.withoutPort(host).equals(url.getHost().toLowerCase(Locale.ROOT));
  }

  @Nullable String get(String name) {
    return ctx.cookie(full(name));
  }

  void set(String name, String value, Duration age) {
    ctx.res()
        .addHeader(
            "Set-Cookie",
            full(name)
                + "="
                + value
                + "; Path=/; Max-Age="
                + age.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (https ? "; Secure" : ""));
  }

  void drop(String name) {
    set(name, "", Duration.ZERO);
  }

  private String full(String name) {
    return https ? "__Host-" + name : name;
  }
}
