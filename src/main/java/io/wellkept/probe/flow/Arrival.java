package io.wellkept.probe.flow;

import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was found where something that was sent must arrive. */
public sealed interface Arrival {
  /**
   * It is there.
   *
   * @param at when it came; null if the place does not say, and it is only known to be there now
   */
  record Arrived(@Nullable Instant at) implements Arrival {}

  /**
   * We looked through all that could be it, and it is not there.
   *
   * @param seen what was looked through: "14 messages that came since"
   */
  record Missing(String seen) implements Arrival {}

  /** We could not see whether it is there. */
  record Unseen(Fault fault) implements Arrival {}

  /** It could not be seen, because a service that we ask does not do its part. */
  static Arrival fails(String service, String detail) {
    return new Unseen(new Fault.ServiceFails(service, detail));
  }
}
