package io.wellkept.probe.links;

import io.wellkept.touchpoint.Severity;

/** What an address on a page is for. */
public enum Role {
  LINK("link", "leads nowhere", Severity.MINOR),
  /** Named in the page's head for programs, such as the same page in another language. */
  NAMED("link in the page's head", "leads nowhere", Severity.MINOR),
  IMAGE("image", "is missing", Severity.MINOR),
  MEDIA("film or sound", "is missing", Severity.MINOR),
  FRAME("embedded page", "is missing", Severity.MINOR),
  STYLESHEET("stylesheet", "is missing", Severity.MAJOR),
  SCRIPT("script", "is missing", Severity.MAJOR),
  FORM("form", "leads nowhere", Severity.MAJOR);

  private final String words;
  private final String dead;
  private final Severity severity;

  Role(String words, String dead, Severity severity) {
    this.words = words;
    this.dead = dead;
    this.severity = severity;
  }

  /** As people call it. */
  String words() {
    return words;
  }

  /** What is wrong with it when nothing is there. */
  String dead() {
    return dead;
  }

  /** How bad that is on a site of ours. */
  Severity severity() {
    return severity;
  }

  /** Whether the page does not work as it should without it. */
  boolean needed() {
    return severity.worseThan(Severity.MINOR);
  }
}
