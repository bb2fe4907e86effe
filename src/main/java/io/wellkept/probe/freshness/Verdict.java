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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weighs clues against each other. Clues of different sources that name the same day support each
 * other; the same source saying it again adds nothing, or a list of links would outvote the page.
 */
final class Verdict {
  /** A page that only says when it was changed is not older than that, and often not younger. */
  private static final double CHANGE_AS_PUBLICATION = 0.35;

  /** Local days are up to that many hours away from the day in UTC. */
  private static final int FARTHEST_HOURS = 12;

  private static final double LEAST_LOCAL = 0.3;

  /**
   * The date that a page shows as its own, beside the title and without a word, outranks what only
   * machines read, if those know the day at all: editors look at the one and not at the other.
   */
  private static final double SHOWN = 0.95;

  private static final double LEAST_SHOWN = 0.45;

  /** Below it nothing is said: what is left are the dates of comments and of lists. */
  private static final double LEAST_SURE = 0.06;

  /** One field of one system fills them all: together they say little more than one alone. */
  private static final Set<Source> FOR_MACHINES =
      EnumSet.of(Source.JSON_LD, Source.META, Source.MICRODATA, Source.SCRIPT);

  /** By that the doubt shrinks when several of them agree. */
  private static final double AGREEING_MACHINES = 0.8;

  private final List<Clue> clues;
  private final ZoneId zone;
  private final Map<LocalDate, Map<Source, Double>> days = new HashMap<>();
  private final Map<LocalDate, Double> local = new HashMap<>();
  private final Set<LocalDate> confirmed = new HashSet<>();

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
      if (clue.stamp().offset() == null) {
        local.merge(clue.day(), clue.weight(), Math::max);
      }
      boolean forMachines = FOR_MACHINES.contains(clue.source());
      if (forMachines && clue.says() == Says.CHANGED && clue.weight() >= LEAST_SHOWN) {
        confirmed.add(clue.day());
      }
    }
    for (Clue clue : clues) {
      double weight = asPublication(clue);
      days.computeIfAbsent(dayOf(clue), d -> new EnumMap<>(Source.class))
          .merge(clue.source(), weight, Math::max);
    }
    LocalDate best = best();
    Sign published = best == null ? null : published(best);
    return new Dated(published, changed(published), clues.stream().map(this::sign).toList());
  }

  /** The weightiest clue that names the day speaks for it; how sure it is, all of them say. */
  private Sign published(LocalDate day) {
    double sure = sure(days.getOrDefault(day, Map.of()));
    return clues.stream()
        .filter(clue -> dayOf(clue).equals(day))
        .max(Comparator.comparingDouble(this::speaksForIt))
        .map(clue -> sign(clue.weighing(sure)))
        .orElseThrow();
  }

  private double speaksForIt(Clue clue) {
    return clue.says() == Says.CHANGED ? clue.weight() * CHANGE_AS_PUBLICATION : clue.weight();
  }

  /** What was changed before it was published says nothing. */
  private @Nullable Sign changed(@Nullable Sign published) {
    return clues.stream()
        .filter(clue -> clue.says() == Says.CHANGED)
        .map(this::sign)
        .filter(sign -> published == null || !sign.day().isBefore(published.day()))
        .max(Comparator.comparingDouble(Sign::confidence).thenComparing(Sign::at))
        .orElse(null);
  }

  private Sign sign(Clue clue) {
    return new Sign(
        clue.stamp().at(zone),
        dayOf(clue),
        clue.stamp().time() == null,
        clue.source(),
        clue.quote(),
        clue.weight());
  }

  private double asPublication(Clue clue) {
    if (clue.source() == Source.LAST_MODIFIED) {
      return 0;
    }
    if (clue.says() == Says.CHANGED) {
      return clue.weight() * CHANGE_AS_PUBLICATION;
    }
    boolean shown =
        clue.says() == Says.SOMETHING
            && (clue.source() == Source.TEXT || clue.source() == Source.TIME)
            && clue.weight() >= LEAST_SHOWN;
    return shown && confirmed.contains(clue.day()) ? SHOWN : clue.weight();
  }

  private @Nullable LocalDate best() {
    LocalDate best = null;
    double most = LEAST_SURE;
    for (var day : days.entrySet()) {
      double sure = sure(day.getValue());
      boolean earlier = best != null && sure == most && day.getKey().isBefore(best);
      if (sure > most || earlier) {
        most = sure;
        best = day.getKey();
      }
    }
    return best;
  }

  private static double sure(Map<Source, Double> sources) {
    double doubt = 1;
    double machine = 0;
    int machines = 0;
    for (var source : sources.entrySet()) {
      if (FOR_MACHINES.contains(source.getKey())) {
        machine = Math.max(machine, source.getValue());
        machines++;
      } else {
        doubt *= 1 - source.getValue();
      }
    }
    double more = machines > 1 ? AGREEING_MACHINES : 1;
    return 1 - doubt * (1 - machine) * more;
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
