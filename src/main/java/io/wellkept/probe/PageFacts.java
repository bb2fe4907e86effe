package io.wellkept.probe;

import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at a page found out. */
public sealed interface PageFacts {
  /**
   * There was an answer.
   *
   * @param asked the address that was asked for
   * @param bytes how many were read, unpacked
   * @param truncated whether there were more
   * @param protection what gave away that a bot protection answered; null if none did
   */
  record Seen(
      URI asked,
      int status,
      Answer.Way way,
      long bytes,
      boolean truncated,
      @Nullable String protection,
      Contents contents)
      implements PageFacts {}

  /** There was none. */
  record Silent(URI asked, Answer.Cause cause, Duration timeout) implements PageFacts {}

  /** We could not ask. */
  record Barred(Fault fault) implements PageFacts {}

  /** Something that was found, with what shows it. */
  record Found(String wanted, String quote) {}

  /**
   * What the settings ask about, and no more: small enough to be kept for every check.
   *
   * @param elementTexts selectors of {@code selector-text} without their text, each with what the
   *     first match says; an empty quote means that nothing matched
   * @param title null if nothing was asked about it
   * @param language null if nothing was asked, empty if the page does not say
   * @param noindex what keeps search engines out; null if nothing does
   */
  record Contents(
      List<String> textsMissing,
      List<Found> textsUnwanted,
      List<String> elementsMissing,
      List<Found> elementsUnwanted,
      List<Found> elementTexts,
      @Nullable String title,
      @Nullable String language,
      @Nullable String noindex) {
    static final Contents NOTHING =
        new Contents(List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null);

    /** About how many bytes it takes to keep. */
    long weight() {
      long characters = (long) length(title) + length(language) + length(noindex);
      for (List<Found> founds : List.of(textsUnwanted, elementsUnwanted, elementTexts)) {
        for (Found found : founds) {
          characters += 100 + found.quote().length();
        }
      }
      return 300 + characters;
    }

    private static int length(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }
}
