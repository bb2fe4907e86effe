package io.wellkept.web;

import java.net.URI;
import java.time.Instant;

/** What we need of the room that talks to Slack. */
public record Slack(Signature signature, Reply reply) {
  /** Tells Slack's requests from those of others. */
  public interface Signature {
    /**
     * Whether the request comes from Slack and is not a repeat of an old one.
     *
     * @param timestamp the header X-Slack-Request-Timestamp; empty if missing
     * @param signature the header X-Slack-Signature; empty if missing
     */
    boolean good(String timestamp, String signature, byte[] rawBody, Instant now);
  }

  /** Answers whoever pressed something. */
  public interface Reply {
    /** Shows a sentence to that person alone. Called on a thread that may wait. */
    void say(URI responseUrl, String text);
  }
}
