package io.wellkept.plan;

import io.wellkept.touchpoint.Touchpoint;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What depends on what in a plan, directly or by way of others. */
public final class Dependents {
  private final Plan plan;
  private final Map<String, Set<Touchpoint>> direct = new HashMap<>();

  private Dependents(Plan plan) {
    this.plan = plan;
  }

  public static Dependents of(Plan plan) {
    Dependents dependents = new Dependents(plan);
    for (Touchpoint touchpoint : plan.touchpoints().values()) {
      for (String on : touchpoint.dependsOn()) {
        dependents.direct.computeIfAbsent(on, id -> new LinkedHashSet<>()).add(touchpoint);
      }
    }
    return dependents;
  }

  /** Whether it is that plan's. */
  public boolean isOf(Plan other) {
    return plan == other;
  }

  /** All that cannot be healthy while the touchpoint is not, nearest first. */
  public List<Touchpoint> on(String touchpoint) {
    return reachable(touchpoint, id -> direct.getOrDefault(id, Set.of()));
  }

  /** All that the touchpoint cannot be healthy without, nearest first. */
  static List<Touchpoint> ancestors(Touchpoint touchpoint, Plan plan) {
    return reachable(
        touchpoint.id(),
        id ->
            plan.touchpoint(id).stream()
                .flatMap(of -> of.dependsOn().stream().sorted())
                .flatMap(on -> plan.touchpoint(on).stream())
                .toList());
  }

  private static List<Touchpoint> reachable(
      String start, Function<String, Collection<Touchpoint>> next) {
    Map<String, Touchpoint> found = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (Touchpoint one : next.apply(open.remove())) {
        // a ring is refused when a plan is read; one that is there all the same ends here
        if (!one.id().equals(start) && found.putIfAbsent(one.id(), one) == null) {
          open.add(one.id());
        }
      }
    }
    return List.copyOf(found.values());
  }
}
