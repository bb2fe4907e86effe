package io.wellkept.report.digest;

import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Hours;
import io.wellkept.report.digest.Stretches.Stretch;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of the time in which a touchpoint was seen it was in order: what is seen, wrong and
 * excused is what it is in a digest, but of what is wrong no part is in order.
 */
public final class SeenShare {
  private final Stretches seen;
  private final Stretches wrong;

  private SeenShare(Stretches seen, Stretches wrong) {
    this.seen = seen;
    this.wrong = wrong;
  }

  /**
   * @param tallies of each check, oldest first
   * @param incidents of the touchpoint, of any sort
   * @param gaps when nobody listened
   * @param windows of maintenance, in which nothing counts
   */
  public static SeenShare of(
      Touchpoint touchpoint,
      Map<CheckId, List<Tally>> tallies,
      Collection<Incident> incidents,
      Pauses gaps,
      Collection<Pause> windows) {
    List<Stretch> seen = new ArrayList<>();
    for (Check check : touchpoint.checks()) {
      Hours hours = new Hours();
      tallies.getOrDefault(check.id(), List.of()).stream()
          .filter(one -> one.looks() > 0)
          .forEach(one -> hours.add(one.hour(), one.looks(), one.blind()));
      DigestReading.seen(hours, check.schedule().every(), seen);
    }
    List<Trouble> troubles = incidents.stream().map(Trouble::of).flatMap(Optional::stream).toList();
    troubles.stream()
        .filter(one -> Incidents.isReported(one.incident()))
        .forEach(one -> seen.add(new Stretch(one.from(), one.until())));
    return new SeenShare(
        Stretches.union(seen).minus(union(gaps.pauses())).minus(union(windows)),
        Stretches.union(
            troubles.stream().map(one -> new Stretch(one.from(), one.until())).toList()));
  }

  private static Stretches union(Collection<Pause> pauses) {
    return Stretches.union(
        pauses.stream().map(one -> new Stretch(one.from(), one.until())).toList());
  }

  /** From 0 to 1; empty if it was not seen within that time. */
  public OptionalDouble within(Instant from, Instant until) {
    Stretches counted = seen.within(from, until);
    Duration whole = counted.length();
    return whole.isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) counted.minus(wrong).length().toMillis() / whole.toMillis());
  }
}
