package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import java.util.List;
import java.util.Optional;

/** What is remembered of touchpoints, for those who decide about one that depends on others. */
public interface Known {
  /** Empty also for a check that is no longer part of the plan. */
  Optional<CheckState> check(CheckId check);

  /** Incidents of the touchpoint, open ones and then the latest resolved first. */
  List<Incident> incidentsOf(String touchpoint, int limit);
}
