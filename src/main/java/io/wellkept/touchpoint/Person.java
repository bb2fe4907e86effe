package io.wellkept.touchpoint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Somebody who answers for touchpoints.
 *
 * @param addresses where messages reach the person, by kind of notifier: {@code email} to an
 *     address, {@code slack} to a member id
 * @param roads names of notifiers in the order in which they are tried; empty means every notifier
 *     that knows an address of the person, in the order of the daemon's configuration
 */
public record Person(
    String id,
    String name,
    Map<String, String> addresses,
    List<String> roads,
    ZoneId zone,
    WorkingHours hours,
    List<Absence> away) {
  public Person {
    Names.require("person", id);
    addresses = Map.copyOf(addresses);
    roads = List.copyOf(roads);
    away = List.copyOf(away);
  }

  public boolean awayAt(Instant moment) {
    LocalDate day = moment.atZone(zone).toLocalDate();
    return away.stream().anyMatch(absence -> absence.covers(day));
  }

  /** The same person, away for more days. */
  public Person alsoAway(List<Absence> more) {
    List<Absence> all = new java.util.ArrayList<>(away);
    all.addAll(more);
    return new Person(id, name, addresses, roads, zone, hours, all);
  }
}
