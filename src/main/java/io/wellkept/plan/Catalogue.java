package io.wellkept.plan;

import io.wellkept.incident.NotifierKind;
import io.wellkept.touchpoint.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of check and of notifier that can be configured, in the order of the docs.
 *
 * @param edges the kind that looks at the edges of the journey: its settings have {@code to},
 *     {@code within} and {@code by}; null if none does
 */
public record Catalogue(List<Kind> checks, List<NotifierKind> notifiers, @Nullable Kind edges) {
  public Catalogue {
    checks = List.copyOf(checks);
    notifiers = List.copyOf(notifiers);
    requireDifferent(checks.stream().map(Kind::name).toList());
    requireDifferent(notifiers.stream().map(NotifierKind::name).toList());
  }

  /** Where nobody looks at the edges of the journey. */
  public Catalogue(List<Kind> checks, List<NotifierKind> notifiers) {
    this(checks, notifiers, null);
  }

  public Optional<Kind> check(String name) {
    return checks.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  public Optional<NotifierKind> notifier(String name) {
    return notifiers.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private static void requireDifferent(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("two kinds are called " + name);
      }
    }
  }
}
