package io.wellkept.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a notice was decided, and what became of it; an incident keeps these.
 *
 * @param outcome null while the message is on its way
 */
public record Told(
    String notice,
    NoticeKind kind,
    String person,
    int rung,
    Instant decidedAt,
    @Nullable Instant settledAt,
    @Nullable Outcome outcome) {
  /** How a notice ended for the person, over all roads that were tried. */
  public enum Outcome {
    SENT,
    WITHDRAWN,
    FAILED
  }

  static Told of(Notice notice) {
    return new Told(
        notice.id(), notice.kind(), notice.person(), notice.rung(), notice.decidedAt(), null, null);
  }

  public boolean pending() {
    return outcome == null;
  }

  public boolean sent() {
    return outcome == Outcome.SENT;
  }

  Told settled(Outcome how, Instant at) {
    return new Told(notice, kind, person, rung, decidedAt, at, how);
  }
}
