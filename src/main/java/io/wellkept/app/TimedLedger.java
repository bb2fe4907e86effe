package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** A ledger of which it is known how often it commits, and how long that takes. */
record TimedLedger(Ledger kept, Consumer<Duration> wrote) implements Ledger {
  @Override
  public <T> T write(Function<Work, T> work) {
    long begun = System.nanoTime();
    T result = kept.write(work);
    wrote.accept(Duration.ofNanos(System.nanoTime() - begun));
    return result;
  }

  @Override
  public <T> T read(Function<View, T> work) {
    return kept.read(work);
  }

  @Override
  public void close() {
    kept.close();
  }
}
