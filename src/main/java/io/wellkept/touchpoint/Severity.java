package io.wellkept.touchpoint;

/** How bad a finding is, from "worth mending" to "customers are turned away". */
public enum Severity {
  MINOR,
  MAJOR,
  CRITICAL;

  public boolean worseThan(Severity other) {
    return compareTo(other) > 0;
  }
}
