package io.wellkept.app;

import java.time.Duration;
import java.time.Instant;

/** One of the loops: does what is due and returns. Everything it must remember is in the ledger. */
interface Round {
  /** A word, for metrics, logs and the health page. */
  String name();

  /** How often it is run, in real time. */
  Duration every();

  /**
   * Does what is due at that moment.
   *
   * @return whether anything was done, so that more may be due at once
   */
  boolean run(Instant now);
}
