package io.wellkept.plan;

import io.wellkept.incident.Addressee;
import io.wellkept.incident.Policies;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Policy.Rung;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From {@code config/policies.yaml} to {@link Policies}; what is left out is built in. */
final class PoliciesReading {
  /** Ladders that are there without being written. */
  static final Map<String, Policy> BUILT_IN = builtIn();

  private static final Map<Importance, Map<Severity, String>> USUAL_TABLE =
      Map.of(
          Importance.LOW, row("usual", "usual", "urgent"),
          Importance.NORMAL, row("usual", "urgent", "urgent"),
          Importance.HIGH, row("usual", "urgent", "critical"));

  private final Pass pass;
  private final @Nullable Checked file;
  private final @Nullable PeopleReading people;

  /**
   * @param file null if there is none
   * @param people null if nobody knows who there is
   */
  PoliciesReading(Pass pass, @Nullable Checked file, @Nullable PeopleReading people) {
    this.pass = pass;
    this.file = file;
    this.people = people;
  }

  Policies policies(String operators) {
    Map<String, Policy> ladders = new LinkedHashMap<>();
    BUILT_IN.forEach((id, policy) -> ladders.put(id, scaled(policy)));
    Map<Importance, Map<Severity, String>> table = new EnumMap<>(Importance.class);
    USUAL_TABLE.forEach((importance, row) -> table.put(importance, new EnumMap<>(row)));
    if (file != null) {
      readLadders(file, ladders);
      readTable(file, ladders.keySet(), table);
    }
    return new Policies(ladders, table, scaled(operatorsLadder(operators)));
  }

  private static Policy operatorsLadder(String team) {
    return policy("operators", List.of(rung("team:" + team, 0)), true, 7, 24 * 60);
  }

  private void readLadders(Checked given, Map<String, Policy> ladders) {
    if (!(given.root().path("ladders") instanceof ObjectNode map)) {
      return;
    }
    for (String id : map.propertyNames()) {
      Spot spot = given.spot().at("ladders").at(id);
      Optional<Policy> ladder =
          pass.bindWhatFits(map.get(id), PoliciesFile.LadderPart.class, spot)
              .flatMap(part -> ladder(id, part, spot));
      // a ladder that could not be read still has its name, so that the table may use it
      ladders.put(id, scaled(ladder.orElse(BUILT_IN.get("usual"))));
    }
  }

  private Optional<Policy> ladder(String id, PoliciesFile.LadderPart part, Spot spot) {
    List<Rung> rungs = new ArrayList<>();
    @Nullable List<PoliciesFile.RungPart> given = part.rungs();
    List<PoliciesFile.RungPart> written = given == null ? List.of() : given;
    for (int i = 0; i < written.size(); i++) {
      rung(written.get(i), i, spot.at("rungs").at(i)).ifPresent(rungs::add);
    }
    if (rungs.isEmpty()) {
      return Optional.empty();
    }
    Boolean aroundTheClock = part.aroundTheClock();
    return Optional.of(
        new Policy(
            id,
            rungs,
            aroundTheClock != null && aroundTheClock,
            positive(part.promiseAtMost(), Duration.ofDays(7), spot.at("promise-at-most")),
            positive(part.remindEvery(), Duration.ofHours(8), spot.at("remind-every")),
            positive(part.retryFor(), Duration.ofHours(24), spot.at("retry-for"))));
  }

