package io.wellkept.touchpoint;

import java.util.List;
import java.util.Set;

/** What one look gave. */
public sealed interface Observation {
  /**
   * We saw it; no findings means that it is fine.
   *
   * @param gone subjects that are not there any more: what was wrong with them was not mended
   */
  record Seen(List<Finding> findings, List<Measurement> measurements, Set<String> gone)
      implements Observation {
    public Seen {
      findings = List.copyOf(findings);
      measurements = List.copyOf(measurements);
      gone = Set.copyOf(gone);
    }

    /** What is not wrong any more was mended. */
    public Seen(List<Finding> findings, List<Measurement> measurements) {
      this(findings, measurements, Set.of());
    }
  }

  /** We could not look. */
  record Blind(Fault fault) implements Observation {}
}
