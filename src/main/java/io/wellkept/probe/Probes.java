package io.wellkept.probe;

import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Kind;
import java.util.List;
import java.util.Optional;

/** The kinds of checks that there are, each with what looks. */
public record Probes(List<Probe<?, ?>> probes) {
  public Probes {
    probes = List.copyOf(probes);
    long names = probes.stream().map(probe -> probe.kind().name()).distinct().count();
    if (names != probes.size()) {
      throw new IllegalArgumentException("two probes have the same name");
    }
  }

  public List<Kind> kinds() {
    return probes.stream().<Kind>map(Probe::kind).toList();
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
