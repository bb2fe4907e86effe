package io.wellkept.plan;

import io.wellkept.incident.Addressee;
import io.wellkept.incident.Policy;
import io.wellkept.plan.Daemon.NotifierSetup;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether those who answer for something can be told at all. */
final class Roads {
  private static final int LISTED = 3;

  private final Pass pass;
  private final @Nullable DaemonReading daemon;
  private final @Nullable PeopleReading people;
  private final List<NotifierSetup> roads;

  /** Touchpoints by the person who answers for them. */
  private final Map<String, Set<String>> answerable = new LinkedHashMap<>();

  Roads(Pass pass, @Nullable DaemonReading daemon, @Nullable PeopleReading people) {
    this.pass = pass;
    this.daemon = daemon;
    this.people = people;
    this.roads =
        daemon == null
            ? List.of()
            : daemon.notifiers().stream()
                .filter(setup -> setup.kind().countsAsRoad() || pass.timeScale() != 1)
                .toList();
  }

  /** Notes that the person must be reachable. */
  void answersFor(String person, String touchpoint) {
    answerable.computeIfAbsent(person, id -> new LinkedHashSet<>()).add(touchpoint);
  }

  /** Complains about operators and answerable people whom nothing reaches. */
  void check() {
    if (daemon == null) {
      return;
    }
    boolean operators = people != null && operatorsExist(daemon, people);
    if (daemon.notifiersRefused()) {
      return;
    }
    if (roads.isEmpty()) {
      pass.wrong(daemon.spot().key("notifiers"), nobody(daemon));
      return;
    }
    if (people != null) {
      checkAnswerable(people);
    }
    if (people != null && operators) {
      checkOperators(daemon, people);
    }
  }

  private static String nobody(DaemonReading daemon) {
    String only =
        daemon.notifiers().isEmpty()
            ? "'notifiers' is missing"
            : "only '"
                + String.join("', '", daemon.notifierNames())
                + "' is configured, which just"
                + " writes messages down";
    return "nobody can be told: " + only + "; expected a notifier such as email or slack";
  }

  private boolean operatorsExist(DaemonReading given, PeopleReading everybody) {
    String id = given.operators();
    if (id.isEmpty() || everybody.teamIds().contains(id)) {
      return true; // what is missing the schema has said
    }
    pass.wrong(
        given.spot().at("operators"),
        "no team has the id '" + id + "'" + Nearest.hint(id, everybody.teamIds()));
    return false;
  }

  private void checkOperators(DaemonReading given, PeopleReading everybody) {
    Optional<Team> team = everybody.people().team(given.operators());
    boolean known = team.isPresent() && everybody.personIds().containsAll(team.get().members());
    if (known && team.get().members().stream().noneMatch(this::reaches)) {
      pass.wrong(
          given.spot().at("operators"),
          "nobody in team '"
              + given.operators()
              + "' can be reached by "
              + names()
              + "; expected an address");
    }
  }

  private void checkAnswerable(PeopleReading everybody) {
    answerable.forEach((id, touchpoints) -> {
      if (everybody.people().person(id).isPresent() && !reaches(id)) {
        pass.wrong(
            everybody.personSpot(id),
            "person '"
                + id
                + "' answers for "
                + some(touchpoints)
                + " and cannot be reached by "
                + names()
                + "; expected an address");
      }
    });
  }

  private static String some(Set<String> touchpoints) {
    List<String> all = List.copyOf(touchpoints);
    if (all.size() <= LISTED) {
      return "'" + String.join("', '", all) + "'";
    }
    return "'"
        + String.join("', '", all.subList(0, LISTED))
        + "' and "
        + (all.size() - LISTED)
        + " more";
  }

  private String names() {
    return Nearest.oneOf(roads.stream().map(NotifierSetup::name).toList());
  }

  private boolean reaches(String id) {
    return people != null && people.people().person(id).filter(this::reaches).isPresent();
  }

  private boolean reaches(Person person) {
    return roads.stream()
        .filter(road -> person.roads().isEmpty() || person.roads().contains(road.name()))
        .anyMatch(road -> road.kind().reaches().test(road.settings(), person));
  }

  /** Says which rungs of the plan lead to nobody although the plan works. */
  void warn(Plan plan) {
    Set<String> used = new LinkedHashSet<>();
    plan.policies().table().values().forEach(row -> used.addAll(row.values()));
    boolean lead = false;
    for (String id : used) {
      Policy ladder = plan.policies().ladders().get(id);
      for (Policy.Rung rung : ladder == null ? List.<Policy.Rung>of() : ladder.rungs()) {
        lead |= rung.tell() instanceof Addressee.OwnersLead;
        warn(plan, id, rung.tell());
      }
    }
    if (lead) {
      warnOfTeamless(plan);
    }
  }

  private void warn(Plan plan, String ladder, Addressee addressee) {
    List<String> persons =
        switch (addressee) {
          case Addressee.Owner() -> List.of();
          case Addressee.Backup() -> List.of();
          case Addressee.OwnersLead() -> List.of();
          case Addressee.OnePerson(String id) -> List.of(id);
          case Addressee.WholeTeam(String id) ->
              plan.people().team(id).map(Team::members).orElse(List.of());
          case Addressee.TeamLead(String id) ->
              plan.people().team(id).map(Team::lead).map(List::of).orElse(List.of());
        };
    if (!persons.isEmpty() && persons.stream().noneMatch(this::reaches)) {
      pass.warnings()
          .add(
              Problem.ofFile(
                  "config/policies.yaml",
                  "ladder '"
                      + ladder
                      + "': nobody on the rung '"
                      + addressee.words()
                      + "' can be reached; it will be skipped"));
    }
  }

  private void warnOfTeamless(Plan plan) {
    Set<String> owners = new LinkedHashSet<>();
    plan.touchpoints().values().stream().map(Touchpoint::owner).forEach(owners::add);
    List<String> teamless = new ArrayList<>(owners);
    teamless.removeIf(owner -> plan.people().teamOf(owner).isPresent());
    for (String owner : teamless) {
      if (people != null) {
        pass.warn(
            people.personSpot(owner),
            "person '"
                + owner
                + "' owns touchpoints and is in no team; rungs that tell 'lead' will"
                + " be skipped");
      }
    }
  }
}
