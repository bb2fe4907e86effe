package io.wellkept.touchpoint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who answers for touchpoints.
 *
 * @param addresses where messages reach the person, by kind of notifier: {@code email} to an
 *     address, {@code slack} to a member id
 * @param roads names of notifiers in the order in which they are tried; empty means every notifier
 *     that knows an address of the person, in the order of the daemon's configuration
 * @param holidays days on which nobody works where the person works; unlike one who is away, the
 *     person is not passed over for it, only not disturbed
 * @param until the person's last day in the company; null if none is known. The days after it are
 *     among those on which the person is away
 * @param language in which the person reads messages and pages
 */
public record Person(
    String id,
    String name,
    Map<String, String> addresses,
    List<String> roads,
    ZoneId zone,
    WorkingHours hours,
    List<Absence> away,
    Set<LocalDate> holidays,
    @Nullable LocalDate until,
    Language language) {
  /** Nobody plans further ahead. */
  private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

  public Person {
    Names.require("person", id);
    addresses = Map.copyOf(addresses);
    roads = List.copyOf(roads);
    away = until == null ? List.copyOf(away) : gone(away, until);
    holidays = Set.copyOf(holidays);
  }

  /** Whoever left is away from the next day on. */
  private static List<Absence> gone(List<Absence> away, LocalDate until) {
    Absence after = new Absence(until.plusDays(1), FOR_EVER);
    if (away.contains(after)) {
      return List.copyOf(away);
    }
    List<Absence> all = new ArrayList<>(away);
    all.add(after);
    return List.copyOf(all);
  }

  /** Somebody who reads English. */
  public Person(
      String id,
      String name,
      Map<String, String> addresses,
      List<String> roads,
      ZoneId zone,
      WorkingHours hours,
      List<Absence> away,
      Set<LocalDate> holidays,
      @Nullable LocalDate until) {
    this(id, name, addresses, roads, zone, hours, away, holidays, until, Language.EN);
  }

  /** Somebody who stays. */
  public Person(
      String id,
      String name,
      Map<String, String> addresses,
      List<String> roads,
      ZoneId zone,
      WorkingHours hours,
      List<Absence> away,
      Set<LocalDate> holidays) {
    this(id, name, addresses, roads, zone, hours, away, holidays, null);
  }

  /** Somebody who knows no holidays. */
  public Person(
      String id,
      String name,
      Map<String, String> addresses,
      List<String> roads,
      ZoneId zone,
      WorkingHours hours,
      List<Absence> away) {
    this(id, name, addresses, roads, zone, hours, away, Set.of());
  }

  public boolean awayAt(Instant moment) {
    LocalDate day = moment.atZone(zone).toLocalDate();
    return away.stream().anyMatch(absence -> absence.covers(day));
  }

  /** Whether the person's last day has passed. */
  public boolean hasLeft(Instant moment) {
    return until != null && moment.atZone(zone).toLocalDate().isAfter(until);
  }

  /** The same person, whose last day that is. */
  public Person leaving(LocalDate lastDay) {
    return new Person(id, name, addresses, roads, zone, hours, away, holidays, lastDay, language);
  }

  /** The same person, away for more days. */
  public Person alsoAway(List<Absence> more) {
    List<Absence> all = new ArrayList<>(away);
    all.addAll(more);
    return new Person(id, name, addresses, roads, zone, hours, all, holidays, until, language);
  }

  /** The same person, never away: whose customers do not wait for a vacation to end. */
  public Person neverAway() {
    return new Person(
        id, name, addresses, roads, zone, hours, List.of(), holidays, until, language);
  }

  /** The same person, who works where these days are holidays. */
  public Person resting(Set<LocalDate> days) {
    return new Person(id, name, addresses, roads, zone, hours, away, days, until, language);
  }

  /** The same person, who reads that language. */
  public Person reading(Language other) {
    return new Person(id, name, addresses, roads, zone, hours, away, holidays, until, other);
  }
}
