package io.wellkept.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What we know of one host: who is in there now, when the next may go, and its certificate. */
final class Host {
  private final Semaphore places;
  private final long nanosBetween;
  private final long burst;

  /** The moment at which the bucket of requests would be empty again, as GCRA calls it. */
  private long emptyAt;

  private @Nullable Pause pause;
  private @Nullable Instant handshakeAt;
  private @Nullable Certificate certificate;
  private volatile long lastUse;

  /**
   * A time in which the host wants to be left alone.
   *
   * @param strict whether confirming looks keep it too
   */
  record Pause(Instant until, boolean strict, String why) {}

  Host(Manners.Pace pace, long nanos) {
    places = new Semaphore(pace.atOnce(), true);
    nanosBetween = (long) (1e9 / pace.perSecond());
    burst = nanosBetween * (pace.atOnce() - 1);
    emptyAt = nanos;
    lastUse = nanos;
  }

  /** Waits for its turn; false if that would take longer than patience, in nanoseconds. */
  boolean enter(long patience) throws InterruptedException {
    long start = System.nanoTime();
    lastUse = start;
    if (!places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
      return false;
    }
    long wait = reserve(patience - (System.nanoTime() - start));
    if (wait < 0) {
      places.release();
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
    } catch (InterruptedException e) {
      places.release();
      throw e;
    }
    return true;
  }

  /** How long to wait for the next free moment; -1, and nothing reserved, if too long. */
  private synchronized long reserve(long patience) {
    long now = System.nanoTime();
    long from = Math.max(emptyAt - now, 0);
    long wait = Math.max(from - burst, 0);
    if (wait > patience) {
      return -1;
    }
    emptyAt = now + from + nanosBetween;
    return wait;
  }

  /** Counts a request that follows at once, such as after a redirect within the host. */
  synchronized void charge() {
    long now = System.nanoTime();
    emptyAt = now + Math.max(emptyAt - now, 0) + nanosBetween;
  }

  void leave() {
    lastUse = System.nanoTime();
    places.release();
  }

  synchronized void pause(Pause wanted) {
    pause = wanted;
  }

  /** The pause that a look has to keep now, if there is one. */
  synchronized @Nullable Pause pauseAt(Instant now, boolean fresh) {
    if (pause == null || !now.isBefore(pause.until)) {
      pause = null;
      return null;
    }
    return fresh && !pause.strict ? null : pause;
  }

  synchronized void shook(Instant at, Certificate shown) {
    handshakeAt = at;
    certificate = shown;
  }

  /** What was shown at the last handshake that took up no earlier session. */
  synchronized @Nullable Certificate certificate() {
    return certificate;
  }

  /** Whether the certificate was last seen too long ago, or is so near its end that it matters. */
  synchronized boolean wantsHandshake(Instant now, Duration every, Duration near) {
    return handshakeAt == null
        || certificate == null
        || !now.isBefore(handshakeAt.plus(every))
        || !now.isBefore(certificate.notAfter().minus(near));
  }

  synchronized boolean idle(long before, Instant now) {
    return lastUse - before < 0 && pauseAt(now, false) == null;
  }
}
