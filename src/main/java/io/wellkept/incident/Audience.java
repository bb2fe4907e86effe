package io.wellkept.incident;

/** Whose ladder an incident climbs: the touchpoint's people or the operators of Wellkept. */
public enum Audience {
  OWNERS,
  OPERATORS
}
