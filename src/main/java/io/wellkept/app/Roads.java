package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.plan.Daemon;
import io.wellkept.touchpoint.Person;
import java.util.List;
import java.util.stream.Stream;

/** Which roads a notice may take. */
final class Roads {
  private Roads() {}

  /** The roads for a digest: those that it is to take, then the others, so that none is lost. */
  static List<String> of(KeptDigest digest, Person reader, Daemon daemon) {
    List<String> all = daemon.everyRoadTo(reader);
    return Stream.concat(
            digest.notifiers().stream().filter(all::contains), daemon.roadsTo(reader).stream())
        .distinct()
        .toList();
  }

  /** The roads for a notice about this incident: trouble with a road is told by another. */
  static List<String> to(Person person, Daemon daemon, Incident about) {
    List<String> all = daemon.roadsTo(person);
    if (!about.check().equals(Troubles.ROADS)) {
      return all;
    }
    return all.stream().filter(road -> !road.equals(about.subject())).toList();
  }
}
