package io.wellkept.web;

import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tokens;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a link's token is still good, and if not, whom to ask. */
final class Grants {
  /** A link outlives its incident by this much. */
  static final Duration AFTER_THE_END = Duration.ofDays(30);

  private Grants() {}

  /** What a token opens. */
  sealed interface Access {
    /** This incident, to this person. */
    record Good(Incident incident, Person person) implements Access {}

    /** Nothing any more; the sentence says why and whom to ask. */
    record Over(Sentence why) implements Access {}

    /** Nothing: we did not make it, or know nothing of what it names. */
    record Unknown() implements Access {}
  }

  static Access check(String token, Tokens tokens, Ledger.View view, Plan plan, Instant now) {
    Optional<Tokens.Grant> read = tokens.readIncident(token);
    if (read.isEmpty()) {
      return new Access.Unknown();
    }
    Tokens.Grant grant = read.get();
    Optional<Incident> found = view.incident(grant.incident());
    if (found.isEmpty()) {
      return new Access.Over(Sentence.of("link.forgotten"));
    }
    Incident incident = found.get();
    Optional<Person> person = plan.people().person(grant.person());
    Plan present = EffectivePlan.of(plan, view.overrides(), now);
    boolean gone = person.isEmpty() || person.get().hasLeft(now);
    if (gone || voided(grant.person(), grant.issuedAt(), view, now)) {
      return new Access.Over(Sentence.of("link.withdrawn", ask(present, incident, grant.person())));
    }
    if (incident.standing() instanceof Standing.Resolved over
        && !now.isBefore(over.at().plus(AFTER_THE_END))) {
      return new Access.Over(Sentence.of("link.long-over", ask(present, incident, grant.person())));
    }
    return new Access.Good(incident, person.get());
  }

  /** Whether links that were made for the person at that moment were voided since. */
  static boolean voided(String person, Instant issuedAt, Ledger.View view, Instant now) {
    return view.overrides().stream()
        .filter(PlanOverride.LinksVoid.class::isInstance)
        .map(PlanOverride.LinksVoid.class::cast)
        .filter(links -> links.person().equals(person) && links.inForce(now))
        .anyMatch(links -> issuedAt.isBefore(links.from()));
  }

  private static Sentence ask(Plan plan, Incident incident, String notThem) {
    List<String> names = new ArrayList<>();
    plan.touchpoint(incident.check().touchpoint()).ifPresent(touchpoint -> whom(touchpoint, names));
    names.remove(notThem);
    Optional<Object> who =
        names.stream()
            .map(id -> (Object) plan.people().nameOf(id))
            .reduce((one, other) -> Sentence.of("link.or", one, other));
    return who.map(them -> Sentence.of("link.ask-them", them))
        .orElseGet(() -> Sentence.of("link.ask-whoever-runs-it"));
  }

  private static void whom(Touchpoint touchpoint, List<String> names) {
    names.add(touchpoint.owner());
    names.addAll(touchpoint.backups());
  }
}
