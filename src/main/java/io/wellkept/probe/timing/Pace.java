package io.wellkept.probe.timing;

import io.wellkept.probe.timing.Ways.Leg;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long customers took to a stage who reached it in one week.
 *
 * @param segment the sort of customers; empty for all
 * @param week the Monday on which the week begins
 * @param nineInTen the time within which nine in ten of them came
 */
public record Pace(
    int to, String segment, LocalDate week, int cases, Duration median, Duration nineInTen) {
  private record Group(int to, String segment, LocalDate week) {}

  /** By stage, segment and week; each customer counts among all and in the own segment. */
  static List<Pace> of(List<Leg> legs, ZoneId zone) {
    Map<String, List<Duration>> times = new TreeMap<>();
    Map<String, Group> groups = new TreeMap<>();
    for (Leg leg : legs) {
      LocalDate week =
          leg.at()
              .atZone(zone)
              .toLocalDate()
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      List<String> segments = leg.segment().isEmpty() ? List.of("") : List.of("", leg.segment());
      for (String segment : segments) {
        Group group = new Group(leg.to(), segment, week);
        String key = "%03d %s %s".formatted(leg.to(), week, segment);
        groups.put(key, group);
        times.computeIfAbsent(key, none -> new ArrayList<>()).add(leg.took());
      }
    }
    List<Pace> paces = new ArrayList<>();
    groups.forEach((key, group) -> paces.add(of(group, times.getOrDefault(key, List.of()))));
    return paces;
  }

  private static Pace of(Group group, List<Duration> took) {
    List<Duration> sorted = took.stream().sorted().toList();
    return new Pace(
        group.to, group.segment, group.week, sorted.size(), share(sorted, 0.5), share(sorted, 0.9));
  }

  /**
   * The time within which that share of them came: the smallest that so many did not exceed. Of an
   * even number the median lies between the two in the middle.
   */
  private static Duration share(List<Duration> sorted, double share) {
    int size = sorted.size();
    int at = (int) Math.ceil(share * size) - 1;
    if (share == 0.5 && size % 2 == 0) {
      return sorted.get(size / 2 - 1).plus(sorted.get(size / 2)).dividedBy(2);
    }
    return sorted.get(Math.max(at, 0));
  }

  /** The number that the week has in its year. */
  int weekNumber() {
    return week.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }
}
