package io.wellkept.plan;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds the plan that runs, and lets another take its place only whole. Touches no file and no
 * ledger: whoever calls brings what was read and tells what became of it.
 */
public final class PlanKeeper {
  private final PlanReader reader;
  private final AtomicReference<Plan> running;

  public PlanKeeper(PlanReader reader, Plan first) {
    this.reader = reader;
    this.running = new AtomicReference<>(first);
  }

  /** The plan that runs now; take it once and use it for a whole piece of work. */
  public Plan plan() {
    return Objects.requireNonNull(running.get());
  }

  /** What became of a reload. */
  public sealed interface Outcome {
    /** The new plan runs. */
    record Activated(Plan plan, PlanChange change, List<Problem> warnings) implements Outcome {}

    /** It says the same as the plan that runs. */
    record Unchanged() implements Outcome {}

    /** It has problems; the old plan goes on. */
    record Refused(List<Problem> problems) implements Outcome {}

    /** It would remove so much that a person must say yes first; the old plan goes on. */
    record Held(PlanChange change) implements Outcome {}
  }

  /**
   * Reads and, if it may, activates.
   *
   * @param confirmed that a person said yes to whatever goes away
   */
  public synchronized Outcome reload(Sources sources, boolean confirmed) {
    return switch (reader.read(sources)) {
      case Reading.Bad(List<Problem> problems) -> new Outcome.Refused(problems);
      case Reading.Good(Plan next, List<Problem> warnings) -> decide(next, warnings, confirmed);
    };
  }

  private Outcome decide(Plan next, List<Problem> warnings, boolean confirmed) {
    Plan old = plan();
    if (next.equals(old)) {
      return new Outcome.Unchanged();
    }
    PlanChange change = PlanChange.between(old, next);
    if (change.removesTooMuch() && !confirmed) {
      return new Outcome.Held(change);
    }
    running.set(next);
    return new Outcome.Activated(next, change, warnings);
  }
}
