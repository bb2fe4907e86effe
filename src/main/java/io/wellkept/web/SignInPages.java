package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.plan.SignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door: a form, a button that leads to the identity provider, and the way out. */
final class SignInPages {
  private final SignIns signIns;
  private final Entrance entrance;

  SignInPages(SignIns signIns, Entrance entrance) {
    this.signIns = signIns;
    this.entrance = entrance;
  }

  /** Everything that has to do with who signs in. */
  static List<Route> all(WebContext context, Templates templates, Entrance entrance) {
    Passwords passwords = new Passwords();
    SignIns signIns = new SignIns(context, passwords, entrance);
    Users users = new Users(context.ledger(), context.clock(), passwords);
    ApiTokens tokens = new ApiTokens(context.ledger(), context.clock());
    List<Route> routes = new ArrayList<>(new SignInPages(signIns, entrance).routes());
    routes.addAll(new OidcPages(context, signIns, entrance).routes());
    AccountPages account = new AccountPages(context, templates, entrance, signIns, users, tokens);
    routes.addAll(account.routes());
    routes.addAll(new AccountApi(context, account).routes());
    routes.addAll(new UserPages(context, templates, users, tokens).routes());
    routes.addAll(new AccountsApi(context, users, tokens).routes());
    routes.addAll(new AuditPages(context, templates).routes());
    return routes;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/sign-in", this::show).needs(Right.ANYBODY),
        Route.post(Surface.PAGES, "/sign-in", this::enter).needs(Right.ANYBODY),
        Route.post(Surface.PAGES, "/sign-out", this::leave).needs(Right.LOOK));
  }

  private void show(Context ctx) {
    String then = Onward.of(ctx.queryParam("then"));
    if (entrance.signIn() == null || Caller.of(ctx).isPresent()) {
      Templates.go(ctx, then);
      return;
    }
    boolean undone = ctx.queryParam("undone") != null;
    page(ctx, 200, then, "", undone ? Reader.language(ctx).say("signin.undone") : null);
  }

  private void enter(Context ctx) {
    SignIn signIn = entrance.signIn();
    Map<String, String> fields = Forms.fields(ctx);
    String then = Onward.of(fields.get("then"));
    if (signIn == null || !signIn.local()) {
      throw new HttpResponseException(404, Failures.say(ctx, "failure.nothing-here"));
    }
    String name = fields.getOrDefault("name", "");
    String password = fields.getOrDefault("password", "");
    switch (signIns.withPassword(ctx, signIn, name, password)) {
      case IN -> Templates.go(ctx, then);
      case REFUSED -> page(ctx, 422, then, name, Reader.language(ctx).say("signin.refused"));
      case TOO_OFTEN -> {
        SignIns.wait(ctx);
        page(ctx, 429, then, name, Reader.language(ctx).say("signin.too-often"));
      }
    }
  }

  private void leave(Context ctx) {
    SignIn signIn = entrance.signIn();
    Caller caller = Caller.of(ctx).orElse(null);
    if (signIn == null || caller == null || caller.by() != Caller.By.SESSION) {
      // whoever a proxy let in signs out there
      Templates.go(ctx, "/account");
      return;
    }
    signIns.out(ctx, signIn, caller);
    Templates.go(ctx, "/sign-in");
  }

  private void page(Context ctx, int status, String then, String name, @Nullable String trouble) {
    SignIn signIn = entrance.signIn();
    SignIn.Oidc oidc = signIn == null ? null : signIn.oidc();
    Reader reader = Reader.of(ctx);
    String provider = oidc == null ? null : oidc.name();
    if (provider != null && provider.isEmpty()) {
      provider = reader.words().say("signin.single-sign-on");
    }
    SignInView view =
        new SignInView(signIn != null && signIn.local(), provider, then, name, trouble);
    Frame frame =
        new Frame(
            reader.words().say("signin.title"),
            List.of(),
            false,
            Assets.path(Surface.PAGES),
            reader,
            "");
    Templates.answer(ctx, status, "signin", frame, Map.of("view", view));
  }
}
