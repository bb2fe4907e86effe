package io.wellkept.probe.timing;

import io.wellkept.probe.Passages.Passage;
import io.wellkept.touchpoint.Fault;
import java.util.List;

/** What a look at events gave. */
sealed interface TimingFacts {
  /**
   * The events.
   *
   * @param unread how many could not be read
   * @param complete whether there were no more than we read
   */
  record Events(List<Passage> passages, int unread, boolean complete) implements TimingFacts {
    public Events {
      passages = List.copyOf(passages);
    }
  }

  /** They could not be read. */
  record Blind(Fault fault) implements TimingFacts {}
}
