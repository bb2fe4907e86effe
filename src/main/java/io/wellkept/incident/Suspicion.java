package io.wellkept.incident;

import io.wellkept.touchpoint.Finding;
import java.time.Instant;
import java.util.List;

/** A subject that looked bad once and waits for the second look. */
public record Suspicion(Instant since, List<Finding> findings) {
  public Suspicion {
    findings = List.copyOf(findings);
  }
}
