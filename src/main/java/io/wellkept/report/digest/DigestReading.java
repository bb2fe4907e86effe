package io.wellkept.report.digest;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Hours;
import io.wellkept.ledger.Ledger.Carried;
import io.wellkept.ledger.Ledger.Mean;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Said;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Tried;
import io.wellkept.report.digest.Stretches.Stretch;
import io.wellkept.report.digest.Watched.Sight;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One period as the ledger knows it, read in a few questions however large the house is; gives the
 * digest of any scope.
 */
public final class DigestReading {
  /** A check that looks seldom is seen from one look to the next. */
  private static final Duration SELDOM = Duration.ofMinutes(30);

  private static final Duration HOUR = Duration.ofHours(1);

  private final House house;
  private final Period period;
  private final Instant before;
  private final Stretches gaps;
  private final List<Incident> aboutPeople;
  private final List<Event> acts;
  private final List<Said> voices;
  private final Carried carried;
  private final Instant began;
  private final long looks;
  private final long blind;
  private final Map<String, Watched> watched = new HashMap<>();

  /**
   * What the ledger does not know.
   *
   * @param touchpoints in the hands in which they are
   * @param patience how long a notice may wait or be tried again, if nothing went wrong
   * @param blindFor how long a check may be blind before its last word counts no more
   * @param silentSince since when nobody listens, and it is not written down yet; null if somebody
   *     does
   * @param windows times of a touchpoint in which nothing counts
   * @param tried the initiatives at touchpoints, as they stand at the end of the period
   */
  public record House(
      Collection<Touchpoint> touchpoints,
      People people,
      Journey journey,
      Duration patience,
      Duration blindFor,
      @Nullable Instant silentSince,
      Function<Touchpoint, List<Pauses.Pause>> windows,
      Function<Collection<Touchpoint>, List<Tried>> tried) {}

  public DigestReading(View view, House house, Period period) {
    this.house = house;
    this.period = period;
    before = Periods.before(period);
    gaps = gaps(view);
    List<Incident> incidents = view.incidents(before, period.until());
    aboutPeople = incidents.stream().filter(Ownership::isAboutPeople).toList();
    acts = view.actsOn(before, period.until());
    voices = view.voices(period.from(), period.until());
    carried = view.carried(period.from(), period.until(), house.patience());
    List<CheckState> states = view.checks();
    began =
        states.stream().map(CheckState::born).min(Comparator.naturalOrder()).orElse(period.until());
    Map<CheckId, Hours> hours = view.hours(before, period.until());
    states.forEach(state -> add(hours, state.check(), state.tally()));
    looks = count(hours, Hours.Hour::looks);
    blind = count(hours, Hours.Hour::blind);
    watch(states, hours, incidents, view.means(Measurement.SPEND, period.from(), period.until()));
  }

  private Stretches gaps(View view) {
    List<Stretch> gaps = new ArrayList<>();
    view.gaps(before).forEach(gap -> gaps.add(new Stretch(gap.from(), gap.until())));
    Instant silent = house.silentSince();
    if (silent != null && silent.isBefore(period.until())) {
      gaps.add(new Stretch(silent, period.until()));
    }
    return Stretches.union(gaps);
  }

  private void add(Map<CheckId, Hours> hours, CheckId check, Tally now) {
    if (now.looks() > 0 && now.hour().isBefore(period.until())) {
      hours.computeIfAbsent(check, id -> new Hours()).add(now.hour(), now.looks(), now.blind());
    }
  }

  private long count(Map<CheckId, Hours> hours, Function<Hours.Hour, Integer> what) {
    long sum = 0;
    for (Hours one : hours.values()) {
      for (int i = 0; i < one.size(); i++) {
        Hours.Hour hour = one.get(i);
        boolean within =
            !hour.from().isBefore(period.from()) && hour.from().isBefore(period.until());
        sum += within ? what.apply(hour) : 0;
      }
    }
    return sum;
  }

  /** The digest of the touchpoints that belong to the scope. */
  public Digest digest(Scope scope) {
    List<Watched> mine =
        house.touchpoints().stream()
            .filter(touchpoint -> belongs(touchpoint, scope))
            .map(touchpoint -> watched.get(touchpoint.id()))
            .filter(Objects::nonNull)
            .toList();
    Set<String> ids = mine.stream().map(one -> one.touchpoint().id()).collect(Collectors.toSet());
    return new Facts(
            scope,
            period,
            before,
            house.journey(),
            house.people(),
            mine,
            acts,
            aboutPeople,
            voices.stream().filter(said -> ids.contains(said.check().touchpoint())).toList(),
            house.tried().apply(mine.stream().map(Watched::touchpoint).toList()),
            began,
            gaps,
            looks,
            blind,
            carried)
        .digest();
  }

  private boolean belongs(Touchpoint touchpoint, Scope scope) {
    return switch (scope.whose()) {
      case COMPANY -> true;
      case OWNER -> touchpoint.owner().equals(scope.id());
      case TEAM ->
          house
              .people()
              .team(scope.id())
              .filter(team -> team.members().contains(touchpoint.owner()))
              .isPresent();
    };
  }

