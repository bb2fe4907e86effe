package io.wellkept.touchpoint;

/**
 * How much a touchpoint matters to customers; chooses the ladder together with {@link Severity}.
 */
public enum Importance {
  LOW,
  NORMAL,
  HIGH
}
