package io.wellkept.report.digest;

import io.wellkept.ledger.Ledger.Gist;
import io.wellkept.ledger.Ledger.KeptDigest;
import java.time.Duration;
import java.time.Instant;

/**
 * A digest as it was written once and is read for ever.
 *
 * @param id names its page
 * @param name what the plan calls it
 * @param dueAt when it was to be written
 * @param madeAt when it was
 */
public record Edition(String id, String name, Instant dueAt, Instant madeAt, Digest digest) {
  /** A daemon that listens writes one within minutes. */
  private static final Duration IN_TIME = Duration.ofMinutes(15);

  /**
   * @throws IllegalArgumentException if a later version wrote it
   */
  public static Edition of(KeptDigest kept) {
    return new Edition(
        kept.id(), kept.name(), kept.dueAt(), kept.madeAt(), DigestJson.read(kept.body()));
  }

  /** What a list shows of it. */
  public static Gist gist(Digest digest) {
    return new Gist(
        digest.scope().name(),
        digest.period().zone(),
        digest.score().now(),
        DigestWriter.acts(digest));
  }

  /** Whether its readers should be told that it comes later than they expect. */
  public boolean late() {
    return isLate(dueAt, madeAt);
  }

  /** The same of one that was not read. */
  public static boolean isLate(Instant dueAt, Instant madeAt) {
    return madeAt.isAfter(dueAt.plus(IN_TIME));
  }
}
