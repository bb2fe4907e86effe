package io.wellkept.plan;

import io.wellkept.incident.Ancestor;
import io.wellkept.incident.Audience;
import io.wellkept.incident.Escalation;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Known;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Policies;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Roster;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Window;
import io.wellkept.incident.Window.Scope;
import io.wellkept.incident.Windows;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything configured, as one immutable value. A reload swaps it whole.
 *
 * @param windows when what is under maintenance; in the effective plan with what people made
 */
public record Plan(
    Daemon daemon,
    People people,
    Policies policies,
    Journey journey,
    Map<String, Touchpoint> touchpoints,
    List<HolidayFeed> feeds,
    Windows windows) {
  /** Enough to know whether it is bad, and when it recovered last. */
  private static final int INCIDENTS_OF_AN_ANCESTOR = 50;

  public Plan {
    touchpoints = Collections.unmodifiableMap(new LinkedHashMap<>(touchpoints));
    feeds = List.copyOf(feeds);
  }

  public static Plan of(
      Daemon daemon,
      People people,
      Policies policies,
      Journey journey,
      Collection<Touchpoint> touchpoints) {
    Map<String, Touchpoint> byId = new LinkedHashMap<>();
    touchpoints.forEach(touchpoint -> byId.put(touchpoint.id(), touchpoint));
    return new Plan(daemon, people, policies, journey, byId, List.of(), Windows.NONE);
  }

  /** The same with calendars of holidays that are fetched. */
  Plan with(List<HolidayFeed> calendars) {
    return new Plan(daemon, people, policies, journey, touchpoints, calendars, windows);
  }

  /** The same with other people. */
  Plan with(People others) {
    return new Plan(daemon, others, policies, journey, touchpoints, feeds, windows);
  }

  /** The same with these touchpoints. */
  public Plan with(Map<String, Touchpoint> others) {
    return new Plan(daemon, people, policies, journey, others, feeds, windows);
  }

  /** The same with these windows of maintenance. */
  Plan with(Windows others) {
    return new Plan(daemon, people, policies, journey, touchpoints, feeds, others);
  }

  public Optional<Touchpoint> touchpoint(String id) {
    return Optional.ofNullable(touchpoints.get(id));
  }

  /** In which zone its owner lives; UTC if the plan no longer knows that person. */
  public ZoneId zoneOf(Touchpoint touchpoint) {
    return people.person(touchpoint.owner()).map(Person::zone).orElse(ZoneOffset.UTC);
  }

  public Optional<Check> check(CheckId id) {
    return touchpoint(id.touchpoint()).flatMap(touchpoint -> touchpoint.check(id));
  }

  /** What a check is called today that may go by an earlier id of its touchpoint. */
  public Optional<CheckId> nowCalled(CheckId id) {
    Optional<Touchpoint> named =
        touchpoint(id.touchpoint())
            .or(() ->
                touchpoints.values().stream()
                    .filter(touchpoint -> touchpoint.was().contains(id.touchpoint()))
                    .findFirst());
    return named
        .flatMap(touchpoint -> touchpoint.check(new CheckId(touchpoint.id(), id.check())))
        .map(Check::id);
  }

  /**
   * Whether a check may be looked at sooner than its schedule says, for whatever reason but a
   * person's explicit wish. One that acts may not.
   */
  public boolean mayLookSooner(CheckId id) {
    return check(id).filter(Check::acts).isEmpty();
  }

  public Policy policyFor(Touchpoint touchpoint, Severity severity) {
    return policies.choose(touchpoint.importance(), severity);
  }

  /**
   * The ladder whose rules hold for the incident. Nobody but the operators answers for a touchpoint
   * that has left the plan, so theirs holds then.
   */
  public Policy policyFor(Incident incident) {
    return switch (incident.audience()) {
      case OPERATORS -> policies.operators();
      case OWNERS ->
          touchpoint(incident.check().touchpoint())
              .map(touchpoint -> policyFor(touchpoint, incident.severity()))
              .orElse(policies.operators());
      case PERSON, LEAD, STAND_INS, MAINTAINED -> OwnershipLadder.of(incident, this);
    };
  }

  /**
   * What the ladder of an incident must know.
   *
   * @param born when the incident's check began; null if the plan has it no more
   * @param known what is remembered of the touchpoints that it depends on
   * @param storm with which the incident came; null if with none
   */
  public Escalation.Situation situation(
      Incident incident, @Nullable Instant born, Known known, @Nullable Storm storm, Instant now) {
    Touchpoint touchpoint = touchpoints.get(incident.check().touchpoint());
    // no look tells more about what people reported, so nothing is waited for
    boolean reported = Incidents.isReported(incident);
    return new Escalation.Situation(
        policyFor(incident),
        new Roster(people, touchpoint),
        person -> !daemon.roadsTo(person).isEmpty(),
        observedUntil(incident, touchpoint, born),
        touchpoint == null || incident.audience() != Audience.OWNERS || reported
            ? List.of()
            : ancestors(touchpoint, known, now),
        concerned(incident, touchpoint),
        reported ? null : storm,
        daemon.timing(),
        maintenance(incident, touchpoint, now));
  }

  /** What is asked of people about a touchpoint goes on while it is worked on. */
  private Pauses maintenance(Incident incident, @Nullable Touchpoint touchpoint, Instant now) {
    return touchpoint == null || Ownership.isAboutPeople(incident)
        ? Pauses.NONE
        : windows.since(touchpoint, incident.openedAt(), now);
  }

  private List<String> concerned(Incident incident, @Nullable Touchpoint touchpoint) {
    return switch (incident.audience()) {
      case OWNERS -> touchpoint == null ? List.of() : concerned(incident.check(), touchpoint);
      case OPERATORS, LEAD -> List.of();
      case PERSON ->
          touchpoint == null
                  || touchpoint.owner().equals(incident.subject())
                  || Ownership.isVerdict(incident)
              ? List.of()
              : List.of(touchpoint.owner());
      case STAND_INS -> standIns(incident.subject());
      case MAINTAINED -> windows.find(incident.subject()).map(this::toldOf).orElse(List.of());
    };
  }

  /** Owners of what a window covers, without whoever made it; nobody is told of a snooze. */
  private List<String> toldOf(Window window) {
    return window.snooze()
        ? List.of()
        : covered(window.scope()).stream()
            .map(Touchpoint::owner)
            .filter(owner -> !owner.equals(window.by()))
            .distinct()
            .toList();
  }

  /** Whether the touchpoint is, or was, under maintenance at that moment. */
  public boolean isMaintained(String touchpoint, Instant at) {
    return touchpoint(touchpoint).filter(one -> windows.in(one, at)).isPresent();
  }

  /** The touchpoints that it covers, in the order of the files. */
  public List<Touchpoint> covered(Scope scope) {
    return touchpoints.values().stream().filter(scope::covers).toList();
  }

  /** What the person answers for, in the order of the files. */
  public List<Touchpoint> ownedBy(String person) {
    return touchpoints.values().stream()
        .filter(touchpoint -> touchpoint.owner().equals(person))
        .toList();
  }

  /** Everybody who stands in for the person somewhere. */
  private List<String> standIns(String person) {
    return ownedBy(person).stream()
        .flatMap(touchpoint -> touchpoint.backups().stream())
        .distinct()
        .toList();
  }

  /**
   * Owners of the other touchpoints that the check names, without those who answer for this one.
   */
  private List<String> concerned(CheckId id, Touchpoint touchpoint) {
    return touchpoint.check(id).stream()
        .flatMap(check -> check.kind().concerns().apply(check.settings()).stream())
        .sorted()
        .flatMap(other -> touchpoint(other).stream())
        .map(Touchpoint::owner)
        .filter(owner -> !owner.equals(touchpoint.owner()))
        .filter(owner -> !touchpoint.backups().contains(owner))
        .distinct()
        .toList();
  }

  /** Without those of whose faults others want to hear nothing: nobody answers for them then. */
  private List<Ancestor> ancestors(Touchpoint of, Known known, Instant now) {
    return Dependents.ancestors(of, this).stream()
        .filter(one -> one.owner().equals(of.owner()) || !windows.snoozed(one, now))
        .map(touchpoint ->
            new Ancestor(
                touchpoint,
                touchpoint.checks().stream()
                    .flatMap(check -> known.check(check.id()).stream())
                    .toList(),
                known.incidentsOf(touchpoint.id(), INCIDENTS_OF_AN_ANCESTOR),
                policies))
        .toList();
  }

  private static Instant observedUntil(
      Incident incident, @Nullable Touchpoint touchpoint, @Nullable Instant born) {
    return born == null
            || touchpoint == null
            || touchpoint.observe().isZero()
            || incident.audience() != Audience.OWNERS
        ? Instant.MIN
        : born.plus(touchpoint.observe());
  }
}
