package io.wellkept.app;

import io.wellkept.incident.Event;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.PlanGeneration;
import io.wellkept.plan.Plan;
import io.wellkept.plan.PlanChange;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.PlanWatch;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Sources;
import io.wellkept.web.PlanGate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the plan in force. What is read well replaces it whole; what is broken, or would remove too
 * much without a yes, leaves it as it is, and the operators hear of it. The last good one is in the
 * ledger, as it was written, and is what runs after a start with broken files.
 */
final class PlanDesk implements PlanGate, Round {
  private static final Logger log = LoggerFactory.getLogger(PlanDesk.class);
  private static final String REFUSED = "refused";
  private static final String HELD = "held";

  private final Path home;
  private final PlanReader reader;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Consumer<Plan> outfitter;
  private final Consumer<Status> told;
  private volatile @Nullable Plan plan;
  private volatile Status status;
  private @Nullable PlanWatch watch;

  /**
   * @param outfitter makes ready what looks and tells, before the plan is in force
   * @param told hears how each load ended
   */
  PlanDesk(
      Path home,
      PlanReader reader,
      Ledger ledger,
      InstantSource clock,
      Consumer<Plan> outfitter,
      Consumer<Status> told) {
    this.home = home;
    this.reader = reader;
    this.ledger = ledger;
    this.clock = clock;
    this.outfitter = outfitter;
    this.told = told;
    this.status = new Status(0, clock.instant(), "", List.of(), null);
  }

  Plan plan() {
    Plan current = plan;
    if (current == null) {
      throw new IllegalStateException("no plan is in force before the start");
    }
    return current;
  }

  /** Whether a plan is in force. */
  boolean ready() {
    return plan != null;
  }

  @Override
  public Status status() {
    return status;
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  /** Loads the files again if they are not what they were. */
  @Override
  public boolean run(Instant now) {
    PlanWatch watching = watch;
    if (watching == null) {
      throw new IllegalStateException("nothing is watched before the start");
    }
    watching.poll().ifPresent(sources -> load(sources, false));
    return false;
  }

  @Override
  public Status reload(boolean confirmed) {
    return load(Sources.readFrom(home), confirmed);
  }

  /**
   * Brings the first plan into force: the files', or the last good one if they are broken.
   *
   * @throws StartException if there is neither; the message lists every problem
   */
  synchronized void open() {
    Sources sources = Sources.readFrom(home);
    watch = new PlanWatch(home, sources);
    ledger
        .read(Ledger.View::latestPlan)
        .filter(kept -> !kept.files().equals(sources.files()))
        .ifPresent(this::restore);
    load(sources, false);
    if (plan == null) {
      throw new StartException(
          "there is no plan to run, and no earlier one in the ledger:\n  "
              + String.join("\n  ", status.problems()));
    }
  }

  private void restore(PlanGeneration kept) {
    Reading reading = reader.read(new Sources(kept.files(), List.of()));
    if (reading instanceof Reading.Good good) {
      outfitter.accept(good.plan());
      Instant now = clock.instant();
      ledger.change(work -> Activation.apply(work, null, good.plan(), now));
      plan = good.plan();
      status = new Status(kept.number(), kept.at(), "", List.of(), null);
    } else if (reading instanceof Reading.Bad bad) {
      log.warn(
          "The last good plan cannot be read any more generation={} problems={}",
          kept.number(),
          bad.problems().size());
    }
  }

  private synchronized Status load(Sources sources, boolean confirmed) {
    switch (reader.read(sources)) {
      case Reading.Bad(List<Problem> problems) ->
          refuse(problems.stream().map(Problem::toString).toList());
      case Reading.Good(Plan next, List<Problem> warnings) -> {
        warnings.forEach(warning -> log.warn("The plan has a weak spot at={}", warning));
        accept(sources.files(), next, confirmed);
      }
    }
    told.accept(status);
    return status;
  }

  private void refuse(List<String> problems) {
    if (plan != null) {
      log.error(
          "The plan was refused, the last good one stays in force problems={}\n  {}",
          problems.size(),
          String.join("\n  ", problems));
    }
    status = new Status(status.generation(), status.since(), "", problems, null);
    String headline =
        "The plan was refused and the last good one runs: " + problems.get(0) + more(problems);
    say(REFUSED, headline);
  }

  private static String more(List<String> problems) {
    return problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
  }

  private void accept(SortedMap<String, String> files, Plan next, boolean confirmed) {
    Plan before = plan;
    PlanChange change = before == null ? null : PlanChange.between(before, next);
    if (change != null && change.removesTooMuch() && !confirmed) {
      log.error("The plan waits for a yes change=\"{}\"", change.sentence());
      status = new Status(status.generation(), status.since(), "", List.of(), change.sentence());
      say(HELD, "The new plan would remove much and waits for a yes: " + change.sentence());
      return;
    }
    activate(files, before, next, change == null ? Activation.summary(next) : change.sentence());
  }

  private void activate(
      SortedMap<String, String> files, @Nullable Plan before, Plan next, String words) {
    Instant now = clock.instant();
    outfitter.accept(next);
    Optional<PlanGeneration> kept = ledger.read(Ledger.View::latestPlan);
    boolean same = kept.isPresent() && kept.get().files().equals(files);
    long generation =
        ledger.write(work -> {
          Activation.apply(work, before, next, now);
          Troubles.clear(work, Troubles.PLAN, REFUSED, now);
          Troubles.clear(work, Troubles.PLAN, HELD, now);
          if (same) {
            return kept.get().number();
          }
          work.append(new Event(now, Event.Type.PLAN_CHANGED, null, null, null, null, words));
          return work.savePlan(files, now, words);
        });
    plan = next;
    status = new Status(generation, same ? kept.get().at() : now, words, List.of(), null);
    log.info("The plan is in force generation={} change=\"{}\"", generation, words);
  }

  /** History keeps it, and if a plan is in force to say who they are, the operators hear it. */
  private void say(String subject, String headline) {
    Instant now = clock.instant();
    ledger.change(work -> {
      work.append(new Event(now, Event.Type.PLAN_REFUSED, null, null, null, null, headline));
      if (plan != null) {
        Troubles.clear(work, Troubles.PLAN, subject.equals(HELD) ? REFUSED : HELD, now);
        Troubles.raise(work, Troubles.PLAN, subject, headline, now);
      }
    });
  }
}
