package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Clue.Stamp;
import io.wellkept.probe.freshness.Sign.Source;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weighs clues against each other. Clues of different sources that name the same day support each
 * other; the same source saying it again adds nothing, or a list of links would outvote the page.
 */
final class Verdict {
  /** A page that only says when it was changed is not older than that, and often not younger. */
  private static final double CHANGE_AS_PUBLICATION = 0.4;

  /** Local days are up to that many hours away from the day in UTC. */
  private static final int FARTHEST_HOURS = 12;

  private static final double LEAST_LOCAL = 0.3;

  private final List<Clue> clues;
  private final ZoneId zone;
  private final Map<LocalDate, Map<Source, Double>> days = new HashMap<>();
  private final Map<LocalDate, Double> local = new HashMap<>();

  private Verdict(List<Clue> clues, ZoneId zone) {
    this.clues = clues;
    this.zone = zone;
  }

  static Dated of(List<Clue> clues, ZoneId zone) {
    List<Clue> sorted = new ArrayList<>(clues);
    sorted.sort(Comparator.comparingDouble(Clue::weight).reversed());
    return new Verdict(sorted, zone).reached();
  }

  private Dated reached() {
    for (Clue clue : clues) {
      if (clue.stamp().offset() == null && clue.says() != Says.CHANGED) {
        local.merge(clue.day(), clue.weight(), Math::max);
      }
    }
    for (Clue clue : clues) {
      double weight =
          clue.says() == Says.CHANGED ? clue.weight() * CHANGE_AS_PUBLICATION : clue.weight();
      days.computeIfAbsent(dayOf(clue), d -> new EnumMap<>(Source.class))
          .merge(clue.source(), weight, Math::max);
    }
    LocalDate best = best();
    List<Sign> signs = new ArrayList<>();
    Sign published = null;
    Sign changed = null;
    for (Clue clue : clues) {
      LocalDate day = dayOf(clue);
      Sign sign =
          new Sign(
              clue.stamp().at(zone),
              day,
              clue.stamp().time() == null,
              clue.source(),
              clue.says() + " " + clue.quote(),
              clue.weight());
      signs.add(sign);
      if (day.equals(best) && (published == null)) {
        published = sign;
      }
      if (changed == null && clue.says() == Says.CHANGED) {
        changed = sign;
      }
    }
    return new Dated(published, changed, signs);
  }

  private @Nullable LocalDate best() {
    LocalDate best = null;
    double most = 0;
    for (var day : days.entrySet()) {
      double doubt = 1;
      for (double weight : day.getValue().values()) {
        doubt *= 1 - weight;
      }
      double sure = 1 - doubt;
      boolean earlier = best != null && sure == most && day.getKey().isBefore(best);
      if (sure > most || earlier) {
        most = sure;
        best = day.getKey();
      }
    }
    return best;
  }

  /** A moment in UTC belongs to the local day beside it, if the page names that day. */
  private LocalDate dayOf(Clue clue) {
    Stamp stamp = clue.stamp();
    LocalTime time = stamp.time();
    if (time == null || !ZoneOffset.UTC.equals(stamp.offset()) || named(stamp.day())) {
      return stamp.day();
    }
    if (time.getHour() < FARTHEST_HOURS && named(stamp.day().minusDays(1))) {
      return stamp.day().minusDays(1);
    }
    boolean late = time.getHour() >= 24 - FARTHEST_HOURS && named(stamp.day().plusDays(1));
    return late ? stamp.day().plusDays(1) : stamp.day();
  }

  private boolean named(LocalDate day) {
    return local.getOrDefault(day, 0.0) >= LEAST_LOCAL;
  }
}
