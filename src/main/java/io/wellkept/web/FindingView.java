package io.wellkept.web;

import io.wellkept.touchpoint.Severity;
import io.wellkept.words.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One finding on a page.
 *
 * @param certainty null if it is certain
 * @param mute null if nobody muted it
 * @param words the reader's language
 */
public record FindingView(
    String key,
    String headline,
    String severity,
    When since,
    @Nullable String certainty,
    List<Piece> evidence,
    @Nullable Mute mute,
    Words words) {
  public FindingView {
    evidence = List.copyOf(evidence);
  }

  /** A sentence in the reader's language. */
  public String say(String key, Object... values) {
    return words.say(key, values);
  }

  /** How bad it is, as people read it. */
  public String severityWords() {
    return words.of(Severity.valueOf(severity.toUpperCase(Locale.ROOT)));
  }

  /**
   * A piece of evidence.
   *
   * @param address null where the text is none
   * @param file the id of a picture to show; null where the text is for people to read
   */
  public record Piece(String label, String text, @Nullable String address, @Nullable String file) {}

  /** That somebody said it is not a fault. */
  public record Mute(String by, When until, String reason) {}
}
