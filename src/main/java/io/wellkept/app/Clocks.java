package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the clock of this process against the database's. Claims compare moments of different
 * clocks: a small difference takes as much from a claim and harms nothing, a large one makes
 * processes take each other for gone.
 */
final class Clocks implements Round {
  private static final Logger log = LoggerFactory.getLogger(Clocks.class);

  /** A sixth of what a process may be silent, a thirtieth of a claim. */
  static final Duration HARMLESS = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Processes processes;
  private final InstantSource clock;
  private final Consumer<Duration> told;
  private boolean wrong;

  /**
   * @param told hears by how much our clock is before the database's; negative if it is behind
   */
  Clocks(Ledger ledger, Processes processes, InstantSource clock, Consumer<Duration> told) {
    this.ledger = ledger;
    this.processes = processes;
    this.clock = clock;
    this.told = told;
  }

  @Override
  public String name() {
    return "clocks";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public boolean run(Instant now) {
    Instant asked = clock.instant();
    Optional<Instant> theirs = ledger.read(Ledger.View::clock);
    Instant answered = clock.instant();
    Duration way = Duration.between(asked, answered);
    if (theirs.isEmpty() || way.compareTo(HARMLESS) >= 0) {
      // an answer that took so long says nothing
      return false;
    }
    Duration ahead = Duration.between(theirs.get(), asked.plus(way.dividedBy(2)));
    told.accept(ahead);
    boolean harms = ahead.abs().compareTo(HARMLESS) > 0;
    if (harms != wrong) {
      say(harms, ahead, now);
      wrong = harms;
    }
    return false;
  }

  private void say(boolean harms, Duration ahead, Instant now) {
    String mine = processes.mine();
    if (!harms) {
      log.info("The clock is right again aheadSeconds={}", ahead.toSeconds());
      ledger.change(work -> Troubles.clear(work, Troubles.CLOCKS, mine, now));
      return;
    }
    String difference = Spans.words(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of");
    log.error("The clock is wrong, or the database's is aheadSeconds={}", ahead.toSeconds());
    String headline =
        "The clock of the process %s is %s the database's: set both right (NTP)"
            .formatted(mine, difference);
    ledger.change(work -> Troubles.raise(work, Troubles.CLOCKS, mine, headline, now));
  }
}