  private void watch(
      List<CheckState> all, Map<CheckId, Hours> hours, List<Incident> incidents, List<Mean> means) {
    Map<CheckId, CheckState> states =
        all.stream().collect(Collectors.toMap(CheckState::check, Function.identity()));
    Map<String, List<Incident>> byTouchpoint =
        incidents.stream().collect(Collectors.groupingBy(one -> one.check().touchpoint()));
    Map<String, Map<String, Double>> spend = spend(means);
    for (Touchpoint touchpoint : house.touchpoints()) {
      List<Incident> wrong = byTouchpoint.getOrDefault(touchpoint.id(), List.of());
      Stretches windows = windows(touchpoint);
      Stretches expected = expected(touchpoint, states).minus(gaps).minus(windows);
      if (!isLive(touchpoint)) {
        continue;
      }
      Stretches seen = seen(touchpoint, hours, wrong).and(expected);
      watched.put(
          touchpoint.id(),
          new Watched(
              touchpoint,
              expected,
              seen,
              windows,
              wrong.stream().map(Trouble::of).flatMap(Optional::stream).toList(),
              spend.getOrDefault(touchpoint.id(), Map.of()),
              sights(touchpoint, states, hours, expected),
              house.blindFor()));
    }
  }

  /** Whether customers could meet it within the period. */
  private boolean isLive(Touchpoint touchpoint) {
    Instant first = touchpoint.live().from();
    Instant last = touchpoint.live().until();
    return (first == null || first.isBefore(period.until()))
        && (last == null || last.isAfter(period.from()));
  }

  private Stretches windows(Touchpoint touchpoint) {
    return Stretches.union(
        house.windows().apply(touchpoint).stream()
            .filter(one -> one.from().isBefore(one.until()))
            .map(one -> new Stretch(one.from(), one.until()))
            .toList());
  }

  /** While it is live, from when it is known. */
  private Stretches expected(Touchpoint touchpoint, Map<CheckId, CheckState> states) {
    Instant from = touchpoint.live().from();
    Instant until = touchpoint.live().until();
    Instant born =
        touchpoint.checks().stream()
            .map(check -> states.get(check.id()))
            .filter(Objects::nonNull)
            .map(CheckState::born)
            .min(Comparator.naturalOrder())
            .orElse(before);
    Instant first = from == null || from.isBefore(born) ? born : from;
    Instant last = until == null || until.isAfter(period.until()) ? period.until() : until;
    return Stretches.of(first, last).within(before, period.until());
  }

  private Stretches seen(
      Touchpoint touchpoint, Map<CheckId, Hours> hours, List<Incident> incidents) {
    List<Stretch> seen = new ArrayList<>();
    for (Check check : touchpoint.checks()) {
      Hours looked = hours.get(check.id());
      if (looked != null) {
        seen(looked, check.schedule().every(), seen);
      }
    }
    // what people reported stands until somebody says that it is settled: no machine looks
    incidents.stream()
        .filter(Incidents::isReported)
        .map(Trouble::of)
        .flatMap(Optional::stream)
        .forEach(one -> seen.addAll(one.stretches(before, period.until()).all()));
    return Stretches.union(seen);
  }

  /** What was seen stands until the next look is due, or until a look is blind. */
  static void seen(Hours looked, Duration every, List<Stretch> into) {
    long more = every.compareTo(SELDOM) < 0 ? 0 : (every.toMillis() - 1) / HOUR.toMillis() + 1;
    for (int i = 0; i < looked.size(); i++) {
      Hours.Hour hour = looked.get(i);
      if (hour.sees()) {
        Instant until = hour.from().plus(HOUR.multipliedBy(1 + more));
        boolean next = i + 1 < looked.size() && looked.get(i + 1).from().isBefore(until);
        into.add(new Stretch(hour.from(), next ? looked.get(i + 1).from() : until));
      }
    }
  }

  private static List<Sight> sights(
      Touchpoint touchpoint,
      Map<CheckId, CheckState> states,
      Map<CheckId, Hours> hours,
      Stretches expected) {
    List<Sight> sights = new ArrayList<>();
    for (Check check : touchpoint.checks()) {
      CheckState state = states.get(check.id());
      List<Stretch> seen = new ArrayList<>();
      seen(hours.getOrDefault(check.id(), new Hours()), check.schedule().every(), seen);
      Stretches should = state == null ? expected : expected.within(state.born(), Instant.MAX);
      sights.add(
          new Sight(check.id().check(), should, Stretches.union(seen).and(should), why(state)));
    }
    return sights;
  }

  private static @Nullable String why(@Nullable CheckState state) {
    Fault fault = state == null || state.blindSince() == null ? null : state.fault();
    return fault == null ? null : fault.words();
  }

  private static Map<String, Map<String, Double>> spend(List<Mean> means) {
    Map<String, Map<String, Double>> spend = new HashMap<>();
    for (Mean mean : means) {
      spend
          .computeIfAbsent(mean.check().touchpoint(), id -> new HashMap<>())
          .merge(mean.name().toUpperCase(Locale.ROOT), mean.value(), Double::sum);
    }
    return spend;
  }

  /** Everybody who owns something, in the order of the files. */
  public List<Scope> owners() {
    Set<String> owners = new HashSet<>();
    house.touchpoints().forEach(touchpoint -> owners.add(touchpoint.owner()));
    return house.people().persons().values().stream()
        .filter(person -> owners.contains(person.id()))
        .map(person -> new Scope(Digest.Whose.OWNER, person.id(), person.name()))
        .toList();
  }
}
