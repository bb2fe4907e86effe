package io.wellkept.probe.chat;

import io.wellkept.probe.Answer;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What a look at a chat gave: its page, and those who wait. */
record ChatFacts(Page page, Desk desk) {
  /** What the page showed. */
  sealed interface Page {
    /** There is no page to look at. */
    record None() implements Page {}

    /** We could not look. */
    record Unseen(Fault fault) implements Page {}

    /** It gave no answer that counts. */
    record Silent(URI asked, Answer.Cause cause, Duration timeout) implements Page {}

    /** It answered with another status than 200 to 299. */
    record Wrong(URI asked, int status) implements Page {}

    /**
     * It is there.
     *
     * @param whole whether all of it was read
     * @param tagManager whether something on it may add what its source does not show
     * @param scripts what the scripts of the widgets answered
     */
    record Seen(
        URI address,
        Duration latency,
        boolean whole,
        boolean tagManager,
        List<Sighting> sightings,
        List<Script> scripts)
        implements Page {
      public Seen {
        sightings = List.copyOf(sightings);
        scripts = List.copyOf(scripts);
      }
    }
  }

  /** What a widget's script answered when it was asked for. */
  record Script(Signature signature, URI address, Loading loading) {}

  /** Whether a script is one that browsers can run. */
  sealed interface Loading {
    record Fine() implements Loading {}

    /** The vendor does not know it, or has switched it off; says what shows it. */
    record Dead(String why) implements Loading {}

    /** It does not come, or is none. */
    record Fails(String why) implements Loading {}

    /** We could not look. */
    record Unseen(Fault fault) implements Loading {}
  }
}
