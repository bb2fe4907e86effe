package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Place;
import io.wellkept.report.digest.Digest.Score;
import io.wellkept.report.digest.Digest.Stand;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Journey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The health score: of each touchpoint the share of the time seen in which it was in order; of all
 * of them the mean by importance, times a hundred. What was not seen counts neither way.
 */
final class Health {
  private Health() {}

  static @Nullable Double of(Collection<Watched> all, Instant from, Instant until) {
    double weights = 0;
    double sum = 0;
    for (Watched one : all) {
      Double share = one.share(from, until);
      if (share != null) {
        weights += one.weight();
        sum += one.weight() * share;
      }
    }
    return weights == 0 ? null : 100 * sum / weights;
  }

  static Score score(Collection<Watched> all, Period period, Instant before) {
    return new Score(
        of(all, period.from(), period.until()),
        of(all, before, Periods.beforeEnds(period)),
        days(all, period),
        (int) all.stream().filter(one -> share(one, period) != null).count());
  }

  /** Days of the period's zone; one of 23 or 25 hours is a day. */
  private static List<@Nullable Double> days(Collection<Watched> all, Period period) {
    List<@Nullable Double> days = new ArrayList<>();
    Instant from = period.from();
    while (from.isBefore(period.until())) {
      LocalDate day = from.atZone(period.zone()).toLocalDate();
      Instant next = day.plusDays(1).atStartOfDay(period.zone()).toInstant();
      Instant until = next.isBefore(period.until()) ? next : period.until();
      days.add(of(all, from, until));
      from = until;
    }
    return days;
  }

  private static @Nullable Double share(Watched one, Period period) {
    return one.share(period.from(), period.until());
  }

  /** Those that cost the score most first; those that were not seen last. */
  static List<Stand> stands(Collection<Watched> all, Period period) {
    return all.stream()
        .map(one ->
            new Stand(
                one.touchpoint().id(),
                one.touchpoint().name(),
                one.touchpoint().importance(),
                one.weight(),
                share(one, period),
                one.conditionAt(period.until()),
                one.maintainedAt(period.until())))
        .sorted(
            Comparator.comparingDouble(Health::cost).reversed().thenComparing(Stand::touchpoint))
        .toList();
  }

  private static double cost(Stand stand) {
    Double share = stand.share();
    return share == null ? -1 : stand.weight() * (1 - share);
  }

  /**
   * The map, stage by stage; what has no stage or no channel of the journey comes last.
   *
   * @param holes whether places without touchpoints are shown, too
   */
  static List<Place> places(
      Collection<Watched> all, Journey journey, Period period, boolean holes) {
    Map<Spot, List<Watched>> bySpot = new LinkedHashMap<>();
    for (Journey.Place stage : journey.stages()) {
      for (Journey.Place channel : journey.channels()) {
        bySpot.put(new Spot(stage.id(), channel.id()), new ArrayList<>());
      }
    }
    for (Watched one : all) {
      bySpot.computeIfAbsent(Spot.of(one), spot -> new ArrayList<>()).add(one);
    }
    return bySpot.entrySet().stream()
        .filter(entry -> holes || !entry.getValue().isEmpty())
        .map(entry -> place(entry.getKey(), entry.getValue(), journey, period))
        .toList();
  }

  /** A place by its ids; empty for none. */
  record Spot(String stage, String channel) {
    static Spot of(Watched one) {
      return new Spot(
          Objects.requireNonNullElse(one.touchpoint().stage(), ""),
          Objects.requireNonNullElse(one.touchpoint().channel(), ""));
    }

    String stageName(Journey journey) {
      return name(journey.stages(), stage);
    }

    String channelName(Journey journey) {
      return name(journey.channels(), channel);
    }

    private static String name(List<Journey.Place> places, String id) {
      return Journey.find(places, id).map(Journey.Place::name).orElse(id);
    }
  }

  private static Place place(Spot spot, List<Watched> there, Journey journey, Period period) {
    Map<Condition, Integer> counts = new EnumMap<>(Condition.class);
    Condition worst = null;
    for (Watched one : there) {
      Condition condition = one.conditionAt(period.until());
      counts.merge(condition, 1, Integer::sum);
      worst = worst == null || condition.worseThan(worst) ? condition : worst;
    }
    return new Place(
        spot.stage(),
        spot.stageName(journey),
        spot.channel(),
        spot.channelName(journey),
        counts,
        worst,
        of(there, period.from(), period.until()));
  }
}
