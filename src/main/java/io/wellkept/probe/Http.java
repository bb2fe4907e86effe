package io.wellkept.probe;

import io.wellkept.probe.Answer.Barred;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client with which all probes look: connects only where {@link TargetGuard} admits, keeps
 * deadlines and limits whatever the other side does, and is polite. Keeps no cookies, caches
 * nothing, and never throws for what the outside world does.
 *
 * <p>Safe for many threads; one is enough for a process.
 */
public final class Http implements AutoCloseable {
  /** The largest body that is read; what comes after it is not looked at. */
  public static final int BODY_LIMIT = 5_000_000;

  /** For how long equal asks by the checks of one touchpoint share an answer. */
  static final Duration SHARING = Duration.ofMinutes(1);

  private static final long SHARED_BYTES = 32_000_000;

  /**
   * OkHttp goes through all connections of a pool for every request, which with five hundred hosts
   * in one pool took a quarter of all looking: so hosts are spread over many.
   */
  private static final int POOLS = 64;

  private static final int IDLE_CONNECTIONS_PER_POOL = 32;
  private static final Duration IDLE = Duration.ofSeconds(90);
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /** What a look may take beyond its time before we stop waiting for its end. */
  private static final Duration LENIENCE = Duration.ofSeconds(1);

  /**
   * How the client is set up.
   *
   * @param userAgent says honestly who asks and where to complain
   * @param allowed addresses that looks may connect to although they are not public
   * @param references what answers if our own network is open; none if nobody named any
   */
  public record Setup(
      String userAgent, List<AddressRange> allowed, Manners manners, List<Reference> references) {
    public Setup {
      allowed = List.copyOf(allowed);
      references = List.copyOf(references);
    }

    /** Without references: what does not answer is never our own network's fault. */
    public Setup(String userAgent, List<AddressRange> allowed, Manners manners) {
      this(userAgent, allowed, manners, List.of());
    }
  }

  private final Setup setup;
  private final InstantSource clock;
  private final TargetGuard guard;
  private final Trust trust;
  private final GuardedDns dns;
  private final Wire wire;
  private final List<OkHttpClient> keeping;
  private final OkHttpClient fresh;
  private final Hosts hosts;
  private final Gate gate;
  private final Reach reach = new Reach();
  private final References references;
  private final Map<Sharing, Running> running = new ConcurrentHashMap<>();
  private final Kept<Sharing, Shared> shared = new Kept<>(SHARED_BYTES, Shared::weight);

  public Http(Setup setup, InstantSource clock) {
    this(setup, clock, Dns.SYSTEM, null);
  }

  /**
   * @param authorities whose certificates are trusted; null for those of the platform
   */
  Http(Setup setup, InstantSource clock, Dns resolver, @Nullable KeyStore authorities) {
    this.setup = setup;
    this.clock = clock;
    this.hosts = new Hosts(setup.manners());
    this.references = new References(setup.references(), this::askAnyway, clock);
    this.guard = new TargetGuard(setup.allowed());
    this.dns = new GuardedDns(resolver, guard);
    this.wire = new Wire(this, dns, guard);
    this.gate = new Gate(this, dns, new GuardedSockets(guard));
    this.trust = Trust.in(authorities);
    OkHttpClient client = client(guard, trust);
    this.keeping =
        Stream.generate(Http::pool)
            .limit(POOLS)
            .map(pool -> client.newBuilder().connectionPool(pool).build())
            .toList();
    this.fresh =
        client
            .newBuilder()
            // Keeps nothing. A shorter time would have the pool tidy up without a pause.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.MINUTES))
            .sslSocketFactory(trust.sockets(false), trust)
            .build();
  }

