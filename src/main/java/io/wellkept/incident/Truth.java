package io.wellkept.incident;

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
    if (notice.kind() == NoticeKind.TAKEN && incident.taken().isEmpty()) {
      return new Gone(Reason.SUPERSEDED);
    }
    return notice.kind().asksToAct() ? ofCall(incident) : new Stands();
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
