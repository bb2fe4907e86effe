package io.wellkept.incident;

import io.wellkept.touchpoint.Touchpoint;
import java.util.List;

/**
 * Something that a touchpoint depends on, directly or by way of others, as it is known now.
 *
 * @param states of those of its checks that have looked
 * @param incidents its own people's, open ones and the latest that are over
 * @param policies which ladder each of them has
 */
public record Ancestor(
    Touchpoint touchpoint, List<CheckState> states, List<Incident> incidents, Policies policies) {
  public Ancestor {
    states = List.copyOf(states);
    incidents =
        incidents.stream().filter(incident -> incident.audience() == Audience.OWNERS).toList();
  }
}
