package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private final Climbing climbing;

  Ladder(Ledger ledger, Supplier<Plan> plan, Climbing climbing) {
    this.ledger = ledger;
    this.plan = plan;
    this.climbing = climbing;
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
    return ledger.write(
        work -> {
          List<Incident> due = work.dueIncidents(now, BATCH);
          if (due.isEmpty()) {
            return false;
          }
          Present present = Present.of(plan.get(), work.overrides(), now);
          due.forEach(incident -> climb(work, incident, present));
          return true;
        });
  }

  private void climb(Work work, Incident incident, Present present) {
    try {
      climbing.climb(work, incident, work.check(incident.check()).orElse(null), present);
    } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
      // one poisoned incident must not stop the others
      log.error("An incident could not be decided and is put aside incident={}", incident.id(), e);
      work.save(incident.wakeAt(present.now().plus(ASIDE)));
      Troubles.raise(
          work,
          Troubles.ROWS,
          incident.id(),
          "Incident " + incident.id() + " could not be decided: see the log",
          present.now());
    }
  }
}
