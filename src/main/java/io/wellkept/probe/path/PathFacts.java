package io.wellkept.probe.path;

import io.wellkept.probe.Answer;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look for the way to another touchpoint found out. */
public sealed interface PathFacts {
  /**
   * The page was read.
   *
   * @param to where the way must lead
   * @param sought whether the search came to its end; if not, nothing is said of what is missing
   * @param unseen why something that may lead there could not be seen; null if all was
   * @param way the best way that there is; null if none was found
   * @param read how many pages were read, and how many ways they offer to anywhere
   * @param nearest what comes closest, where there is no way
   */
  record Seen(
      Duration latency,
      Touchpoint to,
      boolean sought,
      @Nullable Fault unseen,
      @Nullable Found way,
      Read read,
      List<String> nearest)
      implements PathFacts {
    public Seen {
      nearest = List.copyOf(nearest);
    }

    /** Whether more could be known than is. */
    boolean untold() {
      return !sought || unseen != null;
    }
  }

  /** How much was looked through. */
  record Read(int pages, int ways) {}

  /**
   * A way.
   *
   * @param text what a visitor presses
   * @param page where that stands
   * @param clicks how many it takes, this one included
   * @param wrong what the click leads to in place of the touchpoint; null if it leads there
   */
  record Found(String text, URI page, URI address, int clicks, @Nullable String wrong) {}

  /** The page answered, and what it said is not the page. */
  record Refused(int status, Answer.Way way) implements PathFacts {}

  /** There was no answer. */
  record Silent(URI asked, Answer.Cause cause, Duration timeout) implements PathFacts {}

  /** We could not ask. */
  record Barred(Fault fault) implements PathFacts {}

  /** The other touchpoint is not there yet, or no more: no way need lead there. */
  record NotLive() implements PathFacts {}
}
