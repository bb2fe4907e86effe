package io.wellkept.web;

import io.wellkept.ledger.Ledger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A ledger in which somebody else is quicker: right before a change, another is made. */
final class Overtaken implements Ledger {
  private final Ledger ledger;
  private final AtomicInteger left;
  private final Runnable other;

  /**
   * @param number before which change, from 1
   */
  Overtaken(Ledger ledger, int number, Runnable other) {
    this.ledger = ledger;
    this.left = new AtomicInteger(number);
    this.other = other;
  }

  @Override
  public <T> T read(Function<View, T> work) {
    return ledger.read(work);
  }

  @Override
  public <T> T write(Function<Work, T> work) {
    if (left.decrementAndGet() == 0) {
      other.run();
    }
    return ledger.write(work);
  }

  @Override
  public boolean shared() {
    return ledger.shared();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
