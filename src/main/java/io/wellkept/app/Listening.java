package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says again and again that we listen, so that times in which we did not are known. */
final class Listening implements Round {
  /** Silence beyond this is a time in which nobody listened. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final Ledger ledger;
  private @Nullable Instant last;

  Listening(Ledger ledger) {
    this.ledger = ledger;
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
    boolean restarted = last == null;
    ledger.change(work -> {
      work.listening(now, LONGEST, restarted);
      work.pulse(name(), now);
    });
    last = now;
    return false;
  }
}
