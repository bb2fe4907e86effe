package io.wellkept.app;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.incident.PlanOverride.Offer;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was handed over, offered, or said not to be theirs, as soon as the files or the people
 * say otherwise. It compares what there is with what the plan says, so it may be asked at any time.
 */
final class HandOvers {
  private static final Logger log = LoggerFactory.getLogger(HandOvers.class);

  private static final List<Incident> NONE = List.of();

  private final Work work;
  private final Plan configured;
  private final Instant now;

  private HandOvers(Work work, Plan configured, Instant now) {
    this.work = work;
    this.configured = configured;
    this.now = now;
  }

  /**
   * @param configured the plan as the files have it
   * @param questions checks of open incidents that may be over, such as {@link #questions}
   */
  static void settle(Work work, Plan configured, Collection<CheckId> questions, Instant now) {
    new HandOvers(work, configured, now).settle(questions);
  }

  /** What people are asked about owners, or said of them, of single touchpoints. */
  static List<CheckId> questions(View view) {
    return view.openIncidents().stream()
        .filter(Ownership::isAboutPeople)
        .map(Incident::check)
        .filter(check -> !check.touchpoint().equals(Ownership.HOUSE))
        .distinct()
        .toList();
  }

  private void settle(Collection<CheckId> questions) {
    List<PlanOverride> overrides = work.overrides();
    List<HandedOver> over =
        EffectivePlan.handedOver(overrides, now)
            .filter(one -> !EffectivePlan.fits(one, configured))
            .toList();
    over.forEach(this::end);
    Plan present = EffectivePlan.of(configured, overrides, now);
    EffectivePlan.offers(overrides, now).forEach(offer -> endIfVoid(offer, present));
    List<PlanOverride> left = over.isEmpty() ? overrides : work.overrides();
    for (Incident incident : questions.isEmpty() ? NONE : work.openIncidents(questions)) {
      why(incident, present, left).ifPresent(because -> close(incident, because));
    }
  }

  private void end(HandedOver one) {
    Optional<Touchpoint> touchpoint = configured.touchpoint(one.touchpoint());
    Reason because =
        touchpoint.isEmpty()
            ? Reason.REMOVED_FROM_PLAN
            : touchpoint.get().owner().equals(one.to())
                ? Reason.HANDED_OVER
                : configured.people().person(one.to()).isEmpty()
                    ? Reason.PERSON_GONE
                    : Reason.OVERTAKEN;
    String words =
        because == Reason.HANDED_OVER
            ? "the file names " + name(one.to()) + " as owner by now"
            : "to "
                + name(one.to())
                + touchpoint.map(t -> "; the file names " + name(t.owner())).orElse("");
    work.end(one.id(), now);
    work.append(
        new Event(
            now,
            Event.Type.HAND_OVER_ENDED,
            Ownership.offered(one.touchpoint()),
            null,
            one.to(),
            because,
            words));
    log.info(
        "A hand-over ended touchpoint={} from={} to={} why={}",
        one.touchpoint(),
        one.owner(),
        one.to(),
        because.label());
  }

  private String name(String person) {
    return configured.people().nameOf(person);
  }

  /** What is offered by somebody who has it no more, or to somebody who is gone. */
  private void endIfVoid(Offer offer, Plan present) {
    boolean stands =
        present
            .touchpoint(offer.touchpoint())
            .filter(touchpoint -> touchpoint.owner().equals(offer.owner()))
            .filter(touchpoint -> present.people().person(offer.to()).isPresent())
            .isPresent();
    if (!stands) {
      work.end(offer.id(), offer.from());
    }
  }

  /** Why an incident about an owner is over; empty if it is not, or is another's to end. */
  private Optional<Reason> why(Incident incident, Plan present, List<PlanOverride> overrides) {
    if (Ownership.isOffer(incident)) {
      return ofOffer(incident, present, overrides);
    }
    boolean disowned =
        incident.audience() == Audience.LEAD && !incident.check().equals(Ownership.PEOPLE);
    return disowned ? ofDisowned(incident, present) : Optional.empty();
  }

  private Optional<Reason> ofOffer(Incident incident, Plan present, List<PlanOverride> overrides) {
    String touchpoint = incident.check().touchpoint();
    Optional<Offer> asked =
        overrides.stream()
            .filter(Offer.class::isInstance)
            .map(Offer.class::cast)
            .filter(offer -> offer.touchpoint().equals(touchpoint))
            .filter(offer -> offer.to().equals(incident.subject()))
            .reduce((earlier, later) -> later);
    if (present.touchpoint(touchpoint).isEmpty()) {
      return Optional.of(Reason.REMOVED_FROM_PLAN);
    }
    if (asked.isEmpty() || present.people().person(incident.subject()).isEmpty()) {
      return Optional.of(Reason.PERSON_GONE);
    }
    boolean same = present.touchpoint(touchpoint).get().owner().equals(asked.get().owner());
    if (!same) {
      return Optional.of(Reason.OVERTAKEN);
    }
    return asked.get().inForce(now) || Listening.isBehind(work, now)
        ? Optional.empty()
        : Optional.of(Reason.NOT_ANSWERED);
  }

  private static Optional<Reason> ofDisowned(Incident incident, Plan present) {
    Optional<Touchpoint> touchpoint = present.touchpoint(incident.check().touchpoint());
    if (touchpoint.isEmpty()) {
      return Optional.of(Reason.REMOVED_FROM_PLAN);
    }
    return touchpoint.get().owner().equals(incident.subject())
        ? Optional.empty()
        : Optional.of(Reason.HANDED_OVER);
  }

  private void close(Incident incident, Reason because) {
    work.close(incident, because, now);
    log.info(
        "A question about an owner is over check={} person={} why={}",
        incident.check(),
        incident.subject(),
        because.label());
  }
}
