package io.wellkept.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an address lets somebody do, and so who may reach it. */
enum Right {
  /** Without sign-in: a token or a signature decides, or there is nothing to protect. */
  ANYBODY(null),
  /** To see. */
  LOOK(Role.VIEWER),
  /** To act on a touchpoint; whoever is no operator must have a part in it. */
  ACT(Role.OWNER),
  /** To act on Wellkept itself, or on what is nobody's own. */
  OPERATE(Role.OPERATOR),
  /** To say who may sign in. */
  ADMINISTER(Role.ADMIN);

  private final @Nullable Role least;

  Right(@Nullable Role least) {
    this.least = least;
  }

  /** Whether somebody in that role may; with {@link #ACT}, on what is theirs. */
  boolean isOf(Role role) {
    return least == null || role.compareTo(least) >= 0;
  }

  /** The least role that has it. */
  String words() {
    return least == null ? "of anybody" : least.name().toLowerCase(Locale.ROOT);
  }
}
