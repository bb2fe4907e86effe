package io.wellkept.probe.ad;

import io.wellkept.probe.Look;
import io.wellkept.probe.ad.AdMemory.Place;
import io.wellkept.probe.destination.Destinations;
import io.wellkept.probe.destination.Found;
import io.wellkept.probe.destination.Visit;
import io.wellkept.probe.destination.Wants;
import io.wellkept.touchpoint.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes to one destination after the other, as many as one look has time for. */
final class Tour {
  /** So that one check does not keep the others waiting; the rest follows soon. */
  static final int MOST_AT_ONCE = 60;

  /** Of what was wrong before, so that the others are reached as well. */
  private static final int MOST_WRONG = 30;

  private final Look<AdSettings> look;
  private final Destinations destinations;
  private final long end;
  private final Map<Stop, Visit> visits = new LinkedHashMap<>();

  /** Hosts that asked for patience, or let us not in: what else is there waits as well. */
  private final Map<String, Fault> closed = new HashMap<>();

  Tour(Look<AdSettings> look, Destinations destinations, long start) {
    this.look = look;
    this.destinations = destinations;
    this.end = start + look.deadline().toNanos();
  }

  Map<Stop, Visit> visits() {
    return visits;
  }

  /** What was wrong is looked at in every look, then what this round has not come to yet. */
  List<Stop> order(List<Stop> stops, AdMemory memory, int round) {
    List<Stop> wrong = new ArrayList<>();
    List<Stop> due = new ArrayList<>();
    for (Stop stop : stops) {
      Place place = memory.place(stop.key()).orElse(null);
      Found found = place == null ? null : place.found();
      if (found != null && !found.same().isEmpty()) {
        wrong.add(stop);
      }
      if (due(place, stop, round)) {
        due.add(stop);
      }
    }
    Set<Stop> order = new LinkedHashSet<>(wrong.stream().limit(MOST_WRONG).toList());
    order.addAll(due);
    return List.copyOf(order);
  }

  private static boolean due(@org.jspecify.annotations.Nullable Place place, Stop stop, int round) {
    return place == null
        || place.round() < round
        || !place.claims().equals(AdMemory.fingerprint(stop.claims()));
  }

  /** Goes as far as the time reaches; true if destinations of this round are left. */
  boolean go(List<Stop> order, AdMemory memory, int round) throws InterruptedException {
    for (Stop stop : order) {
      if (visits.size() >= MOST_AT_ONCE || (!visits.isEmpty() && !reaches())) {
        break;
      }
      visits.put(stop, visit(stop));
    }
    return order.stream()
        .filter(stop -> !visits.containsKey(stop))
        .anyMatch(stop -> due(memory.place(stop.key()).orElse(null), stop, round));
  }

  /** Half a timeout would make a slow page a dead one. */
  private boolean reaches() {
    return left().compareTo(look.settings().timeout()) >= 0;
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  private Visit visit(Stop stop) throws InterruptedException {
    String host = stop.address().host();
    Fault before = closed.get(host);
    if (before != null) {
      return new Visit.Unknown(before);
    }
    Duration timeout = look.settings().timeout();
    Visit visit =
        destinations.visit(
            stop.address().uri(),
            new Wants(stop.claims(), look.settings().soldOut()),
            left().compareTo(timeout) < 0 ? left() : timeout,
            look.fresh());
    if (visit instanceof Visit.Unknown unknown && closes(unknown.fault())) {
      closed.put(host, unknown.fault());
    }
    return visit;
  }

  private static boolean closes(Fault fault) {
    return fault instanceof Fault.Throttled
        || fault instanceof Fault.Crowded
        || fault instanceof Fault.NetworkClosed
        || fault instanceof Fault.OwnNetwork;
  }
}
