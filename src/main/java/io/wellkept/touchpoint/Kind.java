package io.wellkept.touchpoint;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the plan must know of one kind of check: its name in the YAML and the record that holds its
 * settings. A component of that record that may be left out is {@code @Nullable}; its compact
 * constructor fills in the default and refuses what makes no sense with an {@link
 * IllegalArgumentException}.
 *
 * @param schedule when such a check looks if the YAML says nothing
 * @param threshold findings with less confidence (0 to 1) open no incident
 * @param needsAddress whether the touchpoint must have an address
 * @param afterLive whether it goes on looking after the touchpoint's last day
 * @param target the address that these settings make it look at, where they name another one than
 *     the touchpoint's
 * @param acts whether these settings make it do what must not be done twice, such as send a form:
 *     one look is enough then, and nobody looks again for another reason than the schedule
 * @param concerns ids of the other touchpoints that these settings name
 * @param needs the part of {@code config/daemon.yaml} without which it sees nothing; null if it
 *     needs none
 * @param figures names of measurements whose hourly history is kept; one that ends in {@code _}
 *     stands for all that begin with it
 */
public record Kind(
    String name,
    Class<? extends Record> settings,
    Schedule schedule,
    double threshold,
    boolean needsAddress,
    boolean afterLive,
    Function<Record, Optional<String>> target,
    Predicate<Record> acts,
    Function<Record, Set<String>> concerns,
    @Nullable String needs,
    Set<String> figures) {
  public Kind {
    figures = Set.copyOf(figures);
    Names.require("kind", name);
    if (threshold < 0 || threshold > 1) {
      throw new IllegalArgumentException("threshold " + threshold + " is not between 0 and 1");
    }
  }

  /** A kind that only looks, and at nothing but its own touchpoint. */
  public Kind(
      String name,
      Class<? extends Record> settings,
      Schedule schedule,
      double threshold,
      boolean needsAddress,
      boolean afterLive,
      Function<Record, Optional<String>> target) {
    this(
        name,
        settings,
        schedule,
        threshold,
        needsAddress,
        afterLive,
        target,
        each -> false,
        each -> Set.of(),
        null,
        Set.of());
  }

  /** The same, that acts where the settings say so. */
  public Kind acting(Predicate<Record> when) {
    return with(when, concerns, needs, figures);
  }

  /** The same, that names other touchpoints. */
  public Kind concerning(Function<Record, Set<String>> others) {
    return with(acts, others, needs, figures);
  }

  /** The same, that sees nothing without that part of {@code config/daemon.yaml}. */
  public Kind needing(String part) {
    return with(acts, concerns, part, figures);
  }

  /** Whether the hourly history of that measurement is kept. */
  public boolean keeps(String measurement) {
    return figures.contains(measurement)
        || figures.stream().anyMatch(one -> one.endsWith("_") && measurement.startsWith(one));
  }

  /** The same, that keeps the hourly history of these measurements. */
  public Kind keeping(String... measurements) {
    return with(acts, concerns, needs, Set.of(measurements));
  }

  private Kind with(
      Predicate<Record> doesAct,
      Function<Record, Set<String>> others,
      @Nullable String part,
      Set<String> kept) {
    return new Kind(
        name,
        settings,
        schedule,
        threshold,
        needsAddress,
        afterLive,
        target,
        doesAct,
        others,
        part,
        kept);
  }
}
