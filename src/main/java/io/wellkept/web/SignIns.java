package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Event;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.ledger.Accounts.User;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.SignIn;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in and out; what is kept of a session is the hash of its secret. */
final class SignIns {
  static final String LOCAL = "local:";
  private static final String OIDC = "oidc:";
  static final String PROXY = "proxy:";

  private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final WebContext context;
  private final Passwords passwords;
  private final Entrance entrance;
  private final Rate byAccount = new Rate(20, TEN_MINUTES);
  private final Rate byAddress = new Rate(60, TEN_MINUTES);
  private final Rate begun = new Rate(600, TEN_MINUTES);
  private final Rate written = new Rate(60, Duration.ofHours(1));

  /** What became of a name and a password. */
  enum Outcome {
    IN,
    REFUSED,
    TOO_OFTEN
  }

  /** Somebody who is let in. */
  record Guest(String account, String name, Role role, @Nullable String person, String how) {}

  SignIns(WebContext context, Passwords passwords, Entrance entrance) {
    this.context = context;
    this.passwords = passwords;
    this.entrance = entrance;
  }

  private String sender(Context ctx) {
    return Sender.of(ctx, entrance::believes);
  }

  /** What accounts of that provider begin with: the same subject of another one is another. */
  static String of(SignIn.Oidc oidc) {
    return OIDC + Mint.hash(oidc.issuer().toString()).substring(0, 12) + ":";
  }

  /** Whether one sender begins too often at a provider: many may share an address. */
  boolean beginsTooOften(Context ctx) {
    return begun.isExceeded(sender(ctx), context.clock().instant());
  }

  /** Whether one sender tries too often; what succeeds is given back, to the sender alone. */
  boolean tooOften(Context ctx) {
    return byAddress.isExceeded(sender(ctx), context.clock().instant());
  }

  /** Signs in with a name and a password; takes as long, and says as little, for unknown names. */
  Outcome withPassword(Context ctx, SignIn signIn, String said, String password) {
    Instant now = context.clock().instant();
    String name = Users.written(said);
    if (tooOften(ctx) || byAccount.isExceeded(name, now)) {
      refused(ctx, null, "too many attempts");
      return Outcome.TOO_OFTEN;
    }
    try {
      return tried(ctx, signIn, name, password);
    } catch (Passwords.BusyException e) {
      // nothing was tried: whoever is asked to come again may
      byAccount.giveBack(name);
      byAddress.giveBack(sender(ctx));
      throw e;
    }
  }

  private Outcome tried(Context ctx, SignIn signIn, String name, String password) {
    Optional<User> found = context.ledger().read(view -> view.accounts().user(name));
    String fitting = password.length() > Passwords.LONGEST ? "" : password;
    boolean fits = passwords.fits(fitting, found.map(User::hash).orElse(null));
    User user = found.orElse(null);
    Role role = user == null ? null : Role.of(user.role()).orElse(null);
    if (!fits || user == null || role == null || user.disabledAt() != null) {
      boolean closed = fits && user != null;
      refused(ctx, user, closed ? "the account is disabled" : "wrong name or password");
      return Outcome.REFUSED;
    }
    Guest guest = new Guest(LOCAL + name, name, role, user.person(), "by password");
    return enter(ctx, signIn, guest, user.hash(), password) ? Outcome.IN : Outcome.REFUSED;
  }

  /** What was looked at without the lock may have been changed since then. */
  private boolean enter(Context ctx, SignIn signIn, Guest guest, String hash, String password) {
    String anew = passwords.isOld(hash) ? passwords.hash(password) : hash;
    return open(ctx, signIn, guest, hash, anew);
  }

