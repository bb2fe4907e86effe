package io.wellkept.touchpoint;

/**
 * What a touchpoint is like for customers, worst last; {@link #UNKNOWN} means that we could not
 * look.
 */
public enum Condition {
  HEALTHY("healthy"),
  UNKNOWN("not known"),
  DEGRADED("degraded"),
  OVERDUE("overdue"),
  STALE("stale"),
  UNANSWERED("unanswered"),
  BROKEN("broken");

  private final String words;

  Condition(String words) {
    this.words = words;
  }

  /** The condition as people read it. */
  public String words() {
    return words;
  }

  public boolean worseThan(Condition other) {
    return compareTo(other) > 0;
  }
}