  private Duration positive(@Nullable Duration written, Duration standard, Spot spot) {
    Duration span = written == null ? standard : written;
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      pass.wrong(spot, "is too short; expected 1m or more");
    }
    return span;
  }

  private Optional<Rung> rung(PoliciesFile.@Nullable RungPart part, int index, Spot spot) {
    @Nullable String tell = part == null ? null : part.tell();
    if (part == null || tell == null) {
      return Optional.empty();
    }
    Duration after = part.after();
    if (index == 0 && after != null && !after.isZero()) {
      pass.wrong(spot.at("after"), "the first rung is told at once; leave 'after' out");
    }
    if (index > 0 && after == null) {
      pass.wrong(
          spot, "'after' is missing; expected how long the rung before is waited for, such as 4h");
    }
    Addressee addressee = Addressee.parse(tell.strip());
    known(addressee, spot.at("tell"));
    return Optional.of(new Rung(addressee, after == null ? Duration.ZERO : after));
  }

  private void known(Addressee addressee, Spot spot) {
    if (people == null) {
      return;
    }
    switch (addressee) {
      case Addressee.Owner() -> {}
      case Addressee.Backup() -> {}
      case Addressee.OwnersLead() -> {}
      case Addressee.OnePerson(String id) -> person(id, people.personIds(), spot);
      case Addressee.WholeTeam(String id) -> team(id, people.teamIds(), spot);
      case Addressee.TeamLead(String id) -> team(id, people.teamIds(), spot);
    }
  }

  private void person(String id, Set<String> persons, Spot spot) {
    if (!persons.contains(id)) {
      pass.wrong(spot, PeopleReading.unknown(id, persons));
    }
  }

  private void team(String id, Set<String> teams, Spot spot) {
    if (!teams.contains(id)) {
      pass.wrong(spot, "no team has the id '" + id + "'" + Nearest.hint(id, teams));
    }
  }

  private void readTable(
      Checked given, Set<String> ladders, Map<Importance, Map<Severity, String>> table) {
    for (Importance importance : Importance.values()) {
      String key = SettingsSchema.word(importance);
      JsonNode row = given.root().path("table").path(key);
      Map<Severity, String> chosen =
          table.computeIfAbsent(importance, any -> new EnumMap<>(Severity.class));
      for (Severity severity : Severity.values()) {
        String column = SettingsSchema.word(severity);
        if (row.path(column).isString()) {
          Spot spot = given.spot().at("table").at(key).at(column);
          choose(row.path(column).asString(), ladders, spot)
              .ifPresent(id -> chosen.put(severity, id));
        }
      }
    }
  }

  private Optional<String> choose(String id, Set<String> ladders, Spot spot) {
    if (!ladders.contains(id)) {
      pass.wrong(spot, "no ladder has the id '" + id + "'" + Nearest.hint(id, ladders));
      return Optional.empty();
    }
    return Optional.of(id);
  }

  private Policy scaled(@Nullable Policy policy) {
    if (policy == null) {
      throw new IllegalStateException("the usual ladder is always there");
    }
    return new Policy(
        policy.id(),
        policy.rungs().stream()
            .map(rung -> new Rung(rung.tell(), pass.scaled(rung.after())))
            .toList(),
        policy.aroundTheClock(),
        pass.scaled(policy.promiseAtMost()),
        pass.scaled(policy.remindEvery()),
        pass.scaled(policy.retryFor()));
  }

  private static Map<String, Policy> builtIn() {
    Map<String, Policy> ladders = new LinkedHashMap<>();
    ladders.put("usual", policy("usual", rungs(240, 480), false, 7, 480));
    ladders.put("urgent", policy("urgent", rungs(60, 120), false, 3, 240));
    ladders.put("critical", policy("critical", rungs(15, 30), true, 1, 120));
    return java.util.Collections.unmodifiableMap(ladders);
  }

  private static List<Rung> rungs(int backupAfter, int leadAfter) {
    return List.of(rung("owner", 0), rung("backup", backupAfter), rung("lead", leadAfter));
  }

  private static Rung rung(String tell, int minutes) {
    return new Rung(Addressee.parse(tell), Duration.ofMinutes(minutes));
  }

  private static Policy policy(
      String id, List<Rung> rungs, boolean aroundTheClock, int promiseDays, int remindMinutes) {
    return new Policy(
        id,
        rungs,
        aroundTheClock,
        Duration.ofDays(promiseDays),
        Duration.ofMinutes(remindMinutes),
        Duration.ofHours(24));
  }

  private static Map<Severity, String> row(String minor, String major, String critical) {
    return Map.of(Severity.MINOR, minor, Severity.MAJOR, major, Severity.CRITICAL, critical);
  }
}
