package io.wellkept.report;

import io.wellkept.report.Kept.Has;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the inventory has come: what of a well-kept touchpoint how many of them have. Pure.
 *
 * @param all every touchpoint
 * @param stages in the customer's order; those without a stage last, if there are any
 * @param channels likewise
 * @param spots every stage by every channel, stage by stage
 * @param steps what to do next, the most urgent first, at most {@value #STEPS}
 */
public record Inventory(
    Line all, List<Line> stages, List<Line> channels, List<Spot> spots, List<Step> steps) {
  /** Nobody does more at once. */
  private static final int STEPS = 3;

  /** What it takes to be in good hands; a confirmation takes its time, and not all need a word. */
  private static final List<Has> BASICS = List.of(Has.OWNER, Has.BACKUP, Has.CHECK, Has.LOOK);

  /**
   * Some of the touchpoints.
   *
   * @param place their stage or channel; null for all, and for those without one
   * @param has how many have it, by what; every {@link Has} is there
   * @param basics how many have owner, backup, check, a look lately, and a place on the map
   */
  public record Line(Journey.@Nullable Place place, int total, Map<Has, Integer> has, int basics) {
    public Line {
      has = Collections.unmodifiableMap(new EnumMap<>(has));
    }

    public int number(Has one) {
      return has.getOrDefault(one, 0);
    }

    /** In percent; 100 only if all have it, and 0 only if none has. */
    public int percent(Has one) {
      return Inventory.percent(number(one), total);
    }
  }

  /** One stage by one channel. */
  public record Spot(Journey.Place stage, Journey.Place channel, int total, int basics) {}

  /** What is to be done. */
  public enum Do {
    OWNER,
    BACKUP,
    CHECK,
    LOOK,
    /** Some are not on the map. */
    PLACE,
    /** Nothing is registered in a place of the map. */
    FILL,
    CONFIRMATION
  }

  /**
   * One thing to do.
   *
   * @param number of touchpoints that need it; with {@link Do#FILL}, of places
   * @param stage where most of what matters needs it; null if that has no stage
   * @param channel of the place to fill; null else
   * @param first with which to start; null if there is none
   */
  public record Step(
      Do what,
      int number,
      Journey.@Nullable Place stage,
      Journey.@Nullable Place channel,
      @Nullable Touchpoint first) {}

  public Inventory {
    stages = List.copyOf(stages);
    channels = List.copyOf(channels);
    spots = List.copyOf(spots);
    steps = List.copyOf(steps);
  }

  public static Inventory of(Journey journey, List<Kept> all) {
    List<Spot> spots = new ArrayList<>();
    for (Journey.Place stage : journey.stages()) {
      for (Journey.Place channel : journey.channels()) {
        List<Kept> here =
            all.stream()
                .filter(kept -> stage.id().equals(kept.touchpoint().stage()))
                .filter(kept -> channel.id().equals(kept.touchpoint().channel()))
                .toList();
        spots.add(new Spot(stage, channel, here.size(), basics(here, journey)));
      }
    }
    return new Inventory(
        line(null, all, journey),
        lines(journey.stages(), all, Touchpoint::stage, journey),
        lines(journey.channels(), all, Touchpoint::channel, journey),
        spots,
        steps(journey, all, spots));
  }

  /** Rounded; never all where one lacks it, and never none where one has it. */
  static int percent(int some, int all) {
    if (some == 0 || all == 0) {
      return 0;
    }
    return some == all ? 100 : Math.clamp(Math.round(100.0 * some / all), 1, 99);
  }

  private static List<Line> lines(
      List<Journey.Place> places,
      List<Kept> all,
      Function<Touchpoint, @Nullable String> of,
      Journey journey) {
    List<Line> lines = new ArrayList<>();
    for (Journey.Place place : places) {
      lines.add(line(place, where(all, of, place.id()::equals), journey));
    }
    List<Kept> nowhere = where(all, of, id -> id == null || Journey.find(places, id).isEmpty());
    if (!nowhere.isEmpty() && !places.isEmpty()) {
      lines.add(line(null, nowhere, journey));
    }
    return lines;
  }

  private static List<Kept> where(
      List<Kept> all, Function<Touchpoint, @Nullable String> of, Predicate<@Nullable String> is) {
    return all.stream().filter(kept -> is.test(of.apply(kept.touchpoint()))).toList();
  }

  private static Line line(Journey.@Nullable Place place, List<Kept> some, Journey journey) {
    Map<Has, Integer> numbers = new EnumMap<>(Has.class);
    for (Has has : Has.values()) {
      numbers.put(has, (int) some.stream().filter(kept -> !kept.lacks(has)).count());
    }
    return new Line(place, some.size(), numbers, basics(some, journey));
  }

  private static int basics(List<Kept> some, Journey journey) {
    return (int)
        some.stream()
            .filter(kept -> BASICS.stream().noneMatch(kept::lacks))
            .filter(kept -> placed(kept, journey))
            .count();
  }

  private static boolean placed(Kept kept, Journey journey) {
    return Journey.has(journey.stages(), kept.touchpoint().stage())
        && Journey.has(journey.channels(), kept.touchpoint().channel());
  }

  private static List<Step> steps(Journey journey, List<Kept> all, List<Spot> spots) {
    return Stream.of(Do.values())
        .map(what -> step(what, journey, all, spots))
        .flatMap(Optional::stream)
        .limit(STEPS)
        .toList();
  }

  private static Optional<Step> step(Do what, Journey journey, List<Kept> all, List<Spot> spots) {
    return switch (what) {
      case OWNER -> most(what, journey, all, kept -> kept.lacks(Has.OWNER));
      case BACKUP -> most(what, journey, all, kept -> kept.lacks(Has.BACKUP));
      case CHECK -> most(what, journey, all, kept -> kept.lacks(Has.CHECK));
      case LOOK -> most(what, journey, all, kept -> kept.lacks(Has.LOOK) && !kept.lacks(Has.CHECK));
      case PLACE -> {
        List<Kept> those = all.stream().filter(kept -> !placed(kept, journey)).toList();
        yield journey.stages().isEmpty() ? Optional.empty() : step(what, null, those);
      }
      case FILL -> {
        List<Spot> empty = spots.stream().filter(spot -> spot.total() == 0).toList();
        yield empty.stream()
            .max(Comparator.comparing(spot -> neighbours(spot, spots)))
            .map(spot -> new Step(what, empty.size(), spot.stage(), spot.channel(), null));
      }
      case CONFIRMATION -> most(what, journey, all, kept -> kept.lacks(Has.CONFIRMATION));
    };
  }

  /** Where much is registered around it, an empty place is most likely forgotten. */
  private static int neighbours(Spot spot, List<Spot> spots) {
    return spots.stream()
        .filter(one -> one.stage().equals(spot.stage()) || one.channel().equals(spot.channel()))
        .mapToInt(Spot::total)
        .sum();
  }

  /** The stage in which most of what matters needs it. */
  private static Optional<Step> most(
      Do what, Journey journey, List<Kept> all, Predicate<Kept> needs) {
    Map<String, List<Kept>> byStage = new LinkedHashMap<>();
    journey.stages().forEach(stage -> byStage.put(stage.id(), new ArrayList<>()));
    for (Kept kept : all) {
      if (needs.test(kept)) {
        String stage = Objects.requireNonNullElse(kept.touchpoint().stage(), "");
        byStage.computeIfAbsent(stage, none -> new ArrayList<>()).add(kept);
      }
    }
    return byStage.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, List<Kept>>>comparingInt(
                stage -> stage.getValue().stream().mapToInt(Inventory::weight).sum()))
        .flatMap(stage ->
            step(
                what,
                Journey.find(journey.stages(), stage.getKey()).orElse(null),
                stage.getValue()));
  }

  private static Optional<Step> step(Do what, Journey.@Nullable Place stage, List<Kept> those) {
    return those.stream()
        .max(Comparator.comparing(kept -> kept.touchpoint().importance()))
        .map(first -> new Step(what, those.size(), stage, null, first.touchpoint()));
  }

  private static int weight(Kept kept) {
    return switch (kept.touchpoint().importance()) {
      case LOW -> 1;
      case NORMAL -> 2;
      case HIGH -> 4;
    };
  }
}
