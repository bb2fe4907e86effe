package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.ledger.LedgerException;
import io.wellkept.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again at incidents whose time has come: waits that ended, promises that passed. */
final class Ladder implements Round {
  private static final Logger log = LoggerFactory.getLogger(Ladder.class);
  private static final int BATCH = 200;
  private static final Duration ASIDE = Duration.ofHours(1);

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Predicate<View> rules;
  private final Climbing climbing;
  private final Consumer<Incident> watcher;

  /**
   * @param rules whether the plan here is the one that is in force everywhere
   * @param watcher hears of every incident that was decided upon, after it was committed
   */
  Ladder(
      Ledger ledger,
      Supplier<Plan> plan,
      Predicate<View> rules,
      Climbing climbing,
      Consumer<Incident> watcher) {
    this.ledger = ledger;
    this.plan = plan;
    this.rules = rules;
    this.climbing = climbing;
    this.watcher = watcher;
  }

  @Override
  public String name() {
    return "ladder";
  }

  @Override
  public Duration every() {
    return Duration.ofMillis(250);
  }

  @Override
  public boolean run(Instant now) {
    List<Incident> decided = ledger.write(work -> climbAll(work, now));
    decided.forEach(watcher);
    return !decided.isEmpty();
  }

  private List<Incident> climbAll(Work work, Instant now) {
    List<Incident> due = rules.test(work) ? work.dueIncidents(now, BATCH) : List.of();
    if (due.isEmpty()) {
      return List.of();
    }
    Present present = Present.of(plan.get(), work.overrides(), now);
    return due.stream().map(incident -> climb(work, incident, present)).toList();
  }

  private Incident climb(Work work, Incident incident, Present present) {
    try {
      return climbing.climb(work, incident, work.check(incident.check()).orElse(null), present);
    } catch (RuntimeException e) {
      if (LedgerException.isOfTheLedger(e)) {
        throw e;
      }
      // one poisoned incident must not stop the others
      log.error("An incident could not be decided and is put aside incident={}", incident.id(), e);
      Incident aside = incident.wakeAt(present.now().plus(ASIDE));
      work.save(aside);
      Troubles.raise(
          work,
          Troubles.ROWS,
          incident.id(),
          "Incident " + incident.id() + " could not be decided: see the log",
          present.now());
      return aside;
    }
  }
}
