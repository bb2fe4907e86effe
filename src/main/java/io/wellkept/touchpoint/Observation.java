package io.wellkept.touchpoint;

import java.util.List;

/** What one look gave. */
public sealed interface Observation {
  /** We saw it; no findings means that it is fine. */
  record Seen(List<Finding> findings, List<Measurement> measurements) implements Observation {
    public Seen {
      findings = List.copyOf(findings);
      measurements = List.copyOf(measurements);
    }
  }

  /** We could not look. */
  record Blind(Fault fault) implements Observation {}
}
