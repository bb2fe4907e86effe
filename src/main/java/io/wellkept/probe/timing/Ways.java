package io.wellkept.probe.timing;

import io.wellkept.probe.Passages.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How customers went, each by their own events. Pure. */
final class Ways {
  /** One customer's way, over stages by their numbers. */
  private record Way(List<Stop> stops, String segment) {}

  private record Stop(int stage, Instant at) {}

  /**
   * From one stage to the next.
   *
   * @param to the number of the stage that was reached
   * @param at when it was reached
   */
  record Leg(int to, Instant at, Duration took, String segment) {}

  /**
   * What became of those who came to a stage.
   *
   * @param came how many reached it
   * @param skipped how many reached a later one and never this one
   * @param back how many went back from it to an earlier one
   * @param left how many went no further for longer than anybody takes
   * @param waiting how many are under way to the next one for longer than was intended
   */
  record Fate(int came, int skipped, int back, int left, int waiting) {}

  /**
   * Those whose time is over and who have not left.
   *
   * @param due how many there are
   * @param waiting how many of them went no further
   * @param since when the first of these became late; null if there is none
   */
  record Late(int due, int waiting, @Nullable Instant since) {}

  private final List<String> stages;
  private final List<Way> ways;

  private Ways(List<String> stages, List<Way> ways) {
    this.stages = stages;
    this.ways = ways;
  }

  /** Sorts events by whose they are; those of other stages are left out. */
  static Ways of(List<String> stages, List<Passage> passages) {
    Map<String, List<Passage>> bySubject = new TreeMap<>();
    for (Passage passage : passages) {
      if (stages.contains(passage.stage())) {
        bySubject.computeIfAbsent(passage.subject(), key -> new ArrayList<>()).add(passage);
      }
    }
    List<Way> ways = new ArrayList<>();
    for (List<Passage> own : bySubject.values()) {
      List<Stop> stops =
          own.stream()
              .map(one -> new Stop(stages.indexOf(one.stage()), one.at()))
              // of the same moment, the one that comes first on the way came first
              .sorted(Comparator.comparing(Stop::at).thenComparing(Stop::stage))
              .toList();
      String segment =
          own.stream()
              .sorted(Comparator.comparing(Passage::at))
              .map(Passage::segment)
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      ways.add(new Way(stops, segment));
    }
    return new Ways(stages, ways);
  }

  int subjects() {
    return ways.size();
  }

  /** The newest moment of which anything is told; empty if nothing is. */
  Optional<Instant> newest() {
    return ways.stream()
        .flatMap(way -> way.stops.stream())
        .map(Stop::at)
        .max(Comparator.naturalOrder());
  }

  /** From the first time at a stage to the first time at the next one, if that came later. */
  List<Leg> legs() {
    List<Leg> legs = new ArrayList<>();
    for (Way way : ways) {
      for (int to = 1; to < stages.size(); to++) {
        Instant from = first(way, to - 1, Instant.MIN);
        Instant at = from == null ? null : first(way, to, from);
        if (from != null && at != null) {
          legs.add(new Leg(to, at, Duration.between(from, at), way.segment));
        }
      }
    }
    return legs;
  }

  private static @Nullable Instant first(Way way, int stage, Instant notBefore) {
    return way.stops.stream()
        .filter(stop -> stop.stage == stage && !stop.at.isBefore(notBefore))
        .map(Stop::at)
        .findFirst()
        .orElse(null);
  }

  /** Who should have left the stage of that number for the next one after such a time. */
  Late late(int stage, Duration limit, Duration leftAfter, Instant now) {
    int due = 0;
    int waiting = 0;
    Instant since = null;
    for (Way way : ways) {
      Instant here = first(way, stage, Instant.MIN);
      if (here == null || !now.isAfter(here.plus(limit)) || now.isAfter(here.plus(leftAfter))) {
        continue;
      }
      due++;
      if (way.stops.stream().allMatch(stop -> stop.stage <= stage)) {
        waiting++;
        Instant end = here.plus(limit);
        since = since == null || end.isBefore(since) ? end : since;
      }
    }
    return new Late(due, waiting, since);
  }

  /**
   * What became of those who came, or should have come, to the stage of that number.
   *
   * @param intended how long they are meant to take to the next one
   * @param leftAfter who did nothing for so long has left
   */
  Fate fate(int stage, Duration intended, Duration leftAfter, Instant now) {
    int came = 0;
    int skipped = 0;
    int back = 0;
    int left = 0;
    int waiting = 0;
    for (Way way : ways) {
      int furthest = way.stops.stream().mapToInt(Stop::stage).max().orElse(-1);
      Instant here = first(way, stage, Instant.MIN);
      if (here == null) {
        // who began later did not skip what we never saw the beginning of
        skipped += furthest > stage && way.stops.get(0).stage < stage ? 1 : 0;
        continue;
      }
      came++;
      back +=
          way.stops.stream().anyMatch(stop -> stop.stage < stage && stop.at.isAfter(here)) ? 1 : 0;
      Instant last = way.stops.get(way.stops.size() - 1).at;
      if (furthest == stage && stage < stages.size() - 1) {
        boolean gone = Duration.between(last, now).compareTo(leftAfter) > 0;
        left += gone ? 1 : 0;
        waiting += !gone && Duration.between(here, now).compareTo(intended) > 0 ? 1 : 0;
      }
    }
    return new Fate(came, skipped, back, left, waiting);
  }
}
