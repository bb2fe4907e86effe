package io.wellkept.probe.flow;

import java.net.URI;
import okhttp3.Headers;

/**
 * An answer as the next step finds it.
 *
 * @param html whether the source is HTML; else it is a plain text, or JSON
 * @param truncated whether there was more than we read
 */
public record Sight(
    URI address, int status, boolean html, String source, boolean truncated, Headers headers) {
  private static final int LONGEST_QUOTE = 300;

  /** The beginning of a text, as evidence shows it. */
  public static String cut(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
  }

  @Override
  public String toString() {
    return "Sight[" + status + ", " + source.length() + " characters]";
  }
}
