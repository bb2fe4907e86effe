package io.wellkept.probe;

import io.wellkept.probe.freshness.Dated;
import io.wellkept.probe.freshness.Ending;
import io.wellkept.probe.freshness.MainContent;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a look at a page found out about its age. Nothing of it knows what time it is. */
public sealed interface FreshnessFacts {
  /**
   * There was an answer.
   *
   * @param asked the address that was asked for
   * @param protection what gave away that a bot protection answered; null if none did
   * @param contents null if the answer is not the page
   * @param elsewhere what feed and sitemap say of the page
   */
  record Seen(
      URI asked,
      int status,
      Answer.Way way,
      @Nullable String protection,
      @Nullable Contents contents,
      List<Sign> elsewhere)
      implements FreshnessFacts {
    boolean good() {
      return status >= 200 && status < 300;
    }
  }

  /** There was none. */
  record Silent(URI asked, Answer.Cause cause, Duration timeout) implements FreshnessFacts {}

  /** We could not ask. */
  record Barred(Fault fault) implements FreshnessFacts {}

  /**
   * What a page says of its age; small enough to be kept for many checks.
   *
   * @param feeds addresses of the feeds that it names
   * @param links where its links lead, each as a number that is the same for the same page
   */
  record Contents(
      MainContent content,
      Dated dated,
      List<Ending> endings,
      List<URI> feeds,
      Set<Integer> links) {
    /** A page that says nothing. */
    static final Contents NOTHING =
        new Contents(
            new MainContent("", 0, Map.of()),
            new Dated(null, null, List.of()),
            List.of(),
            List.of(),
            Set.of());

    public Contents {
      endings = List.copyOf(endings);
      feeds = List.copyOf(feeds);
      links = Set.copyOf(links);
    }

    /** About how many bytes it takes to keep. */
    long weight() {
      return 600
          + content.passages().size() * 260L
          + dated.signs().size() * 300L
          + endings.size() * 500L
          + links.size() * 40L;
    }
  }
}
