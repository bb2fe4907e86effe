package io.wellkept.probe.links;

import java.time.Instant;

/**
 * What came of looking where an address leads.
 *
 * @param brief why, in a word or two: {@code 404}
 * @param words why, in a clause for the evidence
 */
record Outcome(Instant at, Verdict verdict, String brief, String words) {
  /** What it says of the address. */
  enum Verdict {
    /** Something is there. */
    FINE,
    /** An error, or nothing; may be so for us alone, or for today. */
    BAD,
    /** Certain death: the host says that nothing is there, or there is no such host. */
    GONE,
    /** It cannot be told. */
    UNKNOWN,
    /** Our own network is closed: nobody was asked. */
    CLOSED
  }

  boolean fine() {
    return verdict == Verdict.FINE;
  }

  /** Whether it counts against the address: strictly for our own, with certainty for others. */
  boolean against(boolean ours) {
    return verdict == Verdict.GONE || (ours && verdict == Verdict.BAD);
  }
}
