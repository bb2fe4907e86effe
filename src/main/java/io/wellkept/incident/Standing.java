package io.wellkept.incident;

import java.time.Instant;

/** Where an incident stands between people and us. */
public sealed interface Standing {
  /** Nobody has taken it. */
  record Open() implements Standing {}

  /**
   * Somebody said "I take it" and until when.
   *
   * @param reason what the person wrote, may be empty
   * @param via by which road the word came: {@code link}, {@code slack}, {@code api}, {@code cli}
   */
  record Taken(String by, Instant at, Instant until, String reason, String via)
      implements Standing {}

  /** It is over. */
  record Resolved(Instant at, Reason because) implements Standing {}
}
