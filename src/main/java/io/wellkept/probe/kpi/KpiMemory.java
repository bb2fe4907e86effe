package io.wellkept.probe.kpi;

import io.wellkept.probe.Beats;
import io.wellkept.probe.flow.JsonPaths;
import io.wellkept.probe.table.Figures;
import io.wellkept.probe.table.Moments;
import io.wellkept.touchpoint.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was seen of a number: the last one, since when it stands, and the hours of weeks. */
final class KpiMemory {
  private static final int VERSION = 1;

  /** Longer than the silence that is ever compared. */
  private static final int SPARE_HOURS = 72;

  private static final Duration SHORTEST_GAP = Duration.ofHours(1);

  /** A clock that is a little ahead of ours. */
  private static final Duration AHEAD = Duration.ofMinutes(2);

  private final KpiSettings settings;
  private final ZoneId zone;
  private final String of;
  private final Duration longestGap;
  private final Hours hours;
  private @Nullable Double value;
  private @Nullable Instant at;
  private @Nullable Instant same;
  private @Nullable Instant moved;
  private @Nullable Instant none;
  private @Nullable Instant heard;
  private int heardThen;
  private @Nullable String dry;

  private KpiMemory(
      KpiSettings settings, ZoneId zone, String of, Duration longestGap, Hours hours) {
    this.settings = settings;
    this.zone = zone;
    this.of = of;
    this.longestGap = longestGap;
    this.hours = hours;
  }

  /**
   * What is remembered, if it is of the number that the settings name.
   *
   * @param every how often we look: what lies much further apart has a hole in between
   */
  static KpiMemory of(
      Memory memory, KpiSettings settings, ZoneId zone, Duration every, Instant now) {
    String of = name(settings);
    boolean flows = settings.counts().flows();
    Duration gap = settings.push() ? settings.noDataFor() : every.multipliedBy(3);
    gap = gap.compareTo(SHORTEST_GAP) > 0 ? gap : SHORTEST_GAP;
    boolean ours = memory.version() == VERSION && memory.text("of").filter(of::equals).isPresent();
    Memory known = ours ? memory : Memory.EMPTY;
    Hours hours =
        known
            .text("hours")
            .map(text -> Hours.of(flows, zone, now, text))
            .orElseGet(() -> Hours.none(flows, zone, now));
    KpiMemory all = new KpiMemory(settings, zone, of, gap, hours);
    all.value = known.text("value").map(Double::valueOf).orElse(null);
    all.at = known.instant("at").orElse(null);
    all.same = known.instant("same").orElse(null);
    all.moved = known.instant("moved").orElse(null);
    all.none = known.instant("none").orElse(null);
    all.heard = known.instant("heard").orElse(null);
    all.heardThen = known.text("heard-then").map(Integer::valueOf).orElse(0);
    all.dry = known.text("dry").orElse(null);
    return all;
  }

  /** What makes another number of it, so that what was seen before says nothing of it. */
  private static String name(KpiSettings settings) {
    StringBuilder name = new StringBuilder(settings.counts().name());
    Optional.ofNullable(settings.json()).ifPresent(json -> name.append(json.path()));
    Optional.ofNullable(settings.csv())
        .ifPresent(csv ->
            name.append(csv.column()).append(csv.take()).append(csv.source().where().hashCode()));
    Optional.ofNullable(settings.sql()).ifPresent(sql -> name.append(sql.query()));
    Optional.ofNullable(settings.prometheus()).ifPresent(query -> name.append(query.query()));
    return Integer.toHexString(name.toString().hashCode());
  }

  /** Since when calls are new; the beginning of time if there were none. */
  static Instant heard(Memory memory) {
    return memory.instant("heard").orElse(Instant.EPOCH);
  }

  Memory memory() {
    hours.keep(settings.weeks() * Hours.OF_A_WEEK + SPARE_HOURS);
    Map<String, String> all = new TreeMap<>();
    all.put("of", of);
    all.put("hours", hours.text());
    put(all, "value", value);
    put(all, "at", at);
    put(all, "same", same);
    put(all, "moved", moved);
    put(all, "none", none);
    put(all, "heard", heard);
    put(all, "heard-then", heard == null ? null : heardThen);
    put(all, "dry", dry);
    return new Memory(VERSION, all);
  }

  private static void put(Map<String, String> all, String key, @Nullable Object what) {
    if (what instanceof Instant moment) {
      all.put(key, Long.toString(moment.toEpochMilli()));
    } else if (what != null) {
      all.put(key, what.toString());
    }
  }

