package io.wellkept.report.digest;

import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Standing;
import io.wellkept.report.digest.Digest.BlindSpot;
import io.wellkept.report.digest.Digest.Hole;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Watched.Sight;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a digest must not hide: what was not measured, and what nobody answers for. */
final class Unseen {
  private Unseen() {}

  /** The important first, and of those what was seen least. */
  static List<BlindSpot> blindSpots(Collection<Watched> all, Period period) {
    return all.stream()
        .filter(one -> !one.expected().within(period.from(), period.until()).isEmpty())
        .filter(one -> seenShare(one, period) < Weights.SEEN_ENOUGH)
        .sorted(
            Comparator.comparingDouble(Watched::weight)
                .reversed()
                .thenComparingDouble(one -> seenShare(one, period))
                .thenComparing(one -> one.touchpoint().id()))
        .map(one ->
            new BlindSpot(
                one.touchpoint().id(), name(one, period), seenShare(one, period), why(one, period)))
        .toList();
  }

  /** Of the check that saw least: what another one sees does not make up for it. */
  private static double seenShare(Watched one, Period period) {
    return worst(one, period)
        .map(sight -> share(sight, period))
        .orElseGet(() -> {
          double expected =
              Watched.seconds(one.expected().within(period.from(), period.until()).length());
          return Watched.seconds(one.seen().within(period.from(), period.until()).length())
              / expected;
        });
  }

  private static Optional<Sight> worst(Watched one, Period period) {
    return one.sights().stream().min(Comparator.comparingDouble(sight -> share(sight, period)));
  }

  private static double share(Sight sight, Period period) {
    return sight.share(period.from(), period.until());
  }

  /** Where there are several checks, with the one that is meant. */
  private static String name(Watched one, Period period) {
    String name = one.touchpoint().name();
    return one.sights().size() < 2
        ? name
        : worst(one, period).map(sight -> name + ", " + sight.check()).orElse(name);
  }

  private static String why(Watched one, Period period) {
    if (one.touchpoint().checks().isEmpty()) {
      return BlindSpot.NO_CHECK;
    }
    @Nullable String fault = worst(one, period).map(Sight::why).orElse(null);
    if (fault != null) {
      return fault;
    }
    return seenShare(one, period) == 0 ? BlindSpot.NEVER_SEEN : BlindSpot.AT_TIMES;
  }

  /**
   * @param incidents about people
   */
  static List<Hole> unowned(
      Collection<Watched> all, People people, List<Incident> incidents, Period period) {
    List<Hole> holes = new ArrayList<>();
    for (Watched one : all) {
      hole(one.touchpoint(), people, incidents, period.until())
          .map(why -> new Hole(one.touchpoint().id(), one.touchpoint().name(), why))
          .ifPresent(holes::add);
    }
    return holes;
  }

  private static Optional<String> hole(
      Touchpoint touchpoint, People people, List<Incident> incidents, Instant at) {
    Optional<Person> owner = people.person(touchpoint.owner());
    if (owner.isEmpty()) {
      return Optional.of(Hole.OWNER_UNKNOWN);
    }
    if (owner.get().hasLeft(at)) {
      return Optional.of(Hole.OWNER_LEFT);
    }
    Optional<String> reported =
        incidents.stream()
            .filter(one -> concerns(one, touchpoint, at))
            .map(one -> one.worst().headline())
            .findFirst();
    if (reported.isPresent()) {
      return reported;
    }
    boolean nobodyBehind =
        touchpoint.backups().stream()
            .noneMatch(id -> people.person(id).filter(one -> !one.hasLeft(at)).isPresent());
    return nobodyBehind ? Optional.of(Hole.NO_BACKUP) : Optional.empty();
  }

  /** Somebody said that it is not theirs, or cannot be counted on, or was asked and is silent. */
  private static boolean concerns(Incident incident, Touchpoint touchpoint, Instant at) {
    if (!openAt(incident, at)) {
      return false;
    }
    boolean disowned = incident.check().equals(Ownership.disowned(touchpoint.id()));
    boolean owners = incident.subject().equals(touchpoint.owner());
    boolean late = incident.check().equals(Ownership.CONFIRM) && !incident.hasTime(at);
    return disowned || (owners && (incident.check().equals(Ownership.PEOPLE) || late));
  }

  private static boolean openAt(Incident incident, Instant at) {
    boolean over = incident.standing() instanceof Standing.Resolved r && r.at().isBefore(at);
    return incident.openedAt().isBefore(at) && !over;
  }
}
