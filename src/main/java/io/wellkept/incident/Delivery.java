package io.wellkept.incident;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to send. Texts never hold a secret. */
public sealed interface Delivery {
  /**
   * The other side took it.
   *
   * @param reference how the other side calls the message, so that it can be changed later; may be
   *     empty
   */
  record Sent(String reference) implements Delivery {}

  /**
   * It may work later.
   *
   * @param waitAtLeast what the other side asked for; null if it did not say
   */
  record TryLater(String why, @Nullable Duration waitAtLeast) implements Delivery {}

  /** This road will not work until somebody mends it. */
  record Refused(String why) implements Delivery {}
}
