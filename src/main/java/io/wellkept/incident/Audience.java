package io.wellkept.incident;

/** Whose ladder an incident climbs. */
public enum Audience {
  /** The touchpoint's people. */
  OWNERS,
  /** The operators of Wellkept. */
  OPERATORS,
  /** The person who is its subject, who is asked something; then their lead and the operators. */
  PERSON,
  /** The lead of the person who is its subject, then the operators. */
  LEAD,
  /** Those who stand in for the person who is its subject; they are informed and asked nothing. */
  STAND_INS,
  /**
   * Owners of what is under maintenance; they are informed, hear the end, and are asked nothing.
   */
  MAINTAINED;

  /** Whether its people only hear something. */
  public boolean isAskedNothing() {
    return this == STAND_INS || this == MAINTAINED;
  }
}
