package io.wellkept.web;

import io.wellkept.incident.Event;
import io.wellkept.ledger.Accounts;
import io.wellkept.ledger.Accounts.User;
import io.wellkept.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes who may sign in with a password; each change is one transaction and is written down. */
public final class Users {
  /** Who acts on the command line. */
  public static final String COMMAND = "command";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  private final Ledger ledger;
  private final InstantSource clock;
  private final Passwords passwords;

  public Users(Ledger ledger, InstantSource clock, Passwords passwords) {
    this.ledger = ledger;
    this.clock = clock;
    this.passwords = passwords;
  }

  /** Names are the same in capitals. */
  static String written(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  static User with(User user, String hash) {
    return new User(
        user.name(),
        hash,
        user.role(),
        user.person(),
        user.createdAt(),
        user.changedAt(),
        user.disabledAt());
  }

  /**
   * Adds somebody.
   *
   * @param by who does it, for the history
   * @return a key of words that says why not; empty if it is done
   */
  public Optional<String> add(
      String said, String password, Role role, @Nullable String person, String by) {
    String name = written(said);
    if (!NAME.matcher(name).matches()) {
      return Optional.of("signin.refuse.name");
    }
    Optional<String> refused = Passwords.refuse(password, name);
    if (refused.isPresent()) {
      return refused;
    }
    Instant now = clock.instant();
    User user = new User(name, passwords.hash(password), role.word(), person, now, now, null);
    return ledger.write(work -> {
      if (work.accounts().user(name).isPresent()) {
        return Optional.of("signin.refuse.taken");
      }
      work.accounts().save(user);
      String text = "added " + name + " as " + role.word() + of(person);
      work.append(Audit.event(now, Event.Type.ACCOUNT_CHANGED, by, text));
      return Optional.empty();
    });
  }

  private static String of(@Nullable String person) {
    return person == null ? "" : ", the person " + person;
  }

  /** Gives somebody another role; ends their sign-ins, and tokens of theirs that may more. */
  public Optional<String> role(String name, Role role, String by) {
    return change(
        name,
        by,
        "made " + written(name) + " " + role.word(),
        user -> with(user, user.hash(), role.word(), user.person(), user.disabledAt()),
        token -> Role.of(token.role()).filter(its -> its.compareTo(role) <= 0).isEmpty());
  }

  /** Says which person somebody is; null for nobody of the plan. */
  public Optional<String> person(String name, @Nullable String person, String by) {
    return change(
        name,
        by,
        "said that " + written(name) + " is " + (person == null ? "nobody" : person),
        user -> with(user, user.hash(), user.role(), person, user.disabledAt()),
        token -> token.person() != null);
  }

  /** Keeps somebody out; ends their sign-ins and revokes their tokens. */
  public Optional<String> disable(String name, String by) {
    Instant now = clock.instant();
    return change(
        name,
        by,
        "disabled " + written(name),
        user -> with(user, user.hash(), user.role(), user.person(), now),
        token -> true);
  }

  /** Lets somebody in again. */
  public Optional<String> enable(String name, String by) {
    return change(
        name,
        by,
        "enabled " + written(name),
        user -> with(user, user.hash(), user.role(), user.person(), null),
        token -> false);
  }

  /** Gives somebody another password; ends their sign-ins. */
  public Optional<String> password(String name, String password, String by) {
    Optional<String> refused = Passwords.refuse(password, written(name));
    return refused.isPresent() ? refused : keep(name, hash(password), by, view -> true);
  }

  /** What {@link #keep} keeps of a password. */
  String hash(String password) {
    return passwords.hash(password);
  }

  /** Another password for somebody who signed in: for nothing if that ended meanwhile. */
  Optional<String> keep(String name, String hash, String by, Predicate<Ledger.View> still) {
    return change(
        name,
        by,
        "changed the password of " + written(name),
        user -> with(user, hash, user.role(), user.person(), user.disabledAt()),
        token -> false,
        still);
  }

  /**
   * Ends all sign-ins of an account, whoever let it in.
   *
   * @return false if there were none
   */
  boolean signOut(String account, String by) {
    Instant now = clock.instant();
    return ledger.write(work -> {
      boolean ended = work.accounts().endAll(account) > 0;
      if (ended) {
        String text = "by " + by + ", everywhere";
        work.append(Audit.event(now, Event.Type.SIGNED_OUT, account, text));
      }
      return ended;
    });
  }

  /** Whether it is that user's password. */
  boolean knows(String name, String password) {
    Optional<User> user = ledger.read(view -> view.accounts().user(written(name)));
    return passwords.fits(password, user.map(User::hash).orElse(null));
  }

  private User with(
      User user, String hash, String role, @Nullable String person, @Nullable Instant disabled) {
    return new User(user.name(), hash, role, person, user.createdAt(), clock.instant(), disabled);
  }

  private interface Void {
    boolean is(Accounts.ApiToken token);
  }

  private Optional<String> change(
      String said, String by, String text, UnaryOperator<User> change, Void revoked) {
    return change(said, by, text, change, revoked, view -> true);
  }

  private Optional<String> change(
      String said,
      String by,
      String text,
      UnaryOperator<User> change,
      Void revoked,
      Predicate<Ledger.View> still) {
    String name = written(said);
    Instant now = clock.instant();
    return ledger.write(work -> {
      Optional<User> user = work.accounts().user(name);
      if (user.isEmpty()) {
        return Optional.of("signin.refuse.unknown");
      }
      if (!still.test(work)) {
        return Optional.of("signin.refuse.ended");
      }
      String account = SignIns.LOCAL + name;
      work.accounts().save(change.apply(user.get()));
      work.accounts().endAll(account);
      work.accounts().tokens().stream()
          .filter(token -> token.createdBy().equals(account) && revoked.is(token))
          .forEach(token -> work.accounts().revoke(token.id(), now));
      work.append(Audit.event(now, Event.Type.ACCOUNT_CHANGED, by, text));
      return Optional.empty();
    });
  }
}
