package io.wellkept.report;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The present picture of every touchpoint, kept in memory so that neither a scrape nor a page reads
 * the whole ledger. It is rebuilt when the plan changes and told of every commit, by this process
 * at once and by others soon after; what is told late or out of order never brings a resolved
 * incident back. Safe to use from many threads.
 */
public final class Board {
  private static final int RESOLVED_REMEMBERED = 10_000;

  private final Map<CheckId, CheckState> states = new ConcurrentHashMap<>();
  private final Map<String, Incident> open = new ConcurrentHashMap<>();
  private final Set<String> resolved =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > RESOLVED_REMEMBERED;
                }
              }));
  private volatile Set<String> maintained = Set.of();
  private volatile Scope scope = new Scope(Map.of(), Duration.ZERO);

  private record Scope(Map<String, Touchpoint> touchpoints, Duration blindFor) {}

  /**
   * One touchpoint now.
   *
   * @param since since when it is in this condition, as far as anybody can tell; null for healthy
   * @param checks states of those checks that have a row already
   * @param open incidents of the touchpoint, worst first
   */
  public record Row(
      Touchpoint touchpoint,
      Condition condition,
      @Nullable Instant since,
      List<CheckState> checks,
      List<Incident> open) {
    public Row {
      checks = List.copyOf(checks);
      open = List.copyOf(open);
    }
  }

  /**
   * Starts afresh from the plan in force and what the ledger holds.
   *
   * @param blindFor how long a check may be blind before its touchpoint counts as unknown
   */
  public void rebuild(
      Collection<Touchpoint> touchpoints,
      Duration blindFor,
      Collection<CheckState> checks,
      Collection<Incident> incidents) {
    Map<String, Touchpoint> byId = new LinkedHashMap<>();
    touchpoints.forEach(touchpoint -> byId.put(touchpoint.id(), touchpoint));
    Set<CheckId> kept = new HashSet<>();
    checks.forEach(state -> kept.add(state.check()));
    states.keySet().retainAll(kept);
    Set<String> stillOpen = incidents.stream().map(Incident::id).collect(Collectors.toSet());
    open.keySet().retainAll(stillOpen);
    scope = new Scope(Collections.unmodifiableMap(byId), blindFor);
    checks.forEach(this::see);
    incidents.forEach(this::see);
  }

  /** Takes note of a state that was committed; one of an earlier look changes nothing. */
  public void see(CheckState state) {
    states.merge(state.check(), state, (known, told) -> lookedLater(known, told) ? known : told);
  }

  private static boolean lookedLater(CheckState known, CheckState told) {
    Instant before = told.lastLook();
    Instant after = known.lastLook();
    return after != null && (before == null || after.isAfter(before));
  }

  /** Takes note of an incident that was committed. */
  public void see(Incident incident) {
    if (incident.audience() == Audience.MAINTAINED) {
      // nothing is wrong
      return;
    }
    if (incident.resolved()) {
      resolved.add(incident.id());
      open.remove(incident.id());
      return;
    }
    open.put(incident.id(), incident);
    if (resolved.contains(incident.id())) {
      open.remove(incident.id());
    }
  }

  /** Every touchpoint of the plan, in its order. */
  public List<Row> rows(Instant now) {
    Scope current = scope;
    Map<String, List<Incident>> byTouchpoint =
        open.values().stream().collect(Collectors.groupingBy(i -> i.check().touchpoint()));
    return current.touchpoints().values().stream()
        .map(t -> row(t, byTouchpoint.getOrDefault(t.id(), List.of()), now, current.blindFor()))
        .toList();
  }

  /** One touchpoint; empty if the plan does not have it. */
  public Optional<Row> row(String touchpoint, Instant now) {
    Scope current = scope;
    return Optional.ofNullable(current.touchpoints().get(touchpoint))
        .map(t -> row(t, openOf(touchpoint), now, current.blindFor()));
  }

  /** Takes note of which touchpoints are under maintenance now. */
  public void maintain(Set<String> touchpoints) {
    maintained = Set.copyOf(touchpoints);
  }

  /** Ids of the touchpoints that are under maintenance, as they were a moment ago. */
  public Set<String> maintained() {
    return maintained;
  }

  /** Everything that is open, in no order. */
  public List<Incident> open() {
    return List.copyOf(open.values());
  }

  /** How many checks have been blind for longer than they may be. */
  public long blind(Instant now) {
    Scope current = scope;
    return states.values().stream()
        .filter(state -> current.touchpoints().containsKey(state.check().touchpoint()))
        .filter(state -> Conditions.blindForLong(state, now, current.blindFor()))
        .count();
  }

  private List<Incident> openOf(String touchpoint) {
    return open.values().stream().filter(i -> i.check().touchpoint().equals(touchpoint)).toList();
  }

  private Row row(Touchpoint touchpoint, List<Incident> incidents, Instant now, Duration blindFor) {
    List<CheckState> checks =
        touchpoint.checks().stream()
            .map(check -> states.get(check.id()))
            .filter(Objects::nonNull)
            .toList();
    Condition condition = Conditions.of(checks, incidents, now, blindFor);
    List<Incident> worstFirst =
        incidents.stream()
            .sorted(
                Comparator.comparing(Incident::condition)
                    .reversed()
                    .thenComparing(Comparator.comparing(Incident::severity).reversed())
                    .thenComparing(Incident::since))
            .toList();
    return new Row(touchpoint, condition, since(condition, worstFirst, checks), checks, worstFirst);
  }

  private static @Nullable Instant since(
      Condition condition, List<Incident> incidents, List<CheckState> checks) {
    Stream<@Nullable Instant> moments =
        incidents.isEmpty()
            ? checks.stream().map(Board::unknownSince)
            : incidents.stream().filter(i -> i.condition() == condition).map(Incident::since);
    return condition == Condition.HEALTHY
        ? null
        : moments.filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
  }

  private static @Nullable Instant unknownSince(CheckState state) {
    return state.lastSeen() == null ? state.born() : state.blindSince();
  }
}
