package io.wellkept.report.digest;

import io.wellkept.incident.Event;
import io.wellkept.report.digest.Digest.Broken;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Promises;
import io.wellkept.touchpoint.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What became of promises, from the takings that history tells.
 *
 * @param takers who has taken what, or had when it was resolved, by incident
 */
record Promised(Promises promises, Map<String, String> takers) {
  /**
   * @param acts takings, their ends and resolutions until the end of the period, oldest first
   */
  static Promised of(Collection<Watched> all, List<Event> acts, People people, Period period) {
    Map<String, Trouble> troubles =
        all.stream()
            .flatMap(watched -> watched.troubles().stream())
            .collect(Collectors.toMap(one -> one.incident().id(), one -> one));
    Walk walk = new Walk(troubles, people, period);
    acts.stream()
        .filter(act -> troubles.containsKey(Objects.requireNonNullElse(act.incident(), "")))
        .forEach(walk::take);
    return new Promised(
        new Promises(walk.kept, walk.broken.size(), walk.standing.size(), walk.broken),
        Map.copyOf(walk.takers));
  }

  /** History, one act after the other. */
  private static final class Walk {
    private final Map<String, Trouble> troubles;
    private final People people;
    private final Period period;
    private final Map<String, String> standing = new HashMap<>();
    private final Map<String, String> takers = new HashMap<>();
    private final List<Broken> broken = new ArrayList<>();
    private int kept;

    Walk(Map<String, Trouble> troubles, People people, Period period) {
      this.troubles = troubles;
      this.people = people;
      this.period = period;
    }

    void take(Event act) {
      String incident = Objects.requireNonNull(act.incident());
      switch (act.type()) {
        case TAKEN -> {
          String person = Objects.requireNonNullElse(act.person(), "");
          standing.put(incident, person);
          takers.put(incident, person);
        }
        case UNTAKEN -> {
          standing.remove(incident);
          takers.remove(incident);
        }
        case PROMISE_PASSED -> pass(act, incident);
        case RESOLVED -> {
          if (standing.remove(incident) != null && act.isRepair() && counts(act.at())) {
            kept++;
          }
        }
        default -> {}
      }
    }

    private void pass(Event act, String incident) {
      standing.remove(incident);
      takers.remove(incident);
      if (counts(act.at())) {
        String person = Objects.requireNonNullElse(act.person(), "");
        String headline =
            Objects.requireNonNull(troubles.get(incident)).incident().worst().headline();
        broken.add(new Broken(person, people.nameOf(person), headline, act.at()));
      }
    }

    private boolean counts(Instant at) {
      return !at.isBefore(period.from()) && at.isBefore(period.until());
    }
  }
}
