package io.wellkept.app;

/** How commands end, for scripts. */
final class Exit {
  static final int DONE = 0;

  /** It worked, and the answer is no: something is wrong, or nothing was found. */
  static final int FOUND = 1;

  /** The command, or the configuration that it needs, cannot be used. */
  static final int USAGE = 2;

  /** We could not look. */
  static final int BLIND = 3;

  /** Our own mistake. */
  static final int BUG = 70;

  private Exit() {}
}
