package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Accounts;
import io.wellkept.ledger.Ledger;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who may sign in, and what programs sign in with, for programs. */
final class AccountsApi {
  private static final String ROOT = "/api/v1";
  static final String ROLES = "viewer, owner, operator or admin";
  private static final String PERSON = "id of the person in config/people.yaml";

  private final WebContext context;
  private final Users users;
  private final ApiTokens tokens;

  /** Who calls; {@code by} is session, token or proxy, and null where nobody signs in. */
  record Me(
      String name, @Nullable String person, String role, boolean readOnly, @Nullable String by) {}

  record UserWhole(
      String name,
      String role,
      @Nullable String person,
      Instant createdAt,
      Instant changedAt,
      @Nullable Instant disabledAt) {
    static UserWhole of(Accounts.User user) {
      return new UserWhole(
          user.name(),
          user.role(),
          user.person(),
          user.createdAt(),
          user.changedAt(),
          user.disabledAt());
    }
  }

  record TokenWhole(
      String id,
      String name,
      String role,
      boolean readOnly,
      @Nullable String person,
      String createdBy,
      Instant createdAt,
      @Nullable Instant usedAt,
      Instant expiresAt,
      @Nullable Instant revokedAt) {
    static TokenWhole of(Accounts.ApiToken token) {
      return new TokenWhole(
          token.id(),
          token.name(),
          token.role(),
          token.readOnly(),
          token.person(),
          token.createdBy(),
          token.createdAt(),
          token.usedAt(),
          token.expiresAt(),
          token.revokedAt());
    }
  }

  /** A token with its secret, which is told this once. */
  record TokenMade(TokenWhole token, String secret) {}

  record Done(boolean changed) {}

