package io.wellkept.report;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The map of the present: stage by stage in the customer's order and channel by channel, also where
 * nothing is. Pure.
 *
 * @param elsewhere touchpoints that lack a stage or a channel
 * @param bridges the ways that are looked at, worst first
 * @param legs how long customers take from stage to stage, as far as something measures it, worst
 *     first
 */
public record JourneyMap(
    List<Stage> stages, List<Kept> elsewhere, List<Bridge> bridges, List<Leg> legs) {
  /** Kinds of checks whose results have a place of their own on the map. */
  private static final String PATH = "path";

  private static final String TIMING = "timing";

  /** Stands for all stages, or all channels, where none has a name. */
  private static final Journey.Place EVERYTHING = new Journey.Place("all", "");

  /**
   * @param place null where the journey has no stages, so that all touchpoints share one
   */
  public record Stage(Journey.@Nullable Place place, List<Cell> cells) {
    public Stage {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One stage by one channel.
   *
   * @param place null where the journey has no channels
   * @param found what was asked for, in the order in which it was found
   * @param all how many there are, asked for or not
   */
  public record Cell(Journey.@Nullable Place place, List<Kept> found, int all) {
    public Cell {
      found = List.copyOf(found);
    }
  }

  /**
   * A way from one touchpoint to the next that a check looks at.
   *
   * @param headline what is wrong with it; null if nothing
   */
  public record Bridge(
      Touchpoint from,
      Touchpoint to,
      CheckId check,
      Condition condition,
      @Nullable String headline) {}

  /**
   * The way from one stage to the next, by ids; neither need be a stage of the map.
   *
   * @param check who measures it
   * @param intended null if nobody said
   * @param median null if too few customers came lately
   * @param cases of the week that the median is of
   */
  public record Leg(
      CheckId check,
      String from,
      String to,
      @Nullable Duration intended,
      @Nullable Duration median,
      @Nullable Duration nineInTen,
      @Nullable Integer cases,
      Condition condition) {}

  public JourneyMap {
    stages = List.copyOf(stages);
    elsewhere = List.copyOf(elsewhere);
    bridges = List.copyOf(bridges);
    legs = List.copyOf(legs);
  }

  /**
   * Draws it.
   *
   * @param all every touchpoint
   * @param found those that are asked for, in the order in which a cell is to show them
   * @param blindFor how long a check may be blind before its last word counts no more
   */
  public static JourneyMap of(
      Journey journey, List<Kept> all, List<Kept> found, Duration blindFor, Instant now) {
    Map<String, Long> numbers =
        all.stream().collect(Collectors.groupingBy(k -> spot(k, journey), Collectors.counting()));
    Map<String, List<Kept>> bySpot =
        found.stream().collect(Collectors.groupingBy(k -> spot(k, journey)));
    List<Stage> stages = new ArrayList<>();
    if (!journey.stages().isEmpty() || !journey.channels().isEmpty()) {
      for (Journey.Place stage : orOne(journey.stages())) {
        List<Cell> cells = new ArrayList<>();
        for (Journey.Place channel : orOne(journey.channels())) {
          String spot = spot(id(stage), id(channel));
          int number = numbers.getOrDefault(spot, 0L).intValue();
          cells.add(new Cell(place(channel), bySpot.getOrDefault(spot, List.of()), number));
        }
        stages.add(new Stage(place(stage), cells));
      }
    }
    Set<String> shown =
        found.stream().map(kept -> kept.touchpoint().id()).collect(Collectors.toSet());
    return new JourneyMap(
        stages,
        bySpot.getOrDefault("", List.of()),
        bridges(all, shown, blindFor, now),
        all.stream()
            .flatMap(kept -> legs(kept, blindFor, now).stream())
            .sorted(Comparator.comparing(Leg::condition).reversed())
            .toList());
  }

  private static List<Journey.Place> orOne(List<Journey.Place> places) {
    return places.isEmpty() ? List.of(EVERYTHING) : places;
  }

  private static Journey.@Nullable Place place(Journey.Place place) {
    return place.equals(EVERYTHING) ? null : place;
  }

  private static String id(Journey.Place place) {
    return place.equals(EVERYTHING) ? "" : place.id();
  }

  /** Where on the map it is; empty if nowhere. */
  private static String spot(Kept kept, Journey journey) {
    String stage = among(journey.stages(), kept.touchpoint().stage());
    String channel = among(journey.channels(), kept.touchpoint().channel());
    boolean none = journey.stages().isEmpty() && journey.channels().isEmpty();
    return none || stage == null || channel == null ? "" : spot(stage, channel);
  }

  private static String spot(String stage, String channel) {
    return stage + "/" + channel;
  }

  private static @Nullable String among(List<Journey.Place> places, @Nullable String id) {
    if (places.isEmpty()) {
      return "";
    }
    return Journey.has(places, id) ? id : null;
  }

  private static List<Bridge> bridges(
      List<Kept> all, Set<String> shown, Duration blindFor, Instant now) {
    Map<String, Touchpoint> byId = new LinkedHashMap<>();
    all.forEach(kept -> byId.put(kept.touchpoint().id(), kept.touchpoint()));
    List<Bridge> bridges = new ArrayList<>();
    for (Kept kept : all) {
      Touchpoint from = kept.touchpoint();
      for (Check check : from.checks()) {
        if (check.kind().name().equals(PATH)) {
          check.kind().concerns().apply(check.settings()).stream()
              .map(byId::get)
              .filter(Objects::nonNull)
              .filter(to -> shown.contains(from.id()) || shown.contains(to.id()))
              .forEach(to -> bridges.add(bridge(kept, to, check.id(), blindFor, now)));
        }
      }
    }
    bridges.sort(Comparator.comparing(Bridge::condition).reversed());
    return bridges;
  }

  private static Bridge bridge(
      Kept kept, Touchpoint to, CheckId check, Duration blindFor, Instant now) {
    String headline =
        kept.row().open().stream()
            .filter(incident -> incident.check().equals(check))
            .findFirst()
            .map(incident -> incident.worst().headline())
            .orElse(null);
    return new Bridge(
        kept.touchpoint(), to, check, condition(kept.row(), check, blindFor, now), headline);
  }

  /** What one check alone says. */
  private static Condition condition(Board.Row row, CheckId check, Duration blindFor, Instant now) {
    List<CheckState> states =
        row.checks().stream().filter(state -> state.check().equals(check)).toList();
    List<Incident> open =
        row.open().stream().filter(incident -> incident.check().equals(check)).toList();
    return Conditions.of(states, open, now, blindFor);
  }

  private static List<Leg> legs(Kept kept, Duration blindFor, Instant now) {
    List<Leg> legs = new ArrayList<>();
    for (CheckState state : kept.row().checks()) {
      boolean times =
          kept.touchpoint()
              .check(state.check())
              .filter(check -> check.kind().name().equals(TIMING))
              .isPresent();
      List<String> stages =
          times
              ? state.memory().text("stages").map(ids -> List.of(ids.split(" "))).orElse(List.of())
              : List.of();
      Condition whole = condition(kept.row(), state.check(), blindFor, now);
      for (int to = 1; to < stages.size(); to++) {
        legs.add(leg(state, stages.get(to - 1), stages.get(to), whole));
      }
    }
    return legs;
  }

  /**
   * @param whole of the check; a leg of which it found nothing is fine though another is not
   */
  private static Leg leg(CheckState state, String from, String to, Condition whole) {
    String name = snake(from) + "_to_" + snake(to);
    boolean late =
        state.findings().stream().anyMatch(finding -> finding.key().contains("/" + to + "/"));
    return new Leg(
        state.check(),
        from,
        to,
        span(state, name + "_intended_seconds"),
        span(state, name + "_median_seconds"),
        span(state, name + "_p90_seconds"),
        value(state, name + "_cases").map(Double::intValue).orElse(null),
        late || whole == Condition.UNKNOWN ? whole : Condition.HEALTHY);
  }

  private static String snake(String stage) {
    return stage.replace('-', '_');
  }

  private static @Nullable Duration span(CheckState state, String name) {
    return value(state, name)
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1e3)))
        .orElse(null);
  }

  private static Optional<Double> value(CheckState state, String name) {
    return state.measurements().stream()
        .filter(measurement -> measurement.name().equals(name))
        .findFirst()
        .map(Measurement::value);
  }
}
