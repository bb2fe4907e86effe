package io.wellkept.report.digest;

import io.wellkept.report.digest.DigestReading.House;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Eight touchpoints, each with a stage of its own and one check; one has a second, half blind. */
final class Shop {
  static final String TWICE = "t5";

  record Nothing() {}

  static final Kind PAGE =
      new Kind(
          "page",
          Nothing.class,
          new Schedule(Duration.ofMinutes(5), Duration.ZERO),
          0,
          false,
          false,
          settings -> Optional.empty());

  static final List<Touchpoint> ALL =
      IntStream.range(0, 8)
          .mapToObj(i -> touchpoint("t" + i, Importance.values()[i % 3], Duration.ofMinutes(5)))
          .toList();

  private Shop() {}

  static Touchpoint touchpoint(String id, Importance importance, Duration every) {
    return touchpoint(id, importance, every, "anna", "ben", id, "web");
  }

  /** One that is looked at every five minutes. */
  static Touchpoint touchpoint(
      String id, Importance importance, String owner, String backup, String stage, String channel) {
    return touchpoint(id, importance, Duration.ofMinutes(5), owner, backup, stage, channel);
  }

  private static Touchpoint touchpoint(
      String id,
      Importance importance,
      Duration every,
      String owner,
      String backup,
      String stage,
      String channel) {
    return new Touchpoint(
        id,
        "The " + id,
        null,
        importance,
        owner,
        List.of(backup),
        stage,
        channel,
        Set.of(),
        Set.of(),
        null,
        Live.ALWAYS,
        Set.of(),
        Set.of(),
        Duration.ZERO,
        Stream.of("page", "journey")
            .limit(id.equals(TWICE) ? 2 : 1)
            .map(name -> check(id, name, every))
            .toList());
  }

  private static Check check(String id, String name, Duration every) {
    return new Check(
        new CheckId(id, name), PAGE, new Nothing(), new Schedule(every, Duration.ZERO));
  }

  static Person person(String id) {
    return new Person(
        id, id, Map.of(), List.of(), ZoneId.of("Europe/Berlin"), WorkingHours.ALWAYS, List.of());
  }

  static People people() {
    return People.of(
        List.of(person("anna"), person("ben")),
        List.of(new Team("web", "Web", "anna", List.of("ben"))));
  }

  static House house() {
    List<Place> stages = ALL.stream().map(one -> new Place(one.id(), one.id())).toList();
    return new House(
        ALL,
        people(),
        new Journey(stages, List.of(new Place("web", "Web")), List.of()),
        Duration.ofHours(25),
        Duration.ofHours(1),
        null,
        touchpoint -> List.of(),
        touchpoints -> List.of());
  }
}
