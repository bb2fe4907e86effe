package io.wellkept.plan;

import io.wellkept.plan.TouchpointReading.Reference;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All touchpoints of all files, and whether what they name is there. */
final class TouchpointsReading {
  private final Pass pass;
  private final List<TouchpointReading> entries;
  private final @Nullable PeopleReading people;
  private final @Nullable JourneyReading journey;
  private final Map<String, TouchpointReading> byId = new LinkedHashMap<>();
  private final boolean whole;

  /**
   * @param whole false if there may be touchpoints that could not be read at all
   * @param people null if nobody knows who there is
   * @param journey null if nobody knows which places there are
   */
  TouchpointsReading(
      Pass pass,
      List<TouchpointReading> entries,
      boolean whole,
      @Nullable PeopleReading people,
      @Nullable JourneyReading journey) {
    this.pass = pass;
    this.entries = entries;
    this.whole = whole;
    this.people = people;
    this.journey = journey;
    entries.forEach(this::register);
  }

  private void register(TouchpointReading entry) {
    String id = entry.id().orElse(null);
    if (id == null) {
      return;
    }
    TouchpointReading first = byId.putIfAbsent(id, entry);
    if (first != null) {
      pass.wrong(
          entry.spot().at("id"),
          "touchpoint '" + id + "' is there already, at " + first.spot().at("id").words());
    }
  }

  /**
   * Every touchpoint that could be read; complains about the others and about what they name.
   *
   * @param observe how long a touchpoint is observed if it does not say
   */
  List<Touchpoint> read(Duration observe, Roads roads) {
    List<Touchpoint> touchpoints = new ArrayList<>();
    Map<String, Spot> earlier = new HashMap<>();
    for (TouchpointReading entry : entries) {
      owners(entry, roads);
      places(entry);
      was(entry, earlier);
      entry.references("depends-on").forEach(on -> dependency(entry, on));
      entry.touchpoint(observe, zone(entry)).ifPresent(touchpoints::add);
    }
    cycles();
    return touchpoints;
  }

  private ZoneId zone(TouchpointReading entry) {
    People everybody = people == null ? People.NOBODY : people.people();
    return entry.references("owner").stream()
        .findFirst()
        .flatMap(owner -> everybody.person(owner.id()))
        .map(Person::zone)
        .orElse(ZoneId.of("UTC"));
  }

  private void owners(TouchpointReading entry, Roads roads) {
    Set<String> owners = new HashSet<>();
    for (Reference owner : entry.references("owner")) {
      owners.add(owner.id());
      person(entry, owner, roads);
    }
    for (Reference backup : entry.references("backup")) {
      if (owners.contains(backup.id())) {
        pass.wrong(
            backup.spot(),
            "'" + backup.id() + "' is the owner already; expected somebody else as backup");
      } else {
        person(entry, backup, roads);
      }
    }
  }

  private void person(TouchpointReading entry, Reference person, Roads roads) {
    if (people == null) {
      return;
    }
    if (!people.personIds().contains(person.id())) {
      pass.wrong(person.spot(), PeopleReading.unknown(person.id(), people.personIds()));
      return;
    }
    roads.answersFor(person.id(), entry.id().orElse("unnamed"));
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

  private void was(TouchpointReading entry, Map<String, Spot> earlier) {
    for (Reference old : entry.references("was")) {
      Spot first = earlier.putIfAbsent(old.id(), old.spot());
      if (first != null) {
        pass.wrong(old.spot(), "the history of '" + old.id() + "' is claimed at " + first.words());
      }
      TouchpointReading living = byId.get(old.id());
      if (living != null) {
        pass.wrong(
            old.spot(),
            "'"
                + old.id()
                + "' is still a touchpoint, at "
                + living.spot().at("id").words()
                + "; expected an id that is no longer used");
      }
    }
  }

  private void dependency(TouchpointReading entry, Reference on) {
    if (entry.id().filter(on.id()::equals).isPresent()) {
      pass.wrong(on.spot(), "'" + on.id() + "' cannot depend on itself");
    } else if (whole && !byId.containsKey(on.id())) {
      pass.wrong(
          on.spot(),
          "no touchpoint has the id '"
              + on.id()
              + "'"
              + Nearest.to(on.id(), byId.keySet())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
    }
  }

  /**
   * Complains once about each ring of dependencies. Walks with its own stack: rings can be long.
   */
  private void cycles() {
    Set<String> done = new HashSet<>();
    for (String start : byId.keySet()) {
      SequencedSet<String> trail = new LinkedHashSet<>();
      List<List<Reference>> open = new ArrayList<>();
      enter(start, trail, open, done);
      while (!open.isEmpty()) {
        List<Reference> rest = open.get(open.size() - 1);
        if (rest.isEmpty()) {
          open.remove(open.size() - 1);
          done.add(trail.removeLast());
          continue;
        }
        Reference next = rest.remove(0);
        if (trail.contains(next.id())) {
          ring(next, List.copyOf(trail));
        } else if (byId.containsKey(next.id())) {
          enter(next.id(), trail, open, done);
        }
      }
    }
  }

  private void enter(
      String id, SequencedSet<String> trail, List<List<Reference>> open, Set<String> done) {
    TouchpointReading entry = byId.get(id);
    if (entry != null && !done.contains(id)) {
      trail.add(id);
      open.add(new ArrayList<>(entry.references("depends-on")));
    }
  }

  private void ring(Reference closing, List<String> trail) {
    List<String> ring = trail.subList(trail.indexOf(closing.id()), trail.size());
    if (ring.size() > 1) {
      pass.wrong(
          closing.spot(),
          "touchpoints depend on each other in a ring: "
              + String.join(" -> ", ring)
              + " -> "
              + closing.id());
    }
  }
}
