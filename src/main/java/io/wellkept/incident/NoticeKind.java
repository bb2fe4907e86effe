package io.wellkept.incident;

/** What a notice wants to tell. */
public enum NoticeKind {
  /** A fault, for the first time to this person. */
  OPENED("what is wrong"),
  /** One of the faults of a new touchpoint; all of them go as one list. */
  FIRST_LIST("the first list"),
  /** One of the faults that outlasted a storm; with all else that waits they go as one message. */
  AFTER_STORM("what is wrong, after a storm"),
  /** More is wrong, or it is worse. */
  UPDATED("that it became worse"),
  /** The promised time has passed. */
  LAPSED("that the promise passed"),
  /** Everybody was told and nothing happened. */
  REMINDER("a reminder"),
  /** Somebody hands it to this person, by name. */
  HANDED("that it is handed to them"),
  /** A receipt to whoever took it: until when, and how to undo. */
  RECEIPT("a receipt"),
  /** Somebody else took it. */
  TAKEN("that somebody took it"),
  /** A fault that concerns the person and belongs to somebody else, who was told. */
  INFORMED("what is wrong at somebody else's, for information"),
  /** It is over. */
  RESOLVED("that it is over"),
  /** A trial message that a person asked for. */
  TRIAL("a trial message"),
  /** A digest. */
  DIGEST("a digest");

  private final String words;

  NoticeKind(String words) {
    this.words = words;
  }

  /** What the person was told, for the timeline. */
  public String words() {
    return words;
  }

  /** Whether it waits a moment for others, so that all of them go as one message. */
  public boolean goesAsList() {
    return this == FIRST_LIST || this == AFTER_STORM;
  }

  /** Answers to a person's own act go at once and do not count as being told. */
  public boolean answersAnAct() {
    return this == RECEIPT || this == TRIAL;
  }

  /**
   * Whether it is a message of its own that neither waits for others nor makes others wait: an
   * answer to an act, or a digest.
   */
  public boolean goesAlone() {
    return answersAnAct() || this == DIGEST;
  }

  /** Whether it says that something is wrong, to whomever: it is not said of what is over. */
  public boolean tellsOfFault() {
    return asksToAct() || this == INFORMED;
  }

  /** Whether it asks the person to do something, so that it goes stale when the fault is gone. */
  public boolean asksToAct() {
    return switch (this) {
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, LAPSED, REMINDER, HANDED -> true;
      case RECEIPT, TAKEN, INFORMED, RESOLVED, TRIAL, DIGEST -> false;
    };
  }
}
