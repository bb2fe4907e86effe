package io.wellkept.notify;

import io.wellkept.incident.Delivery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP for notifiers: no cookies, no redirects, no second try of its own, hard timeouts. */
final class Wire implements AutoCloseable {
  private static final int MOST_BYTES = 16_384;

  private final OkHttpClient client;

  /**
   * @param answer how long a whole exchange may take once there is a connection
   */
  Wire(Duration connect, Duration answer) {
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(connect)
            .readTimeout(answer)
            .writeTimeout(answer)
            .callTimeout(connect.plus(answer))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .dispatcher(new Dispatcher(Executors.newVirtualThreadPerTaskExecutor()))
            .cookieJar(CookieJar.NO_COOKIES)
            .connectionPool(new ConnectionPool(5, 1, TimeUnit.MINUTES))
            .build();
  }

  /** What came of a request: an answer, or why there is none. */
  sealed interface Outcome {
    /**
     * @param body its first 16 KB
     * @param retryAfter what the other side asked for; null if it did not, or gave a date
     */
    record Answered(int status, String body, @Nullable Duration retryAfter) implements Outcome {}

    /** No answer; in words that name no address. */
    record Silent(Delivery.TryLater later) implements Outcome {}
  }

  /**
   * Sends one request and waits for the answer.
   *
   * @throws InterruptedException if Wellkept stops; the request is given up
   */
  Outcome send(Request request) throws InterruptedException {
    Call call = client.newCall(request);
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    call.enqueue(new Hearing(outcome));
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading an answer broke", e.getCause());
    } finally {
      call.cancel();
    }
  }

  private record Hearing(CompletableFuture<Outcome> outcome) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        outcome.complete(answered(response));
      } catch (IOException e) {
        outcome.complete(silent(e));
      } catch (RuntimeException e) {
        outcome.completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      outcome.complete(silent(e));
    }
  }

  private static Outcome answered(Response response) throws IOException {
    okio.BufferedSource source = response.body().source();
    source.request(MOST_BYTES);
    okio.Buffer buffer = source.getBuffer();
    byte[] bytes = buffer.readByteArray(Math.min(buffer.size(), MOST_BYTES));
    return new Outcome.Answered(
        response.code(),
        new String(bytes, StandardCharsets.UTF_8),
        retryAfter(response.header("Retry-After")));
  }

  private static @Nullable Duration retryAfter(@Nullable String seconds) {
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }

  /** In our words: the exception's may name the address, and the address may be a secret. */
  private static Outcome silent(IOException e) {
    String why =
        switch (e) {
          case UnknownHostException unknown -> "the other side's name is not known";
          case ConnectException refused -> "the other side does not accept a connection";
          case SSLException broken -> "the secret connection to the other side failed";
          case InterruptedIOException late -> "the other side did not answer in time";
          default -> "the connection to the other side broke";
        };
    return new Outcome.Silent(new Delivery.TryLater(why, null));
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
