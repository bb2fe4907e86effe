package io.wellkept.plan;

import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Storm;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the YAML says together with what people changed at run time. */
public final class EffectivePlan {
  private EffectivePlan() {}

  /**
   * The plan with every override that is in force at {@code now}. Absences of people whom the plan
   * no longer knows are passed over.
   */
  public static Plan of(Plan plan, List<PlanOverride> overrides, Instant now) {
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
      return plan;
    }
    List<Person> persons = new ArrayList<>();
    for (Person person : plan.people().persons().values()) {
      List<Absence> more = away.getOrDefault(person.id(), List.of());
      Set<LocalDate> days = rest.getOrDefault(person.id(), Set.of());
      persons.add(resting(more.isEmpty() ? person : person.alsoAway(more), days));
    }
    return plan.with(People.of(persons, plan.people().teams().values()));
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
