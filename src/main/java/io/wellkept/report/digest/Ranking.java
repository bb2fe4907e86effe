package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Act;
import io.wellkept.report.digest.Digest.Better;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Worst;
import io.wellkept.report.digest.Health.Spot;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader sees first: what was worst, where work pays most, and what got better. */
final class Ranking {
  private static final int MOST = 5;
  private static final int MOST_NAMED = 3;
  private static final double WEEK = Duration.ofDays(7).toMillis();

  private final Collection<Watched> all;
  private final Period period;

  Ranking(Collection<Watched> all, Period period) {
    this.all = all;
    this.period = period;
  }

  /** A touchpoint, what was wrong there, and how much that weighs. */
  private record Weighed(Watched watched, Trouble trouble, Duration lasted) {
    double weight() {
      return watched.weight() * trouble.lost() * Watched.seconds(lasted);
    }
  }

  private static final Comparator<Weighed> HEAVIEST =
      Comparator.comparingDouble(Weighed::weight)
          .reversed()
          .thenComparing(one -> one.trouble().incident().id());

  /** Importance times condition times time within the period; each touchpoint once. */
  List<Worst> worst(People people, Map<String, String> takers) {
    return all.stream()
        .flatMap(watched ->
            watched.troubles().stream()
                .map(trouble -> new Weighed(watched, trouble, lasted(watched, trouble)))
                .filter(one -> one.weight() > 0)
                .min(HEAVIEST)
                .stream())
        .sorted(HEAVIEST)
        .limit(MOST)
        .map(one -> worst(one, people, takers))
        .toList();
  }

  private Duration lasted(Watched watched, Trouble trouble) {
    return trouble.lasted(period.from(), period.until(), watched.excused());
  }

  private Worst worst(Weighed one, People people, Map<String, String> takers) {
    Touchpoint touchpoint = one.watched().touchpoint();
    Trouble trouble = one.trouble();
    @Nullable String taker = takers.get(trouble.incident().id());
    return new Worst(
        touchpoint.id(),
        touchpoint.name(),
        people.nameOf(touchpoint.owner()),
        touchpoint.importance(),
        trouble.condition(),
        trouble.incident().worst().headline(),
        trouble.incident().id(),
        trouble.from(),
        one.lasted(),
        trouble.openAt(period.until()),
        taker == null ? null : people.nameOf(taker));
  }

  /** What was mended within the period, at touchpoints where nothing else is wrong. */
  List<Better> better(People people) {
    return all.stream()
        .filter(watched -> watched.troubles().stream().noneMatch(t -> t.openAt(period.until())))
        .flatMap(watched ->
            watched.troubles().stream()
                .filter(Trouble::mended)
                .filter(trouble -> !trouble.until().isBefore(period.from()))
                .filter(trouble -> trouble.until().isBefore(period.until()))
                .map(trouble -> new Weighed(watched, trouble, whole(watched, trouble)))
                .filter(one -> one.weight() > 0)
                .min(HEAVIEST)
                .stream())
        .sorted(HEAVIEST)
        .limit(MOST)
        .map(one -> better(one, people))
        .toList();
  }

  private static Duration whole(Watched watched, Trouble trouble) {
    return trouble.lasted(trouble.from(), trouble.until(), watched.excused());
  }

  private static Better better(Weighed one, People people) {
    Touchpoint touchpoint = one.watched().touchpoint();
    return new Better(
        touchpoint.id(),
        touchpoint.name(),
        people.nameOf(touchpoint.owner()),
        one.trouble().incident().worst().headline(),
        one.lasted(),
        one.trouble().until());
  }

  /** Importance times lost time times spend, summed up by place; what is over comes last. */
  List<Act> next(Journey journey, People people) {
    Map<Spot, List<Watched>> bySpot =
        all.stream()
            .collect(Collectors.groupingBy(Spot::of, LinkedHashMap::new, Collectors.toList()));
    Map<String, Double> spend = spend(all);
    return bySpot.entrySet().stream()
        .map(entry -> act(entry.getKey(), entry.getValue(), spend, journey, people))
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparing((Act act) -> act.still() == 0)
                .thenComparing(Comparator.comparingDouble(Act::weight).reversed()))
        .limit(MOST)
        .toList();
  }

  private Optional<Act> act(
      Spot spot, List<Watched> there, Map<String, Double> spend, Journey journey, People people) {
    List<Watched> wrong =
        there.stream()
            .filter(one -> lost(one) > 0)
            .sorted(
                Comparator.comparing(this::isWrongStill)
                    .thenComparingDouble(this::lost)
                    .reversed()
                    .thenComparing(one -> one.touchpoint().id()))
            .toList();
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> here = spend(there);
    @Nullable String currency = here.size() == 1 ? here.keySet().iterator().next() : null;
    double part =
        here.entrySet().stream()
            .mapToDouble(one -> one.getValue() / spend.getOrDefault(one.getKey(), 1.0))
            .max()
            .orElse(0);
    double lost = wrong.stream().mapToDouble(this::lost).sum();
    List<Touchpoint> named = wrong.stream().limit(MOST_NAMED).map(Watched::touchpoint).toList();
    int still = (int) wrong.stream().filter(this::isWrongStill).count();
    return Optional.of(
        new Act(
            spot.stage(),
            spot.stageName(journey),
            spot.channel(),
            spot.channelName(journey),
            lost * Weights.ofSpend(part),
            lost,
            named.stream().map(Touchpoint::name).toList(),
            // what is over has nobody who would have to mend it
            named.stream()
                .limit(still > 0 ? still : MOST_NAMED)
                .map(one -> people.nameOf(one.owner()))
                .distinct()
                .toList(),
            wrong.size(),
            still,
            currency == null ? null : here.get(currency),
            currency));
  }

  private boolean isWrongStill(Watched one) {
    return one.conditionAt(period.until()).worseThan(Condition.UNKNOWN);
  }

  /** Importance times the share of the time seen that was lost. */
  private double lost(Watched one) {
    Double share = one.share(period.from(), period.until());
    return share == null ? 0 : one.weight() * (1 - share);
  }

  /** By currency, within the period: what is counted in different money is not added up. */
  private Map<String, Double> spend(Collection<Watched> some) {
    Map<String, Double> spend = new TreeMap<>();
    for (Watched one : some) {
      one.spend()
          .forEach((currency, weekly) -> {
            if (weekly > 0) {
              spend.merge(currency, weekly * weeks(period.from(), period.until()), Double::sum);
            }
          });
    }
    return spend;
  }

  static double weeks(Instant from, Instant until) {
    return Duration.between(from, until).toMillis() / WEEK;
  }
}
