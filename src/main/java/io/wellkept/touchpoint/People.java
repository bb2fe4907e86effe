package io.wellkept.touchpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everybody whom the plan knows, in the order of the file. */
public record People(Map<String, Person> persons, Map<String, Team> teams) {
  public static final People NOBODY = new People(Map.of(), Map.of());

  public People {
    persons = Collections.unmodifiableMap(new LinkedHashMap<>(persons));
    teams = Collections.unmodifiableMap(new LinkedHashMap<>(teams));
  }

  public static People of(Collection<Person> persons, Collection<Team> teams) {
    Map<String, Person> byId = new LinkedHashMap<>();
    persons.forEach(person -> byId.put(person.id(), person));
    Map<String, Team> teamsById = new LinkedHashMap<>();
    teams.forEach(team -> teamsById.put(team.id(), team));
    return new People(byId, teamsById);
  }

  public Optional<Person> person(String id) {
    return Optional.ofNullable(persons.get(id));
  }

  public Optional<Team> team(String id) {
    return Optional.ofNullable(teams.get(id));
  }

  /** The first team, in the order of the file, that the person belongs to. */
  public Optional<Team> teamOf(String person) {
    return teams.values().stream().filter(team -> team.members().contains(person)).findFirst();
  }

  /** The person's name, or the id of somebody whom the plan no longer knows. */
  public String nameOf(String id) {
    Person person = persons.get(id);
    return person == null ? id : person.name();
  }
}
