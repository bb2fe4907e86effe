package io.wellkept.report;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much somebody looks after, or a team together, and how it goes. Pure. Medians are of the
 * touchpoints, whoever took or repaired them: they say how long customers wait, not who is slow.
 *
 * @param load touchpoints by importance
 * @param open incidents that stand open now and have no time left
 * @param overdue those of them whose time was over: an answer, or an attestation
 * @param passed promises that passed since the figures begin
 * @param opened incidents that opened since then
 * @param taken those of them that were taken
 * @param take median of the owner's working time until then; null if there are fewer than {@value
 *     #FEWEST}
 * @param repaired those of them that are over
 * @param repair median of the time by the clock from opened to over; null if there are fewer
 */
public record OwnersFigures(
    Map<Importance, Integer> load,
    int open,
    int overdue,
    int passed,
    int opened,
    int taken,
    @Nullable Duration take,
    int repaired,
    @Nullable Duration repair) {
  /** Of fewer cases a median says more about chance than about anybody. */
  public static final int FEWEST = 3;

  /** What tells the course of an incident. */
  public static final Set<Type> TURNS =
      Set.copyOf(EnumSet.of(Type.OPENED, Type.TAKEN, Type.PROMISE_PASSED, Type.RESOLVED));

  public OwnersFigures {
    load = Map.copyOf(load);
  }

  /**
   * The course of one incident that opened within the time.
   *
   * @param toTake working time of the owner until somebody took it; null if nobody did
   * @param toRepair time by the clock until it was over; null if it is not, or was not repaired
   * @param passed how many promises about it passed
   */
  public record Course(
      String touchpoint, @Nullable Duration toTake, @Nullable Duration toRepair, int passed) {}

  /**
   * What happened to each incident.
   *
   * @param turns of the sorts in {@link #TURNS}, oldest first
   * @param owner of a touchpoint, by its id; empty for what does not count
   */
  public static List<Course> courses(List<Event> turns, Function<String, Optional<Person>> owner) {
    Map<String, List<Event>> byIncident = new LinkedHashMap<>();
    for (Event turn : turns) {
      if (turn.incident() != null) {
        byIncident.computeIfAbsent(turn.incident(), id -> new ArrayList<>()).add(turn);
      }
    }
    return byIncident.values().stream().flatMap(all -> course(all, owner).stream()).toList();
  }

  private static Optional<Course> course(
      List<Event> turns, Function<String, Optional<Person>> owner) {
    CheckId check = turns.get(0).check();
    // what had opened before the time is of an earlier one, and questions to people are no faults
    if (turns.get(0).type() != Type.OPENED
        || check == null
        || Ownership.isReserved(check.check())) {
      return Optional.empty();
    }
    Instant opened = turns.get(0).at();
    return owner
        .apply(check.touchpoint())
        .map(person ->
            new Course(
                check.touchpoint(),
                first(turns, Type.TAKEN)
                    .map(one -> WorkingTime.between(person.neverAway(), opened, one.at()))
                    .orElse(null),
                first(turns, Type.RESOLVED)
                    .filter(Event::isRepair)
                    .map(one -> Duration.between(opened, one.at()))
                    .orElse(null),
                (int) turns.stream().filter(one -> one.type() == Type.PROMISE_PASSED).count()));
  }

  private static Optional<Event> first(List<Event> turns, Type type) {
    return turns.stream().filter(one -> one.type() == type).findFirst();
  }

  /**
   * The figures of whoever looks after these touchpoints.
   *
   * @param rows what they look after
   * @param courses also of other touchpoints; those are passed over
   */
  public static OwnersFigures of(
      Collection<Board.Row> rows, Collection<Course> courses, Instant now) {
    Map<Importance, Integer> load = new EnumMap<>(Importance.class);
    rows.forEach(row -> load.merge(row.touchpoint().importance(), 1, Integer::sum));
    List<Incident> open =
        rows.stream()
            .flatMap(row -> row.open().stream())
            .filter(one -> one.audience() == Audience.OWNERS && !one.hasTime(now))
            .toList();
    Set<String> theirs =
        rows.stream().map(Board.Row::touchpoint).map(Touchpoint::id).collect(Collectors.toSet());
    List<Course> own = courses.stream().filter(c -> theirs.contains(c.touchpoint())).toList();
    List<Duration> take = own.stream().map(Course::toTake).filter(Objects::nonNull).toList();
    List<Duration> repair = own.stream().map(Course::toRepair).filter(Objects::nonNull).toList();
    return new OwnersFigures(
        load,
        open.size(),
        (int) open.stream().filter(one -> one.lateFrom().isPresent()).count(),
        own.stream().mapToInt(Course::passed).sum(),
        own.size(),
        take.size(),
        take.size() < FEWEST ? null : Median.of(take),
        repair.size(),
        repair.size() < FEWEST ? null : Median.of(repair));
  }

  /** How many touchpoints there are. */
  public int touchpoints() {
    return load.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What is late: promises that passed, and what is overdue now. */
  public int late() {
    return passed + overdue;
  }
}
