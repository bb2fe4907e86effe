package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Event;
import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.plan.SignIn;
import io.wellkept.touchpoint.People;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody who signed in sees and changes of their own account. */
final class AccountPages {
  private final WebContext context;
  private final Templates templates;
  private final Entrance entrance;
  private final SignIns signIns;
  private final Users users;
  private final ApiTokens tokens;

  AccountPages(
      WebContext context,
      Templates templates,
      Entrance entrance,
      SignIns signIns,
      Users users,
      ApiTokens tokens) {
    this.context = context;
    this.templates = templates;
    this.entrance = entrance;
    this.signIns = signIns;
    this.users = users;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/account", ctx -> show(ctx, 200, null, null)),
        own("/account/password", this::password),
        own("/account/sign-out-everywhere", this::everywhere),
        own("/account/tokens", this::make),
        own("/account/tokens/{token}/revoke", this::revoke));
  }

  /** What everybody does with their own, whatever their role. */
  private static Route own(String path, Handler handler) {
    return Route.post(Surface.PAGES, path, handler).needs(Right.LOOK);
  }

  static Caller caller(Context ctx) {
    return Caller.of(ctx)
        .orElseThrow(() ->
            new HttpResponseException(409, Reader.of(ctx).words().say("signin.nobody-signs-in")));
  }

  private void password(Context ctx) {
    Words words = Reader.of(ctx).words();
    Map<String, String> fields = Forms.fields(ctx);
    String wanted = fields.getOrDefault("new", "");
    Optional<String> refused =
        wanted.equals(fields.getOrDefault("again", ""))
            ? change(ctx, fields.getOrDefault("old", ""), wanted, words)
            : Optional.of(words.say("signin.not-twice"));
    if (refused.isPresent()) {
      show(ctx, 422, null, refused.get());
      return;
    }
    Templates.go(ctx, "/account?done=password");
  }

  /**
   * Gives whoever calls another password; all their other sign-ins end.
   *
   * @return why not, as a sentence
   * @throws HttpResponseException if there is none of theirs, or it was tried too often
   */
  Optional<String> change(Context ctx, String old, String wanted, Words words) {
    Caller caller = caller(ctx);
    SignIn signIn = entrance.signIn();
    if (!caller.local() || signIn == null) {
      throw new HttpResponseException(409, words.say("signin.no-password"));
    }
    if (signIns.tooOften(ctx)) {
      throw SignIns.tooOften(ctx, words);
    }
    String name = caller.account().substring(SignIns.LOCAL.length());
    if (!users.knows(name, old)) {
      return Optional.of(words.say("signin.wrong-old"));
    }
    Optional<String> unfit = Passwords.refuse(wanted, name);
    if (unfit.isPresent()) {
      return unfit.map(why -> Refusals.say(words, why));
    }
    String hash = users.hash(wanted);
    Optional<String> refused = users.keep(name, hash, caller.actor(), caller::isStillIn);
    if (refused.isEmpty()) {
      signIns.anew(ctx, signIn, caller, hash);
    }
    return refused.map(why -> Refusals.say(words, why));
  }

  private void everywhere(Context ctx) {
    signOutEverywhere(ctx);
    Templates.go(ctx, "/sign-in");
  }

  /** Ends all sign-ins of whoever calls. */
  void signOutEverywhere(Context ctx) {
    Caller caller = caller(ctx);
    Instant now = context.clock().instant();
    context
        .ledger()
        .change(work -> {
          work.accounts().endAll(caller.account());
          work.append(Audit.event(now, Event.Type.SIGNED_OUT, caller, "everywhere"));
        });
    SignIn signIn = entrance.signIn();
    if (signIn != null) {
      new Cookies(ctx, signIn).drop(Cookies.SESSION);
    }
  }

  private void make(Context ctx) {
    Caller caller = caller(ctx);
    Words words = Reader.of(ctx).words();
    Map<String, String> fields = Forms.fields(ctx);
    ApiTokens.Wanted wanted =
        new ApiTokens.Wanted(
            fields.getOrDefault("name", ""),
            Role.of(fields.getOrDefault("role", "")).orElse(Role.VIEWER),
            fields.containsKey("read-only"),
            caller.person(),
            ApiTokens.life(fields.getOrDefault("for", "")));
    switch (make(caller, wanted, words)) {
      case ApiTokens.Made.Done done -> show(ctx, 200, done.secret(), null);
      case ApiTokens.Made.Refused refused ->
          show(ctx, 422, null, Refusals.say(words, refused.why()));
    }
  }

  /**
   * Makes a token of whoever calls.
   *
   * @throws HttpResponseException if it were to do more than they may
   */
  ApiTokens.Made make(Caller caller, ApiTokens.Wanted wanted, Words words) {
    if (wanted.role().compareTo(caller.role()) > 0) {
      throw new HttpResponseException(403, words.say("frame.not-allowed"));
    }
    return tokens.make(wanted, caller.account(), caller.actor(), caller::isStillIn);
  }

  private void revoke(Context ctx) {
    revokeOwn(ctx);
    Templates.go(ctx, "/account?done=revoked");
  }

  /**
   * Revokes a token of whoever calls.
   *
   * @return false if it was revoked already
   * @throws HttpResponseException if it is none of theirs
   */
  boolean revokeOwn(Context ctx) {
    Caller caller = caller(ctx);
    String id = ctx.pathParam("token");
    boolean theirs =
        context.ledger().read(view -> view.accounts().tokens()).stream()
            .anyMatch(token -> token.id().equals(id) && isOf(token, caller));
    if (!theirs) {
      throw new HttpResponseException(404, Failures.say(ctx, "signin.no-token-of-yours"));
    }
    return tokens.revoke(id, caller.actor());
  }

  /** What somebody made; of what a token's maker made, a token has itself alone. */
  static boolean isOf(ApiToken token, Caller caller) {
    return caller.by() == Caller.By.TOKEN
        ? token.id().equals(caller.id())
        : token.createdBy().equals(caller.account());
  }

  private void show(Context ctx, int status, @Nullable String secret, @Nullable String trouble) {
    Reader reader = Reader.of(ctx);
    Words words = reader.words();
    Frame frame = templates.inside(ctx, words.say("signin.account"));
    Optional<Caller> caller = Caller.of(ctx);
    AccountView view =
        caller
            .map(known -> view(ctx, known, secret, trouble))
            .orElseGet(() ->
                new AccountView(
                    "",
                    AccountView.role(words, reader.role().word()),
                    null,
                    words.say("signin.nobody-signs-in"),
                    false,
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    trouble));
    Templates.answer(ctx, status, "account", frame, Map.of("view", view));
  }

  private AccountView view(
      Context ctx, Caller caller, @Nullable String secret, @Nullable String trouble) {
    Reader reader = Reader.of(ctx);
    Words words = reader.words();
    Instant now = context.clock().instant();
    People people = context.plan().get().people();
    List<Session> sessions = context.ledger().read(view -> view.accounts().sessions(now));
    List<ApiToken> made = context.ledger().read(view -> view.accounts().tokens());
    String person = caller.person();
    String done = ctx.queryParam("done");
    return new AccountView(
        caller.name(),
        AccountView.role(words, caller.role().word()),
        person == null ? null : people.nameOf(person),
        words.say("signin.by." + by(caller)),
        caller.local(),
        caller.by() == Caller.By.SESSION,
        sessions.stream()
            .filter(session -> session.account().equals(caller.account()))
            .map(session -> sitting(session, reader, now, caller.id()))
            .toList(),
        made.stream()
            .filter(token -> isOf(token, caller))
            .map(token -> AccountView.Token.of(token, people, words, reader.zone(), now))
            .toList(),
        Arrays.stream(Role.values())
            .filter(role -> role.compareTo(caller.role()) <= 0)
            .filter(role -> role != Role.OWNER || person != null)
            .map(Role::word)
            .toList(),
        secret,
        done(words, done, made.stream().filter(token -> isOf(token, caller) && token.isGood(now))),
        trouble);
  }

  /** Another password ends sign-ins, and no token: whoever changed it is told which still work. */
  private static @Nullable String done(Words words, @Nullable String what, Stream<ApiToken> good) {
    if ("revoked".equals(what)) {
      return words.say("signin.done.revoked");
    }
    if (!"password".equals(what)) {
      return null;
    }
    long tokens = good.count();
    String changed = words.say("signin.done.password");
    return tokens == 0 ? changed : changed + " " + words.say("signin.done.tokens", tokens);
  }

  private static String by(Caller caller) {
    return caller.by() == Caller.By.PROXY ? "proxy" : caller.local() ? "password" : "oidc";
  }

  static AccountView.Sitting sitting(Session session, Reader reader, Instant now, String here) {
    Words words = reader.words();
    return new AccountView.Sitting(
        session.account(),
        session.name(),
        AccountView.role(words, session.role()),
        words.moment(session.since(), reader.zone(), now),
        words.fromNow(session.seenAt(), now),
        session.id().equals(here));
  }
}
