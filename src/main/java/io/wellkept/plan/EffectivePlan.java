package io.wellkept.plan;

import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.incident.PlanOverride.Offer;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Window;
import io.wellkept.incident.Windows;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the YAML says together with what people changed at run time. */
public final class EffectivePlan {
  private EffectivePlan() {}

  /**
   * The plan with every override that is in force at {@code now}. Absences of people whom the plan
   * no longer knows are passed over, and so are hand-overs that the files have overtaken.
   */
  public static Plan of(Plan plan, List<PlanOverride> overrides, Instant now) {
    People people = people(plan, overrides, now);
    Map<String, Touchpoint> touchpoints = touchpoints(plan, overrides, now);
    Windows windows = windows(plan, overrides);
    return people == plan.people() && touchpoints == plan.touchpoints() && windows == plan.windows()
        ? plan
        : plan.with(people).with(touchpoints).with(windows);
  }

  /** Those of the files and those that people made, also what is over. */
  private static Windows windows(Plan plan, List<PlanOverride> overrides) {
    List<Window> made =
        overrides.stream()
            .filter(PlanOverride.Maintenance.class::isInstance)
            .map(PlanOverride.Maintenance.class::cast)
            .map(PlanOverride.Maintenance::window)
            .toList();
    if (made.isEmpty()) {
      return plan.windows();
    }
    List<Window> all = new ArrayList<>(plan.windows().all());
    all.addAll(made);
    return new Windows(all);
  }

  private static People people(Plan plan, List<PlanOverride> overrides, Instant now) {
    Map<String, List<Absence>> away = new HashMap<>();
    Map<String, Set<LocalDate>> rest = new HashMap<>();
    for (PlanOverride override : overrides) {
      if (override instanceof PlanOverride.Away absence && absence.inForce(now)) {
        away.computeIfAbsent(absence.person(), id -> new ArrayList<>()).add(absence.days());
      }
      if (override instanceof PlanOverride.Holidays calendar && calendar.inForce(now)) {
        personsOf(plan, calendar)
            .forEach(
                id -> rest.computeIfAbsent(id, none -> new HashSet<>()).addAll(calendar.days()));
      }
    }
    if (away.isEmpty() && rest.isEmpty()) {
      return plan.people();
    }
    List<Person> persons = new ArrayList<>();
    for (Person person : plan.people().persons().values()) {
      List<Absence> more = away.getOrDefault(person.id(), List.of());
      Set<LocalDate> days = rest.getOrDefault(person.id(), Set.of());
      persons.add(resting(more.isEmpty() ? person : person.alsoAway(more), days));
    }
    return People.of(persons, plan.people().teams().values());
  }

  private static Map<String, Touchpoint> touchpoints(
      Plan plan, List<PlanOverride> overrides, Instant now) {
    List<HandedOver> handedOver =
        handedOver(overrides, now).filter(one -> fits(one, plan)).toList();
    if (handedOver.isEmpty()) {
      return plan.touchpoints();
    }
    Map<String, Touchpoint> touchpoints = new LinkedHashMap<>(plan.touchpoints());
    for (HandedOver one : handedOver) {
      touchpoints.computeIfPresent(
          one.touchpoint(),
          (id, touchpoint) ->
              touchpoint.ownedBy(one.to(), standIn(touchpoint, one.to(), plan.people(), now)));
    }
    return touchpoints;
  }

  /** The old owner, unless they have left; then another backup, or the lead of their team. */
  private static String standIn(Touchpoint touchpoint, String to, People people, Instant now) {
    List<String> inTurn = new ArrayList<>(List.of(touchpoint.owner()));
    inTurn.addAll(touchpoint.backups());
    people.teamOf(touchpoint.owner()).ifPresent(team -> inTurn.add(team.lead()));
    return inTurn.stream()
        .filter(id -> !id.equals(to))
        .filter(id -> people.person(id).filter(person -> !person.hasLeft(now)).isPresent())
        .findFirst()
        .orElse(touchpoint.owner());
  }

  /** Every hand-over that is in force, also those that the files have overtaken just now. */
  public static Stream<HandedOver> handedOver(List<PlanOverride> overrides, Instant now) {
    return overrides.stream()
        .filter(HandedOver.class::isInstance)
        .map(HandedOver.class::cast)
        .filter(one -> one.inForce(now));
  }

  /** What was handed over of one touchpoint and is not yet in the files. */
  public static Optional<HandedOver> handedOver(
      List<PlanOverride> overrides, String touchpoint, Instant now) {
    return handedOver(overrides, now)
        .filter(one -> one.touchpoint().equals(touchpoint))
        .reduce((earlier, later) -> later);
  }

  /** The offers that wait for an answer. */
  public static Stream<Offer> offers(List<PlanOverride> overrides, Instant now) {
    return overrides.stream()
        .filter(Offer.class::isInstance)
        .map(Offer.class::cast)
        .filter(offer -> offer.inForce(now));
  }

  /**
   * Whether a hand-over still says something that the files do not.
   *
   * @param configured the plan as the files have it
   */
  public static boolean fits(HandedOver one, Plan configured) {
    return configured
        .touchpoint(one.touchpoint())
        .filter(touchpoint -> touchpoint.owner().equals(one.owner()))
        .filter(touchpoint -> configured.people().person(one.to()).isPresent())
        .isPresent();
  }

  private static Set<String> personsOf(Plan plan, PlanOverride.Holidays calendar) {
    return plan.feeds().stream()
        .filter(feed -> feed.calendar().equals(calendar.calendar()))
        .map(HolidayFeed::persons)
        .findFirst()
        .orElse(Set.of());
  }

  private static Person resting(Person person, Set<LocalDate> more) {
    if (more.isEmpty()) {
      return person;
    }
    Set<LocalDate> all = new HashSet<>(person.holidays());
    all.addAll(more);
    return person.resting(all);
  }

  /** The findings that are muted at {@code now}. */
  public static Mutes mutes(List<PlanOverride> overrides, Instant now) {
    Set<Mutes.Muted> muted = new HashSet<>();
    for (PlanOverride override : overrides) {
      if (override instanceof PlanOverride.Mute mute && mute.inForce(now)) {
        muted.add(new Mutes.Muted(mute.check(), mute.findingKey()));
      }
    }
    return new Mutes(muted);
  }

  /** The storm with which the incident, or the latest news of it, came. */
  public static Optional<Storm> storm(List<PlanOverride> overrides, Incident incident) {
    return overrides.stream()
        .filter(Storm.class::isInstance)
        .map(Storm.class::cast)
        .filter(storm -> storm.brought(incident))
        .max(Comparator.comparing(Storm::begun));
  }

  /** The storm that lasts. */
  public static Optional<Storm> storm(List<PlanOverride> overrides, Instant now) {
    return latestStorm(overrides).filter(storm -> storm.inForce(now));
  }

  /** The last storm that there was, over or not. */
  public static Optional<Storm> latestStorm(List<PlanOverride> overrides) {
    return overrides.stream()
        .filter(Storm.class::isInstance)
        .map(Storm.class::cast)
        .max(Comparator.comparing(Storm::begun));
  }

  /** Findings that somebody called "not a fault". */
  public record Mutes(Set<Muted> findings) {
    /** One finding of one check, by its key. */
    public record Muted(CheckId check, String findingKey) {}

    public Mutes {
      findings = Set.copyOf(findings);
    }

    public boolean mutes(CheckId check, String findingKey) {
      return findings.contains(new Muted(check, findingKey));
    }
  }
}
