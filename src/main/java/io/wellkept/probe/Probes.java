package io.wellkept.probe;

import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Kind;
import java.util.List;
import java.util.Optional;

/** All kinds of checks that there are. A new one is a line in {@link #all}. */
public record Probes(List<Probe<?, ?>> probes) {
  public Probes {
    probes = List.copyOf(probes);
    long names = probes.stream().map(probe -> probe.kind().name()).distinct().count();
    if (names != probes.size()) {
      throw new IllegalArgumentException("two probes have the same name");
    }
  }

  public static Probes all(Http http, Beats beats) {
    return new Probes(List.of(new PageProbe(http), new HeartbeatProbe(beats), new FreshnessProbe(http)));
  }

  /** The same kinds, for whoever must know them without looking. */
  public static List<Kind> kinds() {
    return List.of(PageProbe.KIND, HeartbeatProbe.KIND, FreshnessProbe.KIND);
  }

  public Optional<Probe<?, ?>> of(Check check) {
    return of(check.kind().name());
  }

  public Optional<Probe<?, ?>> of(String kind) {
    for (Probe<?, ?> probe : probes) {
      if (probe.kind().name().equals(kind)) {
        return Optional.of(probe);
      }
    }
    return Optional.empty();
  }
}
