package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says again and again that we listen, so that times in which we did not are known. */
final class Listening implements Round {
  private static final Logger log = LoggerFactory.getLogger(Listening.class);

  static final String NAME = "listening";

  /** Silence beyond this is a time in which nobody listened. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** A clock that is only being set right makes no difference to anything. */
  private static final Duration SMALL_STEP = Duration.ofSeconds(10);

  /** What is due later than this waits for a time of day, not for a span to pass. */
  private static final Duration SOON = Duration.ofMinutes(31);

  private final Ledger ledger;
  private final Processes processes;
  private final Supplier<Plan> plan;
  private final boolean first;
  private @Nullable Instant last;
  private volatile Instant heard;

  /**
   * @param first whether nobody listened before this process did
   */
  Listening(Ledger ledger, Processes processes, Supplier<Plan> plan, boolean first, Instant now) {
    this.ledger = ledger;
    this.processes = processes;
    this.plan = plan;
    this.first = first;
    this.heard = first ? now : Instant.MIN;
  }

  /** Whether a time without anybody listening may not be written down yet: it would count. */
  static boolean isBehind(Ledger.View view, Instant now) {
    return silentSince(view, now) != null;
  }

  /** Since when; null if somebody listens. */
  static @Nullable Instant silentSince(Ledger.View view, Instant now) {
    Instant heard = view.pulses().get(NAME);
    return heard != null && now.isAfter(heard.plus(LONGEST)) ? heard : null;
  }

  /**
   * Since when somebody has listened without a gap; the beginning of time if this process came to
   * others who did and saw none since.
   */
  Instant since() {
    return heard;
  }

  @Override
  public String name() {
    return NAME;
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
    boolean restarted = first && before == null;
    ledger.change(work -> {
      work.alone("listening");
      boolean silent = work.listening(now, LONGEST, restarted);
      if (silent && !restarted) {
        log.warn("Nobody listened for a while, as on a machine that slept until={}", now);
        Instant wake = now.plus(Activation.FIRST_LOOKS);
        Activation.lookBeforeTelling(work, plan.get(), now, wake);
        heard = now;
      } else if (before != null && now.isAfter(before.plus(LONGEST))) {
        // another process noticed it first
        work.gaps(before).stream().map(Ledger.Gap::until).forEach(until -> heard = until);
      }
      if (before != null && now.plus(SMALL_STEP).isBefore(before)) {
        log.warn("The clock went back from={} to={}", before, now);
        // what others planned is planned by their clocks
        if (processes.others(work, now).isEmpty()) {
          work.clockWentBack(now, before, SOON);
        }
      }
      work.pulse(name(), now);
    });
    last = now;
    return false;
  }
}
