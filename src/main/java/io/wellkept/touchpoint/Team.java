package io.wellkept.touchpoint;

import java.util.LinkedHashSet;
import java.util.List;

/** People who stand in for each other, with one lead; ids of {@link Person}s. */
public record Team(String id, String name, String lead, List<String> members) {
  public Team {
    Names.require("team", id);
    LinkedHashSet<String> all = new LinkedHashSet<>(members);
    all.add(lead);
    members = List.copyOf(all);
  }
}
