package io.wellkept.probe;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.NoAnswer;
import io.wellkept.touchpoint.CheckId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An exchange under way and those who wait for it; when the last of them goes, it ends. */
final class Running {
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Exchange exchange;
  private final Set<CheckId> askers = ConcurrentHashMap.newKeySet();
  private int waiting = 1;

  /**
   * @param first who waits from the start; null if it is not to be shared
   */
  Running(Exchange exchange, @Nullable CheckId first) {
    this.exchange = exchange;
    if (first != null) {
      askers.add(first);
    }
  }

  /** Those who have had the answer, or will. It grows. */
  Set<CheckId> askers() {
    return askers;
  }

  /** Whether one more may wait: not if nobody does any more, nor one that has asked before. */
  synchronized boolean join(CheckId asker) {
    if (waiting == 0 || !askers.add(asker)) {
      return false;
    }
    waiting++;
    return true;
  }

  private synchronized void leave() {
    waiting--;
    if (waiting == 0 && !answer.isDone()) {
      exchange.stop();
      answer.cancel(false);
    }
  }

  /**
   * Goes through with the exchange on the calling thread.
   *
   * @param remember is given the answer before anybody who waits
   */
  void run(Consumer<Answer> remember) {
    try {
      Answer got = exchange.run();
      remember.accept(got);
      answer.complete(got);
    } catch (InterruptedException e) {
      answer.cancel(false);
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  /**
   * Waits for the answer.
   *
   * @param longest after it the answer is that there was none
   * @param timeout what the asker is told to have waited for
   */
  Answer await(Duration longest, Duration timeout) throws InterruptedException {
    try {
      return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException e) {
      return new NoAnswer(new Cause.TimedOut(exchange.phase(), timeout));
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking failed in a way that nobody foresaw", e.getCause());
    } finally {
      leave();
    }
  }
}
