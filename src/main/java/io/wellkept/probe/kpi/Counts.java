package io.wellkept.probe.kpi;

import io.wellkept.touchpoint.Doc;

/** What a number says. */
@Doc("What the number says")
public enum Counts {
  /** How it stands, at this moment or within a period of the source's own; compared as it is. */
  LEVEL,
  /** How many there were altogether: what counts is by how much it rises. */
  TOTAL,
  /** How many came since the call before. */
  PERIOD;

  /** Whether several of them may be added up. */
  boolean flows() {
    return this != LEVEL;
  }
}
