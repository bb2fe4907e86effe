package io.wellkept.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shop's job in the background: it exports the stock list and tells Wellkept that it did. */
final class StockExport implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StockExport.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("shop-stock-export").daemon().factory());
  private final Supplier<URI> beat;
  private final BooleanSupplier runs;
  private volatile String last = "has not run yet";
  private volatile boolean failing;

  /**
   * @param beat the address to call after each export; asked each time
   * @param runs whether the export runs at all at the moment
   */
  @SuppressWarnings("FutureReturnValueIgnored") // run() handles everything that can go wrong
  StockExport(Duration every, Supplier<URI> beat, BooleanSupplier runs) {
    this.beat = beat;
    this.runs = runs;
    clock.scheduleAtFixedRate(this::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How the last export went, in words. */
  String last() {
    return last;
  }

  private void run() {
    if (!runs.getAsBoolean()) {
      last = "does not run";
      return;
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(beat.get())
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.ofString("stock list exported, 42 teas"))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      settle(status / 100 == 2, "Wellkept answered " + status);
    } catch (IOException e) {
      settle(false, "Wellkept could not be reached");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again, in silence.
      log.error("The stock export has a bug and goes on.", e);
    }
  }

  private void settle(boolean heard, String words) {
    last = heard ? "ran, and Wellkept heard of it" : "ran, but " + words;
    if (!heard && !failing) {
      log.warn("The stock export ran but nobody heard of it. why=\"{}\"", words);
    }
    failing = !heard;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.shutdownNow();
  }
}
