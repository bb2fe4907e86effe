package io.wellkept.plan;

import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.WorkingHours;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From {@code config/people.yaml} to {@link People}. */
final class PeopleReading {
  private final Pass pass;
  private final Checked file;
  private final ZoneId zone;
  private final Language language;
  private final @Nullable Set<String> notifiers;
  private final HolidaysReading holidays;
  private final Set<String> personIds;
  private final Set<String> teamIds;
  private final People people;

  /**
   * @param zone of people who have none of their own
   * @param language of people who name none
   * @param notifiers names that {@code tell-by} may use; null if nobody knows them
   * @param calendars what stands in the {@code .ics} files beside it, by their paths
   */
  PeopleReading(
      Pass pass,
      Checked file,
      ZoneId zone,
      Language language,
      @Nullable Set<String> notifiers,
      Map<String, String> calendars) {
    this.pass = pass;
    this.file = file;
    this.zone = zone;
    this.language = language;
    this.notifiers = notifiers;
    this.holidays = new HolidaysReading(pass, file, calendars);
    this.personIds = names("people");
    this.teamIds = names("teams");
    List<Person> persons = new ArrayList<>();
    personIds.forEach(id -> person(id).ifPresent(persons::add));
    List<Team> teams = new ArrayList<>();
    teamIds.forEach(id -> team(id).ifPresent(teams::add));
    this.people = People.of(persons, teams);
  }

  People people() {
    return people;
  }

  /** Calendars that are to be fetched. */
  List<HolidayFeed> feeds() {
    return holidays.feeds();
  }

  /** Ids of everybody who is written down, also of those who could not be read. */
  Set<String> personIds() {
    return personIds;
  }

  Set<String> teamIds() {
    return teamIds;
  }

  Spot personSpot(String id) {
    return file.spot().at("people").key(id);
  }

  private Set<String> names(String key) {
    JsonNode written = file.root().path(key);
    return written instanceof ObjectNode map
        ? Collections.unmodifiableSet(new LinkedHashSet<>(map.propertyNames()))
        : Set.of();
  }

  private Optional<Person> person(String id) {
    Spot spot = file.spot().at("people").at(id);
    JsonNode entry = file.root().path("people").path(id);
    return pass.bindWhatFits(entry, PeopleFile.PersonPart.class, spot)
        .map(part -> person(id, part, spot));
  }

  private Person person(String id, PeopleFile.PersonPart part, Spot spot) {
    Map<String, String> addresses = new HashMap<>();
    put(addresses, "email", part.email());
    put(addresses, "slack", part.slack());
    ZoneId own = part.zone();
    Language spoken = part.language();
    @Nullable String name = part.name();
    return new Person(
        id,
        name == null ? id : name,
        addresses,
        roads(part, spot.at("tell-by")),
        own == null ? zone : own,
        hours(part.hours(), spot.at("hours")),
        away(part, spot.at("away")),
        holidays.of(id, part.holidays(), spot.at("holidays")),
        part.until(),
        spoken == null ? language : spoken);
  }

  private static void put(Map<String, String> addresses, String kind, @Nullable String address) {
    if (address != null) {
      addresses.put(kind, address);
    }
  }

  private List<String> roads(PeopleFile.PersonPart part, Spot spot) {
    List<String> roads = Lists.given(part.tellBy());
    for (int i = 0; i < roads.size(); i++) {
      if (notifiers != null && !notifiers.contains(roads.get(i))) {
        pass.wrong(
            spot.at(i),
            "no notifier is called '" + roads.get(i) + "'" + Nearest.hint(roads.get(i), notifiers));
      }
    }
    return roads;
  }

  private WorkingHours hours(@Nullable JsonNode written, Spot spot) {
    if (written == null || written.isNull()) {
      return WorkingHours.USUAL;
    }
    return HoursText.read(written, spot, pass);
  }

  private List<Absence> away(PeopleFile.PersonPart part, Spot spot) {
    List<Absence> away = new ArrayList<>();
    List<PeopleFile.AwayPart> written = part.away() == null ? List.of() : part.away();
    for (int i = 0; i < written.size(); i++) {
      PeopleFile.@Nullable AwayPart days = written.get(i);
      if (days == null || (Object) days.from() == null || (Object) days.until() == null) {
        continue;
      }
      try {
        away.add(new Absence(days.from(), days.until()));
      } catch (IllegalArgumentException e) {
        pass.wrong(spot.at(i), "the last day is before the first; expected 'until' after 'from'");
      }
    }
    return away;
  }

  private Optional<Team> team(String id) {
    Spot spot = file.spot().at("teams").at(id);
    JsonNode entry = file.root().path("teams").path(id);
    return pass.bindWhatFits(entry, PeopleFile.TeamPart.class, spot)
        .flatMap(part -> team(id, part, spot));
  }

  private Optional<Team> team(String id, PeopleFile.TeamPart part, Spot spot) {
    List<String> members = Lists.given(part.members());
    for (int i = 0; i < members.size(); i++) {
      known(members.get(i), spot.at("members").at(i));
    }
    @Nullable String lead = part.lead();
    if (lead == null) {
      return Optional.empty();
    }
    known(lead, spot.at("lead"));
    String name = part.name();
    return Optional.of(new Team(id, name == null ? id : name, lead, members));
  }

  private void known(String person, Spot spot) {
    if (!personIds.contains(person)) {
      pass.wrong(spot, unknown(person, personIds));
    }
  }

  static String unknown(String person, Set<String> persons) {
    return "nobody has the id '" + person + "'" + Nearest.hint(person, persons);
  }
}