  AccountsApi(WebContext context, Users users, ApiTokens tokens) {
    this.context = context;
    this.users = users;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT + "/account", AccountsApi::me)
            .promises(Promised.one("Who you are", Me.class)),
        Route.get(Surface.PAGES, ROOT + "/users", this::users)
            .needs(Right.ADMINISTER)
            .promises(Promised.pageOf("Local users", UserWhole.class)),
        Route.get(Surface.PAGES, ROOT + "/tokens", this::tokens)
            .needs(Right.ADMINISTER)
            .promises(Promised.pageOf("API tokens", TokenWhole.class)),
        act("/users", this::add)
            .promises(
                Promised.one("Adds a local user", Done.class)
                    .status(201)
                    .must("name", "by which they sign in")
                    .must("password", "at least 12 characters")
                    .must("role", ROLES)
                    .may("person", PERSON)),
        act("/users/{name}/role", this::role)
            .promises(Promised.one("Gives another role", Done.class).must("role", ROLES)),
        act("/users/{name}/person", this::person)
            .promises(Promised.one("Says which person it is", Done.class).may("person", PERSON)),
        act("/users/{name}/password", this::password)
            .promises(
                Promised.one("Gives another password", Done.class)
                    .must("password", "at least 12 characters")),
        act("/users/{name}/disable", this::disable)
            .promises(Promised.one("Lets nobody sign in by it", Done.class)),
        act("/users/{name}/enable", this::enable)
            .promises(Promised.one("Lets them sign in again", Done.class)),
        act("/tokens", this::make)
            .promises(
                Promised.one("Makes an API token; its secret is told once", TokenMade.class)
                    .status(201)
                    .must("name", "what it is for")
                    .must("role", ROLES)
                    .may("person", PERSON)
                    .may("readOnly", "true if it may change nothing", "boolean")
                    .may("for", "how long it lives, such as 90d")),
        act("/tokens/{token}/revoke", this::revoke).promises(Promised.one("Ends it", Done.class)),
        Route.get(Surface.PAGES, ROOT + "/sign-ins", this::signIns)
            .needs(Right.ADMINISTER)
            .promises(Promised.pageOf("Who is signed in", AccountApi.SignedIn.class)),
        act("/sign-ins/end", this::signOut)
            .promises(
                Promised.one("Ends all sign-ins of an account", Done.class)
                    .must("account", "such as local:anna")));
  }

  private static Route act(String path, Handler handler) {
    return Route.post(Surface.PAGES, ROOT + path, handler).needs(Right.ADMINISTER);
  }

  private static void me(Context ctx) {
    Reader reader = Reader.of(ctx);
    Optional<Caller> caller = Caller.of(ctx);
    Json.answer(
        ctx,
        200,
        new Me(
            reader.name(),
            reader.person(),
            reader.role().word(),
            caller.filter(Caller::readOnly).isPresent(),
            caller.map(known -> known.by().name().toLowerCase(Locale.ROOT)).orElse(null)));
  }

  private void users(Context ctx) {
    page(
        ctx,
        context.ledger().read(view -> view.accounts().users()).stream()
            .map(UserWhole::of)
            .toList());
  }

  private void tokens(Context ctx) {
    page(
        ctx,
        context.ledger().read(view -> view.accounts().tokens()).stream()
            .map(TokenWhole::of)
            .toList());
  }

  private void signIns(Context ctx) {
    Instant now = context.clock().instant();
    page(
        ctx,
        context.ledger().read(view -> view.accounts().sessions(now)).stream()
            .map(session -> AccountApi.SignedIn.of(session, ctx))
            .toList());
  }

  private void signOut(Context ctx) {
    String account = Api.body(ctx).path("account").asString("");
    Json.answer(ctx, 200, new Done(users.signOut(account, UserPages.by(ctx))));
  }

  static <T> void page(Context ctx, List<T> all) {
    Json.answer(ctx, 200, Api.Page.of(all, Listing.page(ctx), Function.identity()));
  }

  private void add(Context ctx) {
    JsonNode body = Api.body(ctx);
    Optional<String> refused =
        users.add(
            body.path("name").asString(""),
            body.path("password").asString(""),
            role(body),
            personOf(body),
            UserPages.by(ctx));
    done(ctx, 201, refused);
  }

  private void role(Context ctx) {
    JsonNode body = Api.body(ctx);
    UserPages.refuseSelf(ctx, UserPages.name(ctx));
    done(ctx, 200, users.role(UserPages.name(ctx), role(body), UserPages.by(ctx)));
  }

  private void person(Context ctx) {
    JsonNode body = Api.body(ctx);
    done(ctx, 200, users.person(UserPages.name(ctx), personOf(body), UserPages.by(ctx)));
  }

  private void password(Context ctx) {
    String password = Api.body(ctx).path("password").asString("");
    done(ctx, 200, users.password(UserPages.name(ctx), password, UserPages.by(ctx)));
  }

  private void disable(Context ctx) {
    Api.body(ctx);
    UserPages.refuseSelf(ctx, UserPages.name(ctx));
    done(ctx, 200, users.disable(UserPages.name(ctx), UserPages.by(ctx)));
  }

  private void enable(Context ctx) {
    Api.body(ctx);
    done(ctx, 200, users.enable(UserPages.name(ctx), UserPages.by(ctx)));
  }

  private static void done(Context ctx, int status, Optional<String> refused) {
    if (refused.isPresent()) {
      boolean unknown = refused.get().endsWith(".unknown");
      Failures.answer(ctx, unknown ? 404 : 422, Refusals.say(Words.ENGLISH, refused.get()));
      return;
    }
    Json.answer(ctx, status, new Done(true));
  }

  private void make(Context ctx) {
    JsonNode body = Api.body(ctx);
    ApiTokens.Wanted wanted =
        new ApiTokens.Wanted(
            body.path("name").asString(""),
            role(body),
            body.path("readOnly").asBoolean(false),
            personOf(body),
            ApiTokens.life(body.path("for").asString("")));
    Optional<Caller> caller = Caller.of(ctx);
    String account = caller.map(Caller::account).orElse(Users.COMMAND);
    Predicate<Ledger.View> still = view -> caller.map(one -> one.isStillIn(view)).orElse(true);
    made(ctx, tokens.make(wanted, account, UserPages.by(ctx), still));
  }

  /** Tells the secret, or why there is none. */
  static void made(Context ctx, ApiTokens.Made made) {
    switch (made) {
      case ApiTokens.Made.Done done ->
          Json.answer(ctx, 201, new TokenMade(TokenWhole.of(done.token()), done.secret()));
      case ApiTokens.Made.Refused refused ->
          Failures.answer(ctx, 422, Refusals.say(Words.ENGLISH, refused.why()));
    }
  }

  private void revoke(Context ctx) {
    Api.body(ctx);
    String id = ctx.pathParam("token");
    boolean there =
        context.ledger().read(view -> view.accounts().tokens()).stream()
            .anyMatch(token -> token.id().equals(id));
    if (!there) {
      throw new HttpResponseException(404, "No token has that id.");
    }
    Json.answer(ctx, 200, new Done(tokens.revoke(id, UserPages.by(ctx))));
  }

  static Role role(JsonNode body) {
    return Role.of(body.path("role").asString(""))
        .orElseThrow(() ->
            new HttpResponseException(
                422, "Say in \"role\" one of viewer, owner, operator, admin."));
  }

  private @Nullable String personOf(JsonNode body) {
    String person = body.path("person").asString("");
    if (!person.isEmpty() && context.plan().get().people().person(person).isEmpty()) {
      throw new HttpResponseException(
          422, "Name in \"person\" the id of somebody in config/people.yaml, or leave it out.");
    }
    return person.isEmpty() ? null : person;
  }
}
