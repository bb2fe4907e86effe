package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.Daemon.NotifierSetup;
import io.wellkept.touchpoint.Person;
import java.util.List;

/** Which notifiers lead to a person, in the order in which they are tried. */
final class Roads {
  private Roads() {}

  /** The roads for a notice about this incident: trouble with a road is told by another. */
  static List<String> to(Person person, Daemon daemon, Incident about) {
    List<String> all = to(person, daemon);
    if (!about.check().equals(Troubles.ROADS)) {
      return all;
    }
    return all.stream().filter(road -> !road.equals(about.subject())).toList();
  }

  /** Names of notifiers; empty if nobody could tell the person anything. */
  static List<String> to(Person person, Daemon daemon) {
    List<String> open =
        daemon.notifiers().stream()
            .filter(setup -> setup.kind().reaches().test(setup.settings(), person))
            .map(NotifierSetup::name)
            .toList();
    return person.roads().isEmpty()
        ? open
        : person.roads().stream().filter(open::contains).toList();
  }
}
