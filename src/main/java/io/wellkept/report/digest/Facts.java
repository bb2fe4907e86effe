package io.wellkept.report.digest;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger.Carried;
import io.wellkept.ledger.Said;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Proof;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Tried;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that a digest is made of, as values.
 *
 * @param before when the period before this one begins
 * @param watched every touchpoint of the scope
 * @param acts takings, their ends and resolutions, oldest first
 * @param aboutPeople incidents that ask or tell who looks after what
 * @param voices of the touchpoints of the scope
 * @param began since when Wellkept is there; nobody was awake before
 * @param gaps when nobody listened
 * @param looks within the period, and how many of them were blind
 */
record Facts(
    Scope scope,
    Period period,
    Instant before,
    Journey journey,
    People people,
    List<Watched> watched,
    List<Event> acts,
    List<Incident> aboutPeople,
    List<Said> voices,
    List<Tried> tried,
    Instant began,
    Stretches gaps,
    long looks,
    long blind,
    Carried carried) {
  /** Puts everything together; the same facts give the same digest. */
  Digest digest() {
    Promised promised = Promised.of(watched, acts, people, period);
    Ranking ranking = new Ranking(watched, period);
    Map<String, Touchpoint> touchpoints =
        watched.stream()
            .map(Watched::touchpoint)
            .collect(Collectors.toMap(Touchpoint::id, Function.identity()));
    return new Digest(
        scope,
        period,
        Health.score(watched, period, before),
        Health.stands(watched, period),
        Health.places(watched, journey, period, scope.whose() == Digest.Whose.COMPANY),
        ranking.worst(people, promised.takers()),
        ranking.next(journey, people),
        ranking.better(people),
        promised.promises(),
        Heard.of(voices, touchpoints, period),
        Wasted.of(watched, period),
        Unseen.blindSpots(watched, period),
        Unseen.unowned(watched, people, aboutPeople, period),
        tried,
        proof());
  }

  private Proof proof() {
    return new Proof(
        awake(),
        looks,
        blind,
        carried.sent(),
        carried.withdrawn(),
        carried.rerouted(),
        carried.lost());
  }

  /** Of the time since it began; nothing where it had not begun. */
  private double awake() {
    Instant from = began.isAfter(period.from()) ? began : period.from();
    Stretches whole = Stretches.of(from, period.until());
    return whole.isEmpty()
        ? 0
        : Watched.seconds(whole.minus(gaps).length()) / Watched.seconds(whole.length());
  }
}
