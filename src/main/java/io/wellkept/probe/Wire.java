package io.wellkept.probe;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.NoAnswer;
import io.wellkept.probe.Answer.Phase;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connections for probes that do not speak HTTP: past the same guard, with the same manners and
 * deadlines, and with the same values for what goes wrong. Safe for many threads.
 */
public final class Wire {
  private final Http http;
  private final GuardedDns dns;
  private final GuardedSockets sockets;

  Wire(Http http, GuardedDns dns, TargetGuard guard) {
    this.http = http;
    this.dns = dns;
    this.sockets = new GuardedSockets(guard);
  }

  /** What is said over one connection, which is closed when time is over. */
  public interface Talk<T> {
    T over(Socket socket) throws IOException;
  }

  /**
   * What came of it at one address.
   *
   * @param address null if no address was found
   * @param said null if nothing came of it
   * @param failure why; null if something did
   */
  public record Heard<T>(
      @Nullable InetAddress address, @Nullable T said, @Nullable Answer failure) {}

  /**
   * Connects to the addresses of a host, to all at once, and talks over each connection.
   *
   * @param most to how many addresses at most
   * @param timeout for everything, without waiting for our turn at the host
   * @return at least one, in the order of the name service
   * @throws InterruptedException if the caller is to stop
   */
  public <T> List<Heard<T>> talk(
      String host, int port, int most, Duration timeout, boolean fresh, Talk<T> talk)
      throws InterruptedException {
    Host place = http.hosts().of(host, http.now());
    Host.Pause pause = place.pauseAt(http.now(), fresh);
    if (pause != null) {
      return failed(null, Http.barred(new Fault.Throttled(pause.why())));
    }
    if (!place.enter(http.hosts().manners().patience().toNanos())) {
      return failed(null, Http.barred(new Fault.Crowded(host)));
    }
    try {
      long end = System.nanoTime() + timeout.toNanos();
      Heard<List<InetAddress>> found = lookup(host, timeout);
      List<InetAddress> addresses = found.said();
      return addresses == null
          ? failed(null, found.failure())
          : talk(host, port, addresses.subList(0, Math.min(most, addresses.size())), end, talk);
    } finally {
      place.leave();
    }
  }

  /**
   * Asks the name service, and gives only addresses that a look may connect to.
   *
   * @throws InterruptedException if the caller is to stop
   */
  public Heard<List<InetAddress>> lookup(String host, Duration timeout)
      throws InterruptedException {
    Turn<List<InetAddress>> lookup = new Turn<>(host, timeout, Phase.LOOKING_UP);
    lookup.start(turn -> addresses(host));
    return lookup.await(System.nanoTime() + timeout.toNanos());
  }

  private static <T> List<Heard<T>> failed(@Nullable InetAddress at, @Nullable Answer why) {
    return List.of(new Heard<>(at, null, why));
  }

  /** One that is written in digits needs no name service; the socket asks the guard about it. */
  private List<InetAddress> addresses(String host) throws IOException {
    InetAddress written = AddressRange.address(host).orElse(null);
    return written == null ? dns.lookup(host) : List.of(written);
  }

  private <T> List<Heard<T>> talk(
      String host, int port, List<InetAddress> addresses, long end, Talk<T> talk)
      throws InterruptedException {
    List<Turn<T>> all = new ArrayList<>();
    for (InetAddress address : addresses) {
      Duration left = Duration.ofNanos(Math.max(end - System.nanoTime(), 1));
      Turn<T> one = new Turn<>(host, left, Phase.CONNECTING);
      one.address = address;
      one.start(turn -> {
        turn.socket.connect(new InetSocketAddress(address, port));
        http.reach().reached(host);
        turn.phase = Phase.SECURING;
        return talk.over(turn.socket);
      });
      all.add(one);
    }
    List<Heard<T>> heard = new ArrayList<>();
    try {
      for (Turn<T> one : all) {
        heard.add(one.await(end));
      }
    } finally {
      all.forEach(Turn::cut);
    }
    return heard;
  }

  private interface Work<T> {
    T with(Turn<T> turn) throws IOException;
  }

  /** Something on a thread of its own: whatever it hangs in, the one who waits does not. */
  private final class Turn<T> {
    private final String host;
    private final Duration timeout;
    private final long start = System.nanoTime();
    private final CompletableFuture<Heard<T>> outcome = new CompletableFuture<>();
    private final Socket socket = sockets.createSocket();
    private volatile Phase phase;
    private @Nullable InetAddress address;

    Turn(String host, Duration timeout, Phase phase) {
      this.host = host;
      this.timeout = timeout;
      this.phase = phase;
    }

    void start(Work<T> work) {
      Thread.ofVirtual()
          .name("talk " + host)
          .start(() -> {
            try (socket) {
              outcome.complete(new Heard<>(address, work.with(this), null));
            } catch (IOException e) {
              outcome.complete(new Heard<>(address, null, read(e)));
            } catch (RuntimeException | Error e) {
              outcome.completeExceptionally(e);
            }
          });
    }

    private Answer read(IOException failure) {
      Duration after = Duration.ofNanos(System.nanoTime() - start);
      return new Failures(http.reach()).read(host, failure, false, phase, after);
    }

    Heard<T> await(long end) throws InterruptedException {
      Heard<T> heard;
      try {
        heard = outcome.get(Math.max(end - System.nanoTime(), 1), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        heard = new Heard<>(address, null, new NoAnswer(new Cause.TimedOut(phase, timeout)));
      } catch (ExecutionException e) {
        throw new IllegalStateException("talking to " + host + " failed", e.getCause());
      }
      Answer failure = heard.failure();
      return failure != null && http.references().bars(failure)
          ? new Heard<>(address, null, Http.barred(http.references().last().fault()))
          : heard;
    }

    /** What still hangs in it ends with an exception. */
    void cut() {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone, which is what was wanted.
        outcome.completeExceptionally(e);
      }
    }
  }
}
