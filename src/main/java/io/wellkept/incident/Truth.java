package io.wellkept.incident;

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

  /**
   * @param incident as it is now; null if it is not known any more
   * @param personKnown whether the plan still has the person
   */
  static Truth of(Notice notice, @Nullable Incident incident, boolean personKnown) {
    if (!personKnown) {
      return new Gone(Reason.PERSON_GONE);
    }
    if (notice.kind() == NoticeKind.TRIAL) {
      return new Stands();
    }
    if (incident == null) {
      return new Gone(Reason.SUPERSEDED);
    }
    return switch (notice.kind()) {
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, LAPSED, REMINDER -> ofCall(incident);
      case RECEIPT -> ofTaking(incident, taken -> taken.by().equals(notice.person()));
      case TAKEN -> ofTaking(incident, taken -> !taken.by().equals(notice.person()));
      case RESOLVED, TRIAL -> new Stands();
    };
  }

  /** Who took it may have changed, or nobody may have it any more. */
  private static Truth ofTaking(Incident incident, Predicate<Standing.Taken> asSaid) {
    return incident.taken().filter(asSaid).isPresent() ? new Stands() : new Gone(Reason.SUPERSEDED);
  }

  private static Truth ofCall(Incident incident) {
    return switch (incident.standing()) {
      case Standing.Resolved resolved -> new Gone(resolved.because());
      case Standing.Taken taken -> new Gone(Reason.SOMEBODY_TOOK_IT);
      case Standing.Open open when incident.snoozedUntil() != null -> new Gone(Reason.SNOOZED);
      case Standing.Open open when incident.fineSince() != null ->
          new Unsure(Reason.WAITING_FOR_CERTAINTY);
      case Standing.Open open -> new Stands();
    };
  }
}
