package io.wellkept.probe.stock;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;

/** What a look at a site gave. */
sealed interface InventoryFacts {
  /**
   * The walk came so far.
   *
   * @param registered what somebody answers for, as the plan stands now
   */
  record Seen(Walk walk, Registered registered) implements InventoryFacts {}

  /** We could not look; the walk will be gone on with. */
  record Barred(Fault fault, Walk walk) implements InventoryFacts {}

  /** The site gave no answer that counts. */
  record Silent(URI asked, Cause cause, Duration timeout, Registered registered)
      implements InventoryFacts {}

  /** Where the walk begins there is no page. */
  record NoPage(URI asked, int status, Registered registered) implements InventoryFacts {}
}
