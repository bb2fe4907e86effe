package io.wellkept.probe;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up and gives only addresses that a look may connect to. OkHttp connects to what it
 * gets here and does not look up again, so a name that changes its mind gains nothing.
 *
 * <p>The system's resolver blocks its thread, and with it the carrier of a virtual thread, for as
 * long as it likes: it works on a few threads of its own, so that a silent name server holds up
 * lookups and nothing else.
 */
final class GuardedDns implements Dns, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 32;

  private static final long REMEMBERED = Duration.ofSeconds(15).toNanos();
  private static final int MOST_REASONS = 10_000;

  private record Reason(UnknownHostException failure, long nanos) {}

  private final Kept<String, Reason> reasons = new Kept<>(MOST_REASONS, reason -> 1);
  private final Dns resolver;
  private final TargetGuard guard;
  private final ExecutorService lookups;

  GuardedDns(Dns resolver, TargetGuard guard) {
    this.resolver = resolver;
    this.guard = guard;
    this.lookups =
        Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = resolve(host);
    List<InetAddress> admitted = addresses.stream().filter(guard::admits).toList();
    if (admitted.isEmpty() && !addresses.isEmpty()) {
      throw failed(
          host, new ForbiddenAddressException(host + "/" + addresses.get(0).getHostAddress()));
    }
    return admitted;
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    Future<List<InetAddress>> answer = lookups.submit(() -> resolver.lookup(host));
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw explained(host, unknown);
      }
      // Names that no resolver accepts, such as empty labels, come as other exceptions.
      throw failed(host, e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw failed(host, new InterruptedIOException("the name server did not answer"));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw failed(host, new InterruptedIOException("stopped"));
    }
  }

  /**
   * Java remembers for ten seconds that a name could not be found, but not why; and the reason
   * decides whether our own network is to blame.
   */
  private UnknownHostException explained(String host, UnknownHostException unknown) {
    if (!host.equals(unknown.getMessage())) {
      reasons.put(host, new Reason(unknown, System.nanoTime()));
      return unknown;
    }
    return reasons
        .get(host)
        .filter(reason -> System.nanoTime() - reason.nanos < REMEMBERED)
        .map(Reason::failure)
        .orElse(unknown);
  }

  /** The interface knows only one exception, so what really happened travels as its cause. */
  private static UnknownHostException failed(String host, @Nullable Throwable cause) {
    UnknownHostException failure = new UnknownHostException(host);
    failure.initCause(cause);
    return failure;
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
