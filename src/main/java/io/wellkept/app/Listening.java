package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says again and again that we listen, so that times in which we did not are known. */
final class Listening implements Round {
  private static final Logger log = LoggerFactory.getLogger(Listening.class);

  /** Silence beyond this is a time in which nobody listened. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** A clock that is only being set right makes no difference to anything. */
  private static final Duration SMALL_STEP = Duration.ofSeconds(10);

  /** What is due later than this waits for a time of day, not for a span to pass. */
  private static final Duration SOON = Duration.ofMinutes(31);

  private final Ledger ledger;
  private @Nullable Instant last;
  private volatile Instant heard = Instant.MIN;

  Listening(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Since when we have listened without a gap; the beginning of time if there was none. */
  Instant since() {
    return heard;
  }

  @Override
  public String name() {
    return "listening";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public boolean run(Instant now) {
    if (now.equals(last)) {
      return false;
    }
    Instant before = last;
    boolean restarted = before == null;
    ledger.change(work -> {
      boolean silent = work.listening(now, LONGEST, restarted);
      if (silent && !restarted) {
        log.warn("Nobody listened for a while, as on a machine that slept until={}", now);
        Activation.lookBeforeTelling(work, now, now.plus(Activation.FIRST_LOOKS));
        heard = now;
      }
      if (before != null && now.plus(SMALL_STEP).isBefore(before)) {
        log.warn("The clock went back from={} to={}", before, now);
        work.clockWentBack(now, before, SOON);
      }
      work.pulse(name(), now);
    });
    last = now;
    return false;
  }
}
