package io.wellkept.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a notice was decided, and what became of it; an incident keeps these.
 *
 * @param outcome null while the message is on its way
 * @param why what led to telling the person, or why the person was passed over
 */
public record Told(
    String notice,
    NoticeKind kind,
    String person,
    int rung,
    Instant decidedAt,
    @Nullable Instant settledAt,
    @Nullable Outcome outcome,
    Reason why) {
  /** How a notice ended for the person, over all roads that were tried. */
  public enum Outcome {
    SENT,
    WITHDRAWN,
    FAILED,
    /** Nothing was decided to be sent: the person could not be reached. */
    SKIPPED
  }

  static Told of(Notice notice) {
    return new Told(
        notice.id(),
        notice.kind(),
        notice.person(),
        notice.rung(),
        notice.decidedAt(),
        null,
        null,
        notice.why());
  }

  public boolean pending() {
    return outcome == null;
  }

  public boolean sent() {
    return outcome == Outcome.SENT;
  }

  /** Whether it may be let go when the same happens again: the history of events has it. */
  boolean repeatable() {
    boolean firstWord =
        kind == NoticeKind.OPENED || kind == NoticeKind.INFORMED || kind.goesAsList();
    return switch (outcome) {
      case null -> false;
      case SENT -> !firstWord;
      case WITHDRAWN, FAILED -> true;
      case SKIPPED -> false;
    };
  }

  /** The same said to the same person on the same rung, with the same outcome. */
  boolean isRepeatedBy(Told later) {
    return kind == later.kind
        && person.equals(later.person)
        && rung == later.rung
        && outcome == later.outcome;
  }

  static Told skipped(String incident, String person, int rung, Instant now, Reason why) {
    return new Told(
        Ids.of(incident, "skipped", person, Integer.toString(rung), why.name()),
        NoticeKind.OPENED,
        person,
        rung,
        now,
        now,
        Outcome.SKIPPED,
        why);
  }

  Told settled(Outcome how, Instant at) {
    return new Told(notice, kind, person, rung, decidedAt, at, how, why);
  }
}
