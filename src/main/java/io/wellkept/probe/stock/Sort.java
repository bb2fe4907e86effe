package io.wellkept.probe.stock;

/** What sort of place a candidate is; in the order in which they are listed. */
public enum Sort {
  PROFILE("Profiles and places elsewhere", 0.9),
  FORM("Forms", 0.85),
  CHAT("Chats", 0.9),
  PAGE("Pages", 0.8),
  MAILBOX("Mailboxes", 0.4),
  PHONE("Telephones", 0.4),
  FEED("Feeds", 0.4),
  DOWNLOAD("Downloads", 0.3),
  SECTION("Parts of the site", 0.3);

  private final String heading;
  private final double confidence;

  Sort(String heading, double confidence) {
    this.heading = heading;
    this.confidence = confidence;
  }

  public String heading() {
    return heading;
  }

  /** How sure it is that somebody must answer for such a place, from 0 to 1. */
  double confidence() {
    return confidence;
  }
}
