package io.wellkept.incident;

import io.wellkept.incident.Escalation.Situation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asked once more before a notice leaves: is it still true, and still wanted? */
public sealed interface Truth {
  /** Send it. */
  record Stands() implements Truth {}

  /** It must not leave any more. */
  record Gone(Reason because) implements Truth {}

  /** It cannot be told yet. */
  record Unsure(Reason because) implements Truth {}

  /** An incident as it is now, with what its ladder must know. */
  record Case(Incident incident, Situation situation) {}

  /**
   * @param about what the notice is about; null if that is not known any more
   * @param personKnown whether the plan still has the person
   */
  static Truth of(Notice notice, @Nullable Case about, boolean personKnown, Instant now) {
    if (!personKnown) {
      return new Gone(Reason.PERSON_GONE);
    }
    if (notice.kind() == NoticeKind.TRIAL || notice.kind() == NoticeKind.DIGEST) {
      return new Stands();
    }
    if (about == null) {
      return new Gone(Reason.SUPERSEDED);
    }
    Incident incident = about.incident();
    return switch (notice.kind()) {
      case OPENED, FIRST_LIST, AFTER_STORM ->
          standsOnRung(notice, about.situation())
              ? ofCall(notice, about, now)
              : new Gone(Reason.SOMEBODY_ELSES);
      case UPDATED, LAPSED, REMINDER -> ofCall(notice, about, now);
      case HANDED -> ofHandOver(incident, notice.person());
      case RECEIPT -> ofTaking(incident, taken -> taken.by().equals(notice.person()));
      case TAKEN -> ofTaking(incident, taken -> !taken.by().equals(notice.person()));
      case INFORMED ->
          about.situation().concerned().contains(notice.person())
              ? ofInformation(notice, about, now)
              : new Gone(Reason.SOMEBODY_ELSES);
      case RESOLVED, TRIAL, DIGEST -> new Stands();
    };
  }

  /** Said by a person to a person: nothing holds it back but that it is over, or seems to be. */
  private static Truth ofHandOver(Incident incident, String person) {
    if (incident.standing() instanceof Standing.Resolved resolved) {
      return new Gone(resolved.because());
    }
    HandOver over = incident.handOver();
    if (over == null || !over.to().equals(person)) {
      return new Gone(Reason.SUPERSEDED);
    }
    return incident.fineSince() != null && incident.unsteady() == null
        ? new Unsure(Reason.WAITING_FOR_CERTAINTY)
        : new Stands();
  }

  /** Like a call, and true also when whose matter it is has taken it. */
  private static Truth ofInformation(Notice notice, Case about, Instant now) {
    if (about.incident().taken().isEmpty()) {
      return ofCall(notice, about, now);
    }
    // withdrawn it would not be decided anew while somebody has it
    return isUnderMaintenance(about, now) ? new Unsure(Reason.MAINTENANCE) : new Stands();
  }

  /** Who owns it, and so who hears of it first, may have changed since. */
  private static boolean standsOnRung(Notice notice, Situation situation) {
    int rung = notice.rung();
    return rung >= situation.policy().rungs().size()
        || situation.roster().on(situation.policy().rungs().get(rung).tell()).stream()
            .anyMatch(person -> person.id().equals(notice.person()));
  }

  /** Who took it may have changed, or nobody may have it any more. */
  private static Truth ofTaking(Incident incident, Predicate<Standing.Taken> asSaid) {
    return incident.taken().filter(asSaid).isPresent() ? new Stands() : new Gone(Reason.SUPERSEDED);
  }

  /**
   * What did not leave before the storm was noticed is decided anew when it is over. As the ladder
   * has it: whoever was told before the storm is told as usual, but for the news that it brought.
   */
  private static boolean waitsForStorm(Notice notice, Case about, Instant now) {
    Storm storm = about.situation().storm();
    if (storm == null || !about.situation().heldByStorm(about.incident(), now)) {
      return false;
    }
    return !notice.decidedAt().isBefore(storm.from())
        && (notice.kind() == NoticeKind.UPDATED || about.incident().uncalled());
  }

  private static Truth ofCall(Notice notice, Case about, Instant now) {
    Incident incident = about.incident();
    return switch (incident.standing()) {
      case Standing.Resolved resolved -> new Gone(resolved.because());
      case Standing.Taken taken -> new Gone(Reason.SOMEBODY_TOOK_IT);
      case Standing.Open open when incident.snoozedUntil() != null -> new Gone(Reason.SNOOZED);
      case Standing.Open open when isUnderMaintenance(about, now) -> new Gone(Reason.MAINTENANCE);
      case Standing.Open open when incident.fineSince() != null && incident.unsteady() == null ->
          new Unsure(Reason.WAITING_FOR_CERTAINTY);
      case Standing.Open open when waitsForStorm(notice, about, now) -> new Gone(Reason.STORM);
      case Standing.Open open ->
          ofHold(
              Hold.maintenance(incident, about.situation(), now)
                  .or(() -> Dependence.hold(incident, about.situation(), now)));
    };
  }

  private static boolean isUnderMaintenance(Case about, Instant now) {
    return about.situation().maintenance().at(now).isPresent();
  }

  /** What waits for a look waits here; what an ancestor explains is decided anew after its end. */
  private static Truth ofHold(Optional<Hold> hold) {
    return hold.map(Hold::why)
        .<Truth>map(why -> why == Reason.PARENT_IS_BAD ? new Gone(why) : new Unsure(why))
        .orElseGet(Stands::new);
  }
}
