package io.wellkept.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the plan stands, and the way to have it loaded again. Safe to use from many threads. */
public interface PlanGate {
  Status status();

  /**
   * Loads the files again.
   *
   * @param confirmed true says yes to a change that was held
   */
  Status reload(boolean confirmed);

  /**
   * What became of the last load.
   *
   * @param generation number of the plan in force
   * @param since since when it is in force
   * @param summary what the last load changed, in words; may be empty
   * @param problems why the last load was refused, each as {@code file:line:col: sentence}; empty
   *     if it was not
   * @param held what would change but waits for a yes, in words; null if nothing waits
   */
  record Status(
      long generation,
      Instant since,
      String summary,
      List<String> problems,
      @Nullable String held) {
    public Status {
      problems = List.copyOf(problems);
    }

    /** The same with other problems. */
    public Status with(List<String> others) {
      return new Status(generation, since, summary, others, held);
    }

    /** The same with something else, or nothing, that waits for a yes. */
    public Status with(@Nullable String waits) {
      return new Status(generation, since, summary, problems, waits);
    }
  }
}
