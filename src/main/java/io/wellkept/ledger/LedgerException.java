package io.wellkept.ledger;

/** The engine of the ledger could not do what was asked; nothing was changed. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
