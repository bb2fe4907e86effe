package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerException;
import io.wellkept.probe.Leave;
import io.wellkept.touchpoint.Check;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leave of one look, under its claim: what it is about to do is committed to the ledger before
 * it is done. Whoever claims the check after a crash finds it there and does not do it again.
 */
final class Intent implements Leave {
  private static final Logger log = LoggerFactory.getLogger(Intent.class);

  private final Ledger ledger;
  private final Check check;
  private final String token;
  private volatile boolean given;

  Intent(Ledger ledger, Check check, String token) {
    this.ledger = ledger;
    this.check = check;
    this.token = token;
  }

  /** Only what is known to act may: nobody else is kept from being looked at twice. */
  @Override
  public boolean given(String what) {
    if (!check.acts()) {
      log.error("A check that is not known to act asked for leave, and has none check={}", check);
      return false;
    }
    try {
      boolean stands = ledger.write(work -> work.intend(check.id(), token, what));
      given |= stands;
      if (!stands) {
        log.info("A late look has no leave to act, its claim has run out check={}", check.id());
      }
      return stands;
    } catch (LedgerException e) {
      // it may be on record all the same: then the slot is blind, which is the safe side
      log.warn(
          "A look has no leave to act, the ledger cannot be written check={} why=\"{}\"",
          check.id(),
          e.getMessage());
      return false;
    }
  }

  /** Whether anything was done that must not be done twice, as far as we know. */
  boolean wasGiven() {
    return given;
  }
}
