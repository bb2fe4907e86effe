package io.wellkept.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; whoever may more may also do what those before may. */
public enum Role {
  /** Sees everything but secrets, may report what is wrong, and make tokens of their own. */
  VIEWER,
  /** Acts on what is theirs: as its owner, its backup, or the lead of the owner's team. */
  OWNER,
  /** Acts on every touchpoint, and on the running of Wellkept. */
  OPERATOR,
  /** Says who may sign in, and what programs may do. */
  ADMIN;

  /** The word that configuration, ledger and command line have for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that word; empty if there is none. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
