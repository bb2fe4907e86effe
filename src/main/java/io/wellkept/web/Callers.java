package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Event;
import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.plan.SignIn;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request: by a session, by the token of a program, or by a proxy's word. */
final class Callers {
  /** A request is not written down as seen more often than that. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private static final String BEARER = "bearer ";
  private static final int LONGEST_NAME = 200;

  private final WebContext context;
  private final Rate proxied = new Rate(1, Duration.ofHours(12));

  Callers(WebContext context) {
    this.context = context;
  }

  /**
   * Who it is; empty if nobody has signed in.
   *
   * @throws HttpResponseException if a program's token is not, or no longer, good
   */
  Optional<Caller> of(Context ctx, SignIn signIn) {
    String authorization = ctx.header("Authorization");
    boolean program = ctx.path().startsWith("/api/");
    if (program
        && authorization != null
        && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return Optional.of(byToken(ctx, authorization.substring(BEARER.length()).strip()));
    }
    Optional<Caller> session = bySession(ctx, signIn);
    return session.isPresent() ? session : byProxy(ctx, signIn);
  }

  private Caller byToken(Context ctx, String secret) {
    Instant now = context.clock().instant();
    Optional<ApiToken> token =
        secret.startsWith(ApiTokens.MARK)
            ? context
                .ledger()
                .read(view -> view.accounts().tokenByHash(Mint.hash(secret)))
                .filter(known -> known.isGood(now))
            : Optional.empty();
    if (token.isEmpty()) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"Wellkept\", error=\"invalid_token\"");
      throw new HttpResponseException(401, Failures.say(ctx, "signin.no-such-key"));
    }
    ApiToken known = token.get();
    Instant used = known.usedAt();
    if (used == null || now.isAfter(used.plus(SEEN_EVERY))) {
      context.ledger().change(work -> work.accounts().used(known.id(), now));
    }
    String account = ApiTokens.ACCOUNT + known.id();
    String person = person(known.person());
    return new Caller(
        account,
        named(account, known.name(), person),
        Role.of(known.role()).orElse(Role.VIEWER),
        person,
        Caller.By.TOKEN,
        known.createdBy(),
        known.id(),
        known.readOnly());
  }

  private Optional<Caller> bySession(Context ctx, SignIn signIn) {
    String secret = new Cookies(ctx, signIn).get(Cookies.SESSION);
    if (secret == null || secret.isEmpty()) {
      return Optional.empty();
    }
    Instant now = context.clock().instant();
    Optional<Session> session =
        context
            .ledger()
            .read(view -> view.accounts().session(Mint.hash(secret)))
            .filter(known -> now.isBefore(known.endsAt()))
            .filter(known -> isOpen(known, signIn));
    // a page that looks for news by itself does not say that anybody sits before it
    boolean byItself = ctx.header("HX-Request") != null && ctx.method() == HandlerType.GET;
    session
        .filter(known -> !byItself && now.isAfter(known.seenAt().plus(SEEN_EVERY)))
        .ifPresent(known -> see(known, signIn, now));
    return session.map(known ->
        new Caller(
            known.account(),
            named(known.account(), known.name(), person(known.person())),
            Role.of(known.role()).orElse(Role.VIEWER),
            person(known.person()),
            Caller.By.SESSION,
            known.id()));
  }

  /** A way of signing in that was closed lets nobody in any more. */
  private static boolean isOpen(Session session, SignIn signIn) {
    SignIn.Oidc oidc = signIn.oidc();
    return session.account().startsWith(SignIns.LOCAL)
        ? signIn.local()
        : oidc != null && session.account().startsWith(SignIns.of(oidc));
  }

  private void see(Session session, SignIn signIn, Instant now) {
    Instant last = session.since().plus(signIn.longest());
    Instant idle = now.plus(signIn.idle());
    context
        .ledger()
        .change(work -> work.accounts().seen(session.id(), now, idle.isBefore(last) ? idle : last));
  }

  private Optional<Caller> byProxy(Context ctx, SignIn signIn) {
    SignIn.Proxy proxy = signIn.proxy();
    if (proxy == null || !isAt(proxy, ctx.req().getRemoteAddr())) {
      return Optional.empty();
    }
    String name = single(ctx, proxy.header());
    if (name == null || name.isEmpty() || name.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    String groupsHeader = proxy.groupsHeader();
    // whoever may choose a name must not be able to choose that of a group
    List<String> names = groupsHeader == null ? List.of(name) : groups(ctx, groupsHeader);
    Optional<Role> role = proxy.roles().of(names).flatMap(Role::of);
    if (role.isEmpty()) {
      throw new HttpResponseException(403, Failures.say(ctx, "signin.no-role"));
    }
    String person = personOf(context.plan().get().people(), name);
    String account = SignIns.PROXY + name;
    Caller caller =
        new Caller(account, named(account, name, person), role.get(), person, Caller.By.PROXY, "");
    Instant now = context.clock().instant();
    if (!proxied.isExceeded(Mint.hash(account), now)) {
      context
          .ledger()
          .change(
              work -> work.append(Audit.event(now, Event.Type.SIGNED_IN, caller, "by a proxy")));
    }
    return Optional.of(caller);
  }

  /** A header that is there twice was not set by the proxy alone. */
  private static @Nullable String single(Context ctx, String header) {
    List<String> lines = Collections.list(ctx.req().getHeaders(header));
    return lines.size() == 1 ? lines.get(0).strip() : null;
  }

  private static List<String> groups(Context ctx, String header) {
    String line = single(ctx, header);
    return line == null
        ? List.of()
        : Arrays.stream(line.split(","))
            .map(String::strip)
            .filter(group -> !group.isEmpty())
            .toList();
  }

  private static boolean isAt(SignIn.Proxy proxy, String address) {
    String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    try {
      // an address, never a name: the container gives it
      return proxy.isAt(InetAddress.getByName(bare));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The person with that id or that e-mail address; null if nobody has it. */
  static @Nullable String personOf(People people, String name) {
    if (people.person(name).isPresent()) {
      return name;
    }
    List<String> found = new ArrayList<>();
    for (Person person : people.persons().values()) {
      if (name.equalsIgnoreCase(person.addresses().get("email"))) {
        found.add(person.id());
      }
    }
    return found.size() == 1 ? found.get(0) : null;
  }

  private @Nullable String person(@Nullable String id) {
    return id != null && context.plan().get().people().person(id).isPresent() ? id : null;
  }

  /** Nobody acts under the id of a person who they are not. */
  private String named(String account, String name, @Nullable String person) {
    boolean taken = person == null && context.plan().get().people().person(name).isPresent();
    return taken ? account : name;
  }
}
