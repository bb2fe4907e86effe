package io.wellkept.ledger;

import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The engine of the ledger could not do what was asked; nothing was changed (see {@link
 * Ledger#write}). The message is a sentence for operators: what is wrong and what to do.
 */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether that went wrong in the database, so that what was begun there must end. */
  public static boolean isOfTheLedger(Throwable thrown) {
    return thrown instanceof LedgerException || thrown instanceof JdbiException;
  }

  public LedgerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
