package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Accounts.User;
import io.wellkept.plan.Plan;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may sign in, who is signed in, and what programs sign in with: for admins. */
final class UserPages {
  private final WebContext context;
  private final Templates templates;
  private final Users users;
  private final ApiTokens tokens;

  UserPages(WebContext context, Templates templates, Users users, ApiTokens tokens) {
    this.context = context;
    this.templates = templates;
    this.users = users;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/users", ctx -> show(ctx, 200, Map.of(), null))
            .needs(Right.ADMINISTER),
        act("/users", this::add),
        act("/users/sign-out", this::signOut),
        act("/users/tokens/{token}/revoke", this::revoke),
        act("/users/{name}/role", this::role),
        act("/users/{name}/person", this::person),
        act("/users/{name}/password", this::password),
        act("/users/{name}/disable", this::disable),
        act("/users/{name}/enable", ctx -> done(ctx, users.enable(name(ctx), by(ctx)))));
  }

  private static Route act(String path, Handler handler) {
    return Route.post(Surface.PAGES, path, handler).needs(Right.ADMINISTER);
  }

  static String by(Context ctx) {
    return Caller.of(ctx).map(Caller::actor).orElse("page");
  }

  static String name(Context ctx) {
    return Users.written(ctx.pathParam("name"));
  }

  /**
   * Nobody shuts the door behind themselves, by a token of theirs either: so there is always
   * somebody who can open it.
   */
  static void refuseSelf(Context ctx, String name) {
    boolean self =
        Caller.of(ctx)
            .filter(caller -> caller.maker().equals(SignIns.LOCAL + Users.written(name)))
            .isPresent();
    if (self) {
      throw new HttpResponseException(422, Reader.of(ctx).words().say("signin.not-yourself"));
    }
  }

  private void add(Context ctx) {
    Map<String, String> fields = Forms.fields(ctx);
    Words words = Reader.of(ctx).words();
    Optional<Role> role = Role.of(fields.getOrDefault("role", ""));
    String person = fields.getOrDefault("person", "");
    if (role.isEmpty() || !known(person)) {
      throw new HttpResponseException(422, words.say("signin.choose"));
    }
    Optional<String> refused =
        users.add(
            fields.getOrDefault("name", ""),
            fields.getOrDefault("password", ""),
            role.get(),
            person.isEmpty() ? null : person,
            by(ctx));
    if (refused.isPresent()) {
      show(ctx, 422, fields, Refusals.say(words, refused.get()));
      return;
    }
    Templates.go(ctx, "/users");
  }

  private boolean known(String person) {
    return person.isEmpty() || context.plan().get().people().person(person).isPresent();
  }

  private void signOut(Context ctx) {
    users.signOut(Forms.fields(ctx).getOrDefault("account", ""), by(ctx));
    Templates.go(ctx, "/users");
  }

  private void revoke(Context ctx) {
    if (!tokens.revoke(ctx.pathParam("token"), by(ctx))) {
      throw new HttpResponseException(404, Failures.say(ctx, "signin.no-such-token"));
    }
    Templates.go(ctx, "/users");
  }

  private void role(Context ctx) {
    refuseSelf(ctx, name(ctx));
    Role role =
        Role.of(Forms.fields(ctx).getOrDefault("role", ""))
            .orElseThrow(
                () -> new HttpResponseException(422, Reader.of(ctx).words().say("signin.choose")));
    done(ctx, users.role(name(ctx), role, by(ctx)));
  }

  private void person(Context ctx) {
    String person = Forms.fields(ctx).getOrDefault("person", "");
    if (!known(person)) {
      throw new HttpResponseException(422, Reader.of(ctx).words().say("signin.choose"));
    }
    done(ctx, users.person(name(ctx), person.isEmpty() ? null : person, by(ctx)));
  }

  private void password(Context ctx) {
    String password = Forms.fields(ctx).getOrDefault("password", "");
    done(ctx, users.password(name(ctx), password, by(ctx)));
  }

  private void disable(Context ctx) {
    refuseSelf(ctx, name(ctx));
    done(ctx, users.disable(name(ctx), by(ctx)));
  }

  private void done(Context ctx, Optional<String> refused) {
    if (refused.isPresent()) {
      show(ctx, 422, Map.of(), Refusals.say(Reader.of(ctx).words(), refused.get()));
      return;
    }
    Templates.go(ctx, "/users");
  }

  private void show(
      Context ctx, int status, Map<String, String> written, @Nullable String trouble) {
    Reader reader = Reader.of(ctx);
    Words words = reader.words();
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    UsersView view =
        context
            .ledger()
            .read(ledger ->
                new UsersView(
                    ledger.accounts().users().stream()
                        .map(user ->
                            line(ctx, user, words.moment(user.createdAt(), reader.zone(), now)))
                        .toList(),
                    ledger.accounts().sessions(now).stream()
                        .map(session ->
                            AccountPages.sitting(
                                session, reader, now, Caller.of(ctx).map(Caller::id).orElse("")))
                        .toList(),
                    ledger.accounts().tokens().stream()
                        .map(token ->
                            AccountView.Token.of(token, plan.people(), words, reader.zone(), now))
                        .toList(),
                    ActForm.Choice.everybody(plan),
                    Arrays.stream(Role.values()).map(Role::word).toList(),
                    written,
                    trouble));
    Templates.answer(
        ctx,
        status,
        "users",
        templates.inside(ctx, words.say("signin.users")),
        Map.of("view", view));
  }

  private static UsersView.Line line(Context ctx, User user, String since) {
    String person = user.person();
    boolean me =
        Caller.of(ctx)
            .filter(caller -> caller.account().equals(SignIns.LOCAL + user.name()))
            .isPresent();
    return new UsersView.Line(
        user.name(),
        user.role(),
        person == null ? "" : person,
        since,
        user.disabledAt() != null,
        me);
  }
}
