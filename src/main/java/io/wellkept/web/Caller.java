package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.ledger.Ledger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, where people sign in.
 *
 * @param account with the way of signing in before a colon: {@code local:anna}
 * @param name how others call them
 * @param person id in the plan; null if nobody of it
 * @param maker the account that made the token with which a program signed in; of whoever signed in
 *     themselves, their own
 * @param id of the session or the token; empty behind a proxy
 * @param readOnly whether they may look only, whatever the role may
 */
record Caller(
    String account,
    String name,
    Role role,
    @Nullable String person,
    By by,
    String maker,
    String id,
    boolean readOnly) {
  /** Who has no name is called by the account: without any they would count as nobody. */
  Caller {
    name = name.isBlank() ? account : name;
  }

  /** Somebody who signed in themselves. */
  Caller(String account, String name, Role role, @Nullable String person, By by, String id) {
    this(account, name, role, person, by, account, id, false);
  }

  /** By what they are known. */
  enum By {
    SESSION,
    TOKEN,
    PROXY
  }

  /** Whether they have a password here. */
  boolean local() {
    return by == By.SESSION && account.startsWith(SignIns.LOCAL);
  }

  /** Who acts, for the history: as {@link Reader#actor} says it. */
  String actor() {
    String mine = person;
    return mine == null ? name : mine;
  }

  /** Whether they are still in: what ends an account, or changes its role, ends its sessions. */
  boolean isStillIn(Ledger.View view) {
    return by != By.SESSION || view.accounts().session(id).isPresent();
  }

  void keep(Context ctx) {
    ctx.attribute(Caller.class.getName(), this);
  }

  /** Empty where nobody signs in, and for whoever has not. */
  static Optional<Caller> of(Context ctx) {
    return Optional.ofNullable(ctx.attribute(Caller.class.getName()));
  }
}
