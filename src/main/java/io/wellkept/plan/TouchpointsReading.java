package io.wellkept.plan;

import io.wellkept.plan.MonitorReading.Entry;
import io.wellkept.plan.TouchpointReading.Concern;
import io.wellkept.plan.TouchpointReading.Reference;
import io.wellkept.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** All touchpoints of all files, and whether what they name of each other is there. */
final class TouchpointsReading {
  private final Pass pass;
  private final List<Entry> entries;
  private final Map<String, Entry> byId = new LinkedHashMap<>();
  private final boolean whole;

  /**
   * @param whole false if there may be touchpoints that could not be read at all
   */
  TouchpointsReading(Pass pass, List<Entry> entries, boolean whole) {
    this.pass = pass;
    this.entries = entries;
    this.whole = whole;
    entries.forEach(this::register);
  }

  private void register(Entry entry) {
    String id = entry.id();
    if (id == null) {
      return;
    }
    Entry first = byId.putIfAbsent(id, entry);
    if (first != null) {
      pass.wrong(
          entry.idSpot(), "touchpoint '" + id + "' is there already, at " + first.idSpot().words());
    }
  }

  /** Every touchpoint that could be read; complains about what they name of each other. */
  List<Touchpoint> read(Roads roads) {
    List<Touchpoint> touchpoints = new ArrayList<>();
    Map<String, Spot> earlier = new HashMap<>();
    for (Entry entry : entries) {
      String name = entry.id() == null ? "unnamed" : entry.id();
      entry.answerable().forEach(person -> roads.answersFor(person, name));
      was(entry, earlier);
      entry.dependsOn().forEach(on -> dependency(entry, on));
      entry.concerns().forEach(concern -> concern(entry, concern));
      if (entry.touchpoint() != null) {
        touchpoints.add(entry.touchpoint());
      }
    }
    cycles();
    return touchpoints;
  }

  private void was(Entry entry, Map<String, Spot> earlier) {
    for (Reference old : entry.was()) {
      Spot first = earlier.putIfAbsent(old.id(), old.spot());
      if (first != null) {
        pass.wrong(old.spot(), "the history of '" + old.id() + "' is claimed at " + first.words());
      }
      Entry living = byId.get(old.id());
      if (living != null) {
        pass.wrong(
            old.spot(),
            "'"
                + old.id()
                + "' is still a touchpoint, at "
                + living.idSpot().words()
                + "; expected an id that is no longer used");
      }
    }
  }

  private void dependency(Entry entry, Reference on) {
    if (on.id().equals(entry.id())) {
      pass.wrong(on.spot(), "'" + on.id() + "' cannot depend on itself");
    } else if (whole && !byId.containsKey(on.id())) {
      pass.wrong(on.spot(), EdgesReading.unknown(on.id(), byId.keySet()));
    }
  }

  /** What a check names must be there, be another, and have an address where that is needed. */
  private void concern(Entry entry, Concern concern) {
    Reference named = concern.other();
    Entry other = byId.get(named.id());
    if (named.id().equals(entry.id())) {
      pass.wrong(named.spot(), "'" + named.id() + "' is the touchpoint itself; expected another");
    } else if (other == null && whole) {
      pass.wrong(named.spot(), EdgesReading.unknown(named.id(), byId.keySet()));
    } else if (other != null && concern.addressed() && !other.hasUrl()) {
      pass.wrong(named.spot(), "touchpoint '" + named.id() + "' has no 'url' to be looked for");
    }
  }

  /** Whether an address is written for each touchpoint, by its id. */
  Map<String, Boolean> addressed() {
    Map<String, Boolean> addressed = new LinkedHashMap<>();
    byId.forEach((id, entry) -> addressed.put(id, entry.hasUrl()));
    return addressed;
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
    Entry entry = byId.get(id);
    if (entry != null && !done.contains(id)) {
      trail.add(id);
      open.add(new ArrayList<>(entry.dependsOn()));
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
