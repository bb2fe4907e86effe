package io.wellkept.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding on a page.
 *
 * @param field makes names of form fields unlike those of other findings
 * @param certainty null if it is certain
 * @param mute null if nobody muted it
 */
public record FindingView(
    String field,
    String key,
    String headline,
    String severity,
    When since,
    @Nullable String certainty,
    List<Piece> evidence,
    @Nullable Mute mute) {
  public FindingView {
    evidence = List.copyOf(evidence);
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
