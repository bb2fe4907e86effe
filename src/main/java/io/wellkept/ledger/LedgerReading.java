package io.wellkept.ledger;

import java.util.function.Function;

/** A ledger that can be asked and not changed. */
public interface LedgerReading extends AutoCloseable {
  /**
   * One consistent reading; does not wait for writers.
   *
   * @throws LedgerException if the engine cannot do it now
   */
  <T> T read(Function<Ledger.View, T> work);

  /** Whether other processes may have it open, and change it, at the same time. */
  boolean shared();

  /** Closes the files; returns at once if closed already. */
  @Override
  void close();
}