  Hours hours() {
    return hours;
  }

  @Nullable Double value() {
    return value;
  }

  @Nullable Instant at() {
    return at;
  }

  @Nullable Instant same() {
    return same;
  }

  /** The last moment at which something came; null while nobody knows. */
  @Nullable Instant moved() {
    return moved;
  }

  /** What was usual when it was found that nothing comes any more; null if that is not so. */
  @Nullable String dry() {
    return dry;
  }

  void dry(@Nullable String usual) {
    dry = usual;
  }

  /**
   * Since when there is no number: the last call, for whoever posts is heard all the time; else the
   * first look that found none, for before it nobody may have looked.
   */
  Instant noneSince(Instant now) {
    if (at != null && settings.push()) {
      return at;
    }
    none = none == null ? now : none;
    return none;
  }

  /** It was that. */
  void take(Instant now, double number) {
    take(now, number, false);
  }

  /**
   * @param deaf whether somebody may have said something in between that nobody heard
   */
  private void take(Instant now, double number, boolean deaf) {
    Instant before = at;
    Double last = value;
    if (before != null && !now.isAfter(before)) {
      return;
    }
    boolean gap = before == null || deaf || Duration.between(before, now).compareTo(longestGap) > 0;
    switch (settings.counts()) {
      case LEVEL -> {
        hours.stood(now, number);
        moved = number != 0 || gap ? now : moved;
      }
      // a counter tells by itself what came while nobody looked, but not in which hour
      case TOTAL -> count(before, now, last == null ? 0 : rise(last, number), gap, last == null);
      case PERIOD -> count(before, now, number, gap, gap);
    }
    same = last == null || last != number || gap ? now : same;
    value = number;
    at = now;
    none = null;
  }

  private void count(
      @Nullable Instant before, Instant now, double much, boolean gap, boolean unknown) {
    if (!gap && before != null) {
      hours.came(before, now, much);
    }
    moved = much != 0 || unknown ? now : moved;
  }

  /**
   * A counter that fell below half began anew: what it says now has come since. One that fell less
   * was put right, by an order that was cancelled for instance.
   */
  private static double rise(double last, double number) {
    if (number >= last) {
      return number - last;
    }
    return number < last / 2 ? Math.max(number, 0) : 0;
  }

  /**
   * What others called with, in the order in which it came.
   *
   * @return whether amounts are lost: as many calls are kept as are kept at all, and the last one
   *     that was heard before is no longer among them
   */
  boolean take(Beats.Calls calls) {
    List<Beats.Beat> all = calls.beats().reversed();
    Instant known = heard;
    boolean lost =
        settings.counts() == Counts.PERIOD
            && known != null
            && !all.isEmpty()
            && all.get(0).at().isAfter(known);
    boolean after = lost;
    int skip = heardThen;
    for (Beats.Beat call : all) {
      boolean then = call.at().equals(known);
      if (known != null && (call.at().isBefore(known) || then && skip-- > 0)) {
        continue;
      }
      heardThen = call.at().equals(heard) ? heardThen + 1 : 1;
      heard = call.at();
      Optional<Called> number = Called.of(call, zone);
      if (number.isPresent()) {
        Called said = number.get();
        take(said.at(), said.value(), after || deaf(calls.gaps(), said.at()));
        after = false;
      }
    }
    return lost;
  }

  private boolean deaf(List<Beats.Gap> gaps, Instant now) {
    Instant before = at;
    return before != null
        && gaps.stream().anyMatch(gap -> gap.until().isAfter(before) && gap.from().isBefore(now));
  }

  /** A number that somebody called with. */
  private record Called(Instant at, double value) {
    static Optional<Called> of(Beats.Beat call, ZoneId zone) {
      String body = call.body().strip();
      OptionalDouble plain = Figures.read(body);
      if (plain.isPresent()) {
        return Optional.of(new Called(call.at(), plain.getAsDouble()));
      }
      Optional<JsonPaths> json = JsonPaths.of(body);
      OptionalDouble value =
          json.flatMap(document -> document.at("$.value"))
              .map(Figures::read)
              .orElse(OptionalDouble.empty());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      Instant said =
          json.flatMap(document -> document.at("$.at"))
              .flatMap(text -> Moments.read(text, zone))
              .filter(moment -> !moment.isAfter(call.at().plus(AHEAD)))
              .orElse(call.at());
      return Optional.of(new Called(said, value.getAsDouble()));
    }
  }
}