  private OkHttpClient client(TargetGuard guard, Trust trust) {
    return new OkHttpClient.Builder()
        .dns(dns)
        .socketFactory(new GuardedSockets(guard))
        .sslSocketFactory(trust.sockets(true), trust)
        // A proxy would connect for us, out of the guard's sight.
        .proxy(Proxy.NO_PROXY)
        // One address after the other, on the thread of the look: one that is refused stays so.
        .fastFallback(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(CONNECTING)
        // The deadline of the whole call counts; these would only cut it into pieces.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .eventListenerFactory(Course::of)
        .build();
  }

  private static ConnectionPool pool() {
    return new ConnectionPool(IDLE_CONNECTIONS_PER_POOL, IDLE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Equal ones share an answer. The timeout is a part of it: what ends after one check's time says
   * nothing to another that gives it longer.
   */
  private record Sharing(
      String touchpoint,
      URI url,
      Map<String, String> headers,
      Duration timeout,
      Ask.@Nullable Known known) {}

  /**
   * An answer that others may have.
   *
   * @param had who had it already: a check is never told again what it was told before
   */
  private record Shared(Answer answer, Instant until, Set<CheckId> had) {
    long weight() {
      return 500L + (answer instanceof Answer.Got got ? got.body().size() : 0);
    }
  }

  /**
   * Asks for an address. When our own network is closed, the answer is {@link Answer.Barred}:
   * nothing that was heard, or not heard, says anything about the other side then.
   *
   * @throws InterruptedException if the caller is to stop
   */
  public Answer ask(Ask ask) throws InterruptedException {
    return doubted(askAnyway(ask));
  }

  /** The answer, unless our own network is closed. */
  Answer doubted(Answer answer) throws InterruptedException {
    return references.bars(answer) ? barred(references.last().fault()) : answer;
  }

  /**
   * Sockets for what is not HTTP and connects by itself: each asks the guard about the very address
   * that it connects to, and fails with what {@link #forbidden} knows.
   */
  public SocketFactory sockets() {
    return new GuardedSockets(guard);
  }

  /** That we may not connect to an address; empty if something else went wrong. */
  public static Optional<Fault> forbidden(Throwable failure) {
    return failure instanceof ForbiddenAddressException forbidden
        ? Optional.of(new Fault.Forbidden(forbidden.address()))
        : Optional.empty();
  }

  /** The way out for what speaks HTTP by itself. */
  public Gate gate() {
    return gate;
  }

  /** Asks, whatever is known of our own network. */
  private Answer askAnyway(Ask ask) throws InterruptedException {
    Duration longest = ask.timeout().plus(setup.manners().patience()).plus(LENIENCE);
    CheckId asker = ask.sharedBy();
    if (asker == null || !ask.shareable()) {
      Running alone = new Running(new Exchange(this, ask), null);
      start(ask, () -> alone.run(answer -> {}));
      return alone.await(longest, ask.timeout());
    }
    Sharing key =
        new Sharing(asker.touchpoint(), ask.url(), ask.headers(), ask.timeout(), ask.known());
    Instant now = clock.instant();
    Shared before = shared.get(key).orElse(null);
    if (before != null && now.isBefore(before.until) && before.had.add(asker)) {
      return before.answer;
    }
    return running
        .compute(
            key,
            (same, other) ->
                other != null && other.join(asker) ? other : startShared(ask, asker, key, now))
        .await(longest, ask.timeout());
  }

  private Running startShared(Ask ask, CheckId asker, Sharing key, Instant now) {
    Running started = new Running(new Exchange(this, ask), asker);
    start(
        ask,
        () -> {
          try {
            started.run(answer -> share(key, answer, now.plus(SHARING), started.askers()));
          } finally {
            running.remove(key, started);
          }
        });
    return started;
  }

  private void share(Sharing key, Answer answer, Instant until, Set<CheckId> askers) {
    if (answer instanceof Answer.Got || answer instanceof Answer.Unchanged) {
      shared.put(key, new Shared(answer, until, askers));
    }
  }

  /** On a thread of its own: whatever it hangs in, the one who waits does not. */
  private static void start(Ask ask, Runnable exchange) {
    Thread.ofVirtual().name("look " + ask.url().getHost()).start(exchange);
  }

  Setup setup() {
    return setup;
  }

  /** How we call ourselves. */
  public String userAgent() {
    return setup.userAgent();
  }

  Hosts hosts() {
    return hosts;
  }

  Reach reach() {
    return reach;
  }

  /** Those who tell whether our own network is open. */
  public References references() {
    return references;
  }

  /** For what is not HTTP. */
  public Wire wire() {
    return wire;
  }

  /** The authorities whose certificates are trusted. */
  public List<X509Certificate> authorities() {
    return List.of(trust.getAcceptedIssuers());
  }

  /** Whether a look may send anything to that address; each connection asks again by itself. */
  public boolean admits(InetAddress address) {
    return guard.admits(address);
  }

  /** The time that looks go by. */
  public Instant now() {
    return clock.instant();
  }

  /** Whether a host is listed as one of our own. */
  public boolean ours(String host) {
    return setup.manners().ours(host);
  }

  OkHttpClient client(String host, boolean ownConnection) {
    return ownConnection ? fresh : keeping.get(Math.floorMod(host.hashCode(), POOLS));
  }

  static Barred barred(Fault fault) {
    return new Barred(Objects.requireNonNull(fault));
  }

  @Override
  public void close() {
    dns.close();
    keeping.forEach(client -> client.connectionPool().evictAll());
    fresh.connectionPool().evictAll();
  }
}
