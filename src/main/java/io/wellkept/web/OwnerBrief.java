package io.wellkept.web;

import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Confirmation;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One owner, as programs and the command line list them.
 *
 * @param touchpoints ids of what they answer for
 * @param since since when Wellkept knows them as an owner; null if no daemon has run since
 * @param confirmedAt when they said last that all of it is theirs; null if never
 * @param askedAt since when that question waits for them; null if it does not
 * @param away whether they are away now
 * @param lastDay their last day in the company, as {@code 2026-12-31}; null if none is known
 * @param reachableBy the notifiers that lead to them
 * @param troubles why nobody can count on them; empty if somebody can
 */
public record OwnerBrief(
    String person,
    String name,
    List<String> touchpoints,
    @Nullable Instant since,
    @Nullable Instant confirmedAt,
    @Nullable Instant askedAt,
    boolean away,
    @Nullable String lastDay,
    List<String> reachableBy,
    List<String> troubles) {
  public OwnerBrief {
    touchpoints = List.copyOf(touchpoints);
    reachableBy = List.copyOf(reachableBy);
    troubles = List.copyOf(troubles);
  }

  /**
   * Everybody who answers for anything, by their ids.
   *
   * @param present the plan with what people changed
   */
  public static List<OwnerBrief> all(Ledger.View view, Plan present, Instant now) {
    Map<String, List<Touchpoint>> owned =
        present.touchpoints().values().stream()
            .filter(touchpoint -> present.people().person(touchpoint.owner()).isPresent())
            .collect(Collectors.groupingBy(Touchpoint::owner, TreeMap::new, Collectors.toList()));
    Map<String, Instant> since = view.owners();
    Map<String, Incident> asked = bySubject(view.openIncidents(List.of(Ownership.CONFIRM)));
    Map<String, Incident> troubles = bySubject(view.openIncidents(List.of(Ownership.PEOPLE)));
    return owned.entrySet().stream()
        .map(owner -> {
          Person person = present.people().person(owner.getKey()).orElseThrow();
          Incident question = asked.get(person.id());
          Incident trouble = troubles.get(person.id());
          return new OwnerBrief(
              person.id(),
              person.name(),
              owner.getValue().stream().map(Touchpoint::id).toList(),
              since.get(person.id()),
              view.lastConfirmation(person.id()).map(Confirmation::at).orElse(null),
              question == null ? null : question.openedAt(),
              person.awayAt(now),
              person.until() == null ? null : person.until().toString(),
              present.daemon().roadsTo(person),
              trouble == null
                  ? List.of()
                  : trouble.findings().stream().map(Finding::headline).toList());
        })
        .toList();
  }

  private static Map<String, Incident> bySubject(List<Incident> incidents) {
    return incidents.stream()
        .collect(Collectors.toMap(Incident::subject, one -> one, (one, other) -> one));
  }
}
