package io.wellkept.plan;

import io.wellkept.plan.TouchpointReading.Concern;
import io.wellkept.plan.TouchpointReading.Reference;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of touchpoints, held against what {@code config/} says. What comes out of it keeps no
 * hold of the file's tree: a hundred thousand touchpoints take half a gigabyte as trees.
 */
final class MonitorReading {
  private final Pass pass;
  private final @Nullable PeopleReading people;
  private final @Nullable JourneyReading journey;
  private final Duration observe;

  /**
   * What is left of an entry when its file has been read: the touchpoint, and what the other files
   * have a say in.
   *
   * @param id null if no fit one is written
   * @param answerable the people who answer for it, as far as they are known
   * @param concerns what its checks name of other touchpoints
   * @param hasUrl whether an address is written, be it a fit one or not
   * @param touchpoint null if something that it needs is missing; that was complained about
   */
  record Entry(
      @Nullable String id,
      Spot idSpot,
      List<String> answerable,
      List<Reference> was,
      List<Reference> dependsOn,
      List<Concern> concerns,
      boolean hasUrl,
      @Nullable Touchpoint touchpoint) {}

  /**
   * @param people null if nobody knows who there is
   * @param journey null if nobody knows which places there are
   * @param observe how long a touchpoint is observed if it does not say
   */
  MonitorReading(
      Pass pass,
      @Nullable PeopleReading people,
      @Nullable JourneyReading journey,
      Duration observe) {
    this.pass = pass;
    this.people = people;
    this.journey = journey;
    this.observe = observe;
  }

  List<Entry> read(Checked file) {
    return IntStream.range(0, file.root().path("touchpoints").size())
        .mapToObj(index -> entry(new TouchpointReading(pass, file, index)))
        .toList();
  }

  private Entry entry(TouchpointReading entry) {
    List<String> answerable = owners(entry);
    places(entry);
    Touchpoint touchpoint = entry.touchpoint(observe, zone(entry)).orElse(null);
    return new Entry(
        entry.id().orElse(null),
        entry.spot().at("id"),
        answerable,
        entry.references("was"),
        entry.references("depends-on"),
        entry.concerns(),
        entry.hasUrl(),
        touchpoint);
  }

  private ZoneId zone(TouchpointReading entry) {
    People everybody = people == null ? People.NOBODY : people.people();
    return entry.references("owner").stream()
        .findFirst()
        .flatMap(owner -> everybody.person(owner.id()))
        .map(Person::zone)
        .orElse(ZoneId.of("UTC"));
  }

  private List<String> owners(TouchpointReading entry) {
    Set<String> owners = new HashSet<>();
    List<String> answerable = new ArrayList<>(2);
    for (Reference owner : entry.references("owner")) {
      owners.add(owner.id());
      person(owner, answerable);
    }
    for (Reference backup : entry.references("backup")) {
      if (owners.contains(backup.id())) {
        pass.wrong(
            backup.spot(),
            "'" + backup.id() + "' is the owner already; expected somebody else as backup");
      } else {
        person(backup, answerable);
      }
    }
    return answerable;
  }

  private void person(Reference person, List<String> answerable) {
    if (people == null) {
      return;
    }
    if (!people.personIds().contains(person.id())) {
      pass.wrong(person.spot(), PeopleReading.unknown(person.id(), people.personIds()));
      return;
    }
    answerable.add(person.id());
  }

  private void places(TouchpointReading entry) {
    if (journey == null) {
      return;
    }
    place(entry.references("stage"), "stage", journey.journey().stages());
    place(entry.references("channel"), "channel", journey.journey().channels());
    place(entry.references("personas"), "persona", journey.journey().personas());
  }

  private void place(List<Reference> named, String what, List<Place> places) {
    for (Reference reference : named) {
      List<String> ids = places.stream().map(Place::id).toList();
      if (!ids.contains(reference.id())) {
        String none = ids.isEmpty() ? "; config/journey.yaml lists none" : "";
        pass.wrong(
            reference.spot(),
            "no "
                + what
                + " has the id '"
                + reference.id()
                + "'"
                + none
                + Nearest.hint(reference.id(), ids));
      }
    }
  }
}