  /**
   * @param anew what is kept of the same password from now on
   */
  private boolean open(Context ctx, SignIn signIn, Guest guest, String hash, String anew) {
    return open(
        ctx,
        signIn,
        guest,
        work -> {
          Optional<User> same =
              work.accounts()
                  .user(guest.name())
                  .filter(user -> user.hash().equals(hash) && user.disabledAt() == null)
                  .filter(user -> user.role().equals(guest.role().word()))
                  .filter(user -> Objects.equals(user.person(), guest.person()));
          same.filter(user -> !anew.equals(hash))
              .ifPresent(user -> work.accounts().save(Users.with(user, anew)));
          return same.isPresent();
        });
  }

  /** Lets somebody in whom an identity provider knows. */
  void enter(Context ctx, SignIn signIn, Guest guest) {
    open(ctx, signIn, guest, work -> true);
  }

  private interface Still {
    boolean holds(Ledger.Work work);
  }

  /** A new id at each sign-in, and the one that the browser had ends: nobody can prepare one. */
  private boolean open(Context ctx, SignIn signIn, Guest guest, Still still) {
    Instant now = context.clock().instant();
    Cookies cookies = new Cookies(ctx, signIn);
    String before = cookies.get(Cookies.SESSION);
    String secret = Mint.fresh();
    Session session =
        new Session(
            Mint.hash(secret),
            guest.account(),
            guest.name(),
            guest.role().word(),
            guest.person(),
            now,
            now,
            now.plus(shorter(signIn.idle(), signIn.longest())));
    String who = guest.person() == null ? guest.name() : guest.person();
    String how = guest.how() + " from " + sender(ctx) + " (" + guest.account() + ")";
    boolean in =
        context
            .ledger()
            .write(work -> {
              if (!still.holds(work)) {
                return false;
              }
              if (before != null) {
                work.accounts().end(Mint.hash(before));
              }
              work.accounts().open(session);
              work.append(Audit.event(now, Event.Type.SIGNED_IN, who, how));
              return true;
            });
    if (in) {
      byAddress.giveBack(sender(ctx));
      cookies.set(Cookies.SESSION, secret, signIn.longest());
    }
    return in;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Lets in anew whoever changed their password: their session ended with the old one.
   *
   * @param hash what they had kept of the new one; it is not looked at once more, for which there
   *     may be no room
   */
  void anew(Context ctx, SignIn signIn, Caller caller, String hash) {
    String name = caller.account().substring(LOCAL.length());
    Optional<User> user = context.ledger().read(view -> view.accounts().user(name));
    user.filter(same -> same.hash().equals(hash))
        .ifPresent(same -> {
          String how = "password changed,";
          Guest guest = new Guest(caller.account(), name, caller.role(), same.person(), how);
          open(ctx, signIn, guest, hash, hash);
        });
  }

  void out(Context ctx, SignIn signIn, Caller caller) {
    Instant now = context.clock().instant();
    context
        .ledger()
        .change(work -> {
          work.accounts().end(caller.id());
          work.append(Audit.event(now, Event.Type.SIGNED_OUT, caller, ""));
        });
    new Cookies(ctx, signIn).drop(Cookies.SESSION);
  }

  /**
   * Writes down that somebody was not let in, so many times an hour: who knocks all night fills
   * nothing. A name that is nobody's is not kept: it may be a password in the wrong field.
   */
  void refused(Context ctx, @Nullable User user, String why) {
    Instant now = context.clock().instant();
    String from = sender(ctx);
    LOG.atInfo()
        .setMessage("A sign-in was refused.")
        .addKeyValue("why", why)
        .addKeyValue("from", from)
        .log();
    if (written.isExceeded("all", now)) {
      return;
    }
    String who = user == null ? null : user.name();
    Event event = Audit.event(now, Event.Type.NOT_SIGNED_IN, who, why + ", from " + from);
    context.ledger().change(work -> work.append(event));
  }

  /** How long those who were refused should wait. */
  static void wait(Context ctx) {
    ctx.header("Retry-After", Long.toString(TEN_MINUTES.toSeconds()));
  }

  /** What those are told who tried too often. */
  static HttpResponseException tooOften(Context ctx, Words words) {
    wait(ctx);
    return new HttpResponseException(429, words.say("signin.too-often"));
  }
}
