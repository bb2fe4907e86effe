package io.wellkept.plan;

import java.util.List;

/** What came of reading a home folder. */
public sealed interface Reading {
  /** A plan, and what its makers should know although it works; warnings are sorted. */
  record Good(Plan plan, List<Problem> warnings) implements Reading {
    public Good {
      warnings = List.copyOf(warnings);
    }
  }

  /** No plan, and everything that is in its way, sorted; at least one problem. */
  record Bad(List<Problem> problems) implements Reading {
    public Bad {
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a bad reading without a problem");
      }
      problems = List.copyOf(problems);
    }
  }
}
