package io.wellkept.incident;

/** What a notice wants to tell. */
public enum NoticeKind {
  /** A fault, for the first time to this person. */
  OPENED,
  /** One of the faults of a new touchpoint; all of them go as one list. */
  FIRST_LIST,
  /** More is wrong, or it is worse. */
  UPDATED,
  /** The promised time has passed. */
  LAPSED,
  /** Everybody was told and nothing happened. */
  REMINDER,
  /** A receipt to whoever took it: until when, and how to undo. */
  RECEIPT,
  /** Somebody else took it. */
  TAKEN,
  /** It is over. */
  RESOLVED,
  /** A trial message that a person asked for. */
  TRIAL;

  /** Answers to a person's own act go at once and do not count as being told. */
  public boolean answersAnAct() {
    return this == RECEIPT || this == TRIAL;
  }

  /** Whether it asks the person to do something, so that it goes stale when the fault is gone. */
  public boolean asksToAct() {
    return switch (this) {
      case OPENED, FIRST_LIST, UPDATED, LAPSED, REMINDER -> true;
      case RECEIPT, TAKEN, RESOLVED, TRIAL -> false;
    };
  }
}
