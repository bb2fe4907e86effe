package io.wellkept.probe.destination;

import io.wellkept.probe.Answer;
import io.wellkept.probe.freshness.Ending;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of going where people are sent. Nothing of it knows what time it is. */
public sealed interface Visit {
  /**
   * There was an answer.
   *
   * @param page what stands there; null if the answer is no good page
   */
  record Arrived(URI asked, int status, List<Answer.Hop> hops, URI end, @Nullable Page page)
      implements Visit {}

  /** There was none. */
  record Nowhere(URI asked, Answer.Cause cause, Duration timeout) implements Visit {}

  /** We could not see it, which says nothing about it. */
  record Unknown(Fault fault) implements Visit {}

  /**
   * What a page says of that which was promised.
   *
   * @param missing the claims that are not on it
   * @param thin whether we saw too little of it to be sure of that: scripts may bring the rest
   * @param soldOut what says that there is nothing left; null if nothing does
   */
  record Page(List<String> missing, boolean thin, @Nullable SoldOut soldOut, List<Ending> endings) {
    public Page {
      missing = List.copyOf(missing);
      endings = List.copyOf(endings);
    }
  }

  /** Words, or a sign for machines, that there is nothing left. */
  record SoldOut(String quote, String where, double confidence) {}
}
