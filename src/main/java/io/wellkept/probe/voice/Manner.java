package io.wellkept.probe.voice;

import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;

/** How a kind of check speaks of those who wait, and how long it lets them. */
public interface Manner {
  /** What the codes of its findings begin with: {@code reviews}. */
  String kind();

  /** How soon this is to be answered. */
  Within within(Voice voice);

  /** How bad it is if it is not. */
  Severity severity(Voice voice);

  /** What waits, as the beginning of a sentence: "A review with 1 star". */
  String words(Voice voice);

  /**
   * As much of what was said as a clock must remember: a quote, and whatever else these answers
   * depend on.
   */
  default String quote(Voice voice) {
    return Quotes.of(voice.text());
  }

  /**
   * Whether what has no answer and is dated later than before is another word, because an answer in
   * between need not be seen. Else it was only changed: some date what is changed anew.
   */
  default boolean goesOn() {
    return false;
  }
}
