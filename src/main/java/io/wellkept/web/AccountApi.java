package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What somebody sees and changes of the account by which they call, as on the page of it. */
final class AccountApi {
  private static final String ROOT = "/api/v1/account";

  private final WebContext context;
  private final AccountPages account;

  /** One sign-in; {@code here} says that it is the one that asks. */
  record SignedIn(
      String account,
      String name,
      String role,
      Instant since,
      Instant seenAt,
      Instant endsAt,
      boolean here) {
    static SignedIn of(Session session, Context ctx) {
      return new SignedIn(
          session.account(),
          session.name(),
          session.role(),
          session.since(),
          session.seenAt(),
          session.endsAt(),
          Caller.of(ctx).filter(caller -> caller.id().equals(session.id())).isPresent());
    }
  }

  AccountApi(WebContext context, AccountPages account) {
    this.context = context;
    this.account = account;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT + "/sign-ins", this::signIns)
            .promises(Promised.pageOf("Where you are signed in", SignedIn.class)),
        Route.get(Surface.PAGES, ROOT + "/tokens", this::tokens)
            .promises(Promised.pageOf("Your API tokens", AccountsApi.TokenWhole.class)),
        own("/password", this::password)
            .promises(
                Promised.one("Gives you another password", AccountsApi.Done.class)
                    .must("old", "the present one")
                    .must("new", "at least 12 characters")),
        own("/sign-out-everywhere", this::everywhere)
            .promises(Promised.one("Ends all your sign-ins", AccountsApi.Done.class)),
        own("/tokens", this::make)
            .promises(
                Promised.one("Makes an API token of yours", AccountsApi.TokenMade.class)
                    .status(201)
                    .must("name", "what it is for")
                    .must("role", AccountsApi.ROLES + ", and no more than yours")
                    .may("readOnly", "true if it may change nothing", "boolean")
                    .may("for", "how long it lives, such as 90d")),
        own("/tokens/{token}/revoke", this::revoke)
            .promises(Promised.one("Ends one of yours", AccountsApi.Done.class)));
  }

  private static Route own(String path, Handler handler) {
    return Route.post(Surface.PAGES, ROOT + path, handler).needs(Right.LOOK);
  }

  private void signIns(Context ctx) {
    Optional<Caller> caller = Caller.of(ctx);
    Instant now = context.clock().instant();
    AccountsApi.page(
        ctx,
        context.ledger().read(view -> view.accounts().sessions(now)).stream()
            .filter(session -> isOf(session, caller))
            .map(session -> SignedIn.of(session, ctx))
            .toList());
  }

  private static boolean isOf(Session session, Optional<Caller> caller) {
    return caller.filter(known -> known.account().equals(session.account())).isPresent();
  }

  private void tokens(Context ctx) {
    Optional<Caller> caller = Caller.of(ctx);
    List<ApiToken> all = context.ledger().read(view -> view.accounts().tokens());
    AccountsApi.page(
        ctx,
        all.stream()
            .filter(token -> caller.filter(one -> AccountPages.isOf(token, one)).isPresent())
            .map(AccountsApi.TokenWhole::of)
            .toList());
  }

  private void password(Context ctx) {
    JsonNode body = Api.body(ctx);
    requirePerson(ctx);
    String old = body.path("old").asString("");
    String wanted = body.path("new").asString("");
    Optional<String> refused = account.change(ctx, old, wanted, Words.ENGLISH);
    if (refused.isPresent()) {
      Failures.answer(ctx, 422, refused.get());
      return;
    }
    Json.answer(ctx, 200, new AccountsApi.Done(true));
  }

  private void everywhere(Context ctx) {
    Api.body(ctx);
    requirePerson(ctx);
    account.signOutEverywhere(ctx);
    Json.answer(ctx, 200, new AccountsApi.Done(true));
  }

  private void make(Context ctx) {
    JsonNode body = Api.body(ctx);
    Caller caller = requirePerson(ctx);
    ApiTokens.Wanted wanted =
        new ApiTokens.Wanted(
            body.path("name").asString(""),
            AccountsApi.role(body),
            body.path("readOnly").asBoolean(false),
            caller.person(),
            ApiTokens.life(body.path("for").asString("")));
    AccountsApi.made(ctx, account.make(caller, wanted, Words.ENGLISH));
  }

  private void revoke(Context ctx) {
    Api.body(ctx);
    Json.answer(ctx, 200, new AccountsApi.Done(account.revokeOwn(ctx)));
  }

  /** Whoever finds a token makes no others of it, which would outlive it. */
  private static Caller requirePerson(Context ctx) {
    Caller caller = AccountPages.caller(ctx);
    if (caller.by() == Caller.By.TOKEN) {
      throw new HttpResponseException(409, Words.ENGLISH.say("signin.not-by-token"));
    }
    return caller;
  }
}
