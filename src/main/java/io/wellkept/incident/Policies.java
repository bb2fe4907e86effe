package io.wellkept.incident;

import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Severity;
import java.util.Map;
import java.util.Objects;

/**
 * The ladders and the table that chooses among them.
 *
 * @param table an id of a policy for every importance and severity
 * @param operators whom Wellkept's own troubles are told to, and how
 */
public record Policies(
    Map<String, Policy> ladders, Map<Importance, Map<Severity, String>> table, Policy operators) {
  public Policies {
    ladders = Map.copyOf(ladders);
    table = Map.copyOf(table);
    for (Importance importance : Importance.values()) {
      for (Severity severity : Severity.values()) {
        String id = table.getOrDefault(importance, Map.of()).get(severity);
        if (id == null || !ladders.containsKey(id)) {
          throw new IllegalArgumentException(
              "no policy for importance " + importance + " and severity " + severity);
        }
      }
    }
  }

  public Policy choose(Importance importance, Severity severity) {
    String id = table.getOrDefault(importance, Map.of()).get(severity);
    return Objects.requireNonNull(ladders.get(id), "checked when this was made");
  }
}
