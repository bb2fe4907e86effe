package io.wellkept.app;

import io.wellkept.plan.Catalogue;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Values for secrets that this process need not know: a command that sends nothing works also where
 * only the daemon has them. What a reference must look like is found by trying.
 */
final class StandIns implements Secrets {
  /** The first fits almost everywhere; addresses and numbers are the exceptions. */
  private static final List<String> SHAPES =
      List.of(
          "whsec_c3RhbmQtaW4tZm9yLWEtc2VjcmV0LW9mLTMyLWJ5dGU=",
          "https://stand-in.invalid/secret",
          "443");

  /** One problem may hide another of the same notifier. */
  private static final int ROUNDS = 3;

  private final Secrets real;
  private final Map<String, String> chosen = new LinkedHashMap<>();

  private StandIns(Secrets real) {
    this.real = real;
  }

  /** Secrets in which nothing is missing that the sources ask for. */
  static Secrets allowing(Secrets real, Catalogue catalogue, Sources sources) {
    StandIns standIns = new StandIns(real);
    PlanReader reader = new PlanReader(catalogue, standIns, 1);
    Set<String> problems = problems(reader, sources);
    for (int round = 0; round < ROUNDS && !problems.isEmpty(); round++) {
      for (String name : List.copyOf(standIns.chosen.keySet())) {
        problems = standIns.improve(name, problems, reader, sources);
      }
    }
    return standIns;
  }

  /** The same, where only what {@code config/} asks for may be missing. */
  static Secrets allowingInConfig(Secrets real, Catalogue catalogue, Sources sources) {
    TreeMap<String, String> config = new TreeMap<>(sources.files());
    config.keySet().removeIf(path -> !path.startsWith("config/"));
    Secrets found = allowing(real, catalogue, Sources.of(config));
    return found instanceof StandIns standIns ? standIns.closed() : found;
  }

  /** The same ones, and no more. */
  private Secrets closed() {
    Map<String, String> known = Map.copyOf(chosen);
    return new Secrets() {
      @Override
      public Optional<String> variable(String name) {
        return real.variable(name).or(() -> Optional.ofNullable(known.get("env " + name)));
      }

      @Override
      public Optional<String> file(String path) {
        return real.file(path).or(() -> Optional.ofNullable(known.get("file " + path)));
      }
    };
  }

  /** Tries the other shapes for one reference; keeps what solves a problem or shows another. */
  private Set<String> improve(String name, Set<String> before, PlanReader reader, Sources sources) {
    Set<String> best = before;
    for (String shape : SHAPES) {
      String old = String.valueOf(chosen.put(name, shape));
      Set<String> now = problems(reader, sources);
      if (now.size() < best.size() || (now.size() == best.size() && !now.equals(best))) {
        best = now;
      } else {
        chosen.put(name, old);
      }
    }
    return best;
  }

  private static Set<String> problems(PlanReader reader, Sources sources) {
    return reader.read(sources) instanceof Reading.Bad bad
        ? bad.problems().stream().map(Problem::toString).collect(Collectors.toSet())
        : Set.of();
  }

  @Override
  public Optional<String> variable(String name) {
    return real.variable(name).or(() -> Optional.of(standIn("env " + name)));
  }

  @Override
  public Optional<String> file(String path) {
    return real.file(path).or(() -> Optional.of(standIn("file " + path)));
  }

  private String standIn(String reference) {
    return chosen.computeIfAbsent(reference, absent -> SHAPES.get(0));
  }
}
