package io.wellkept.notify;

import io.wellkept.touchpoint.Language;
import java.time.Instant;

/**
 * An answer to somebody who reported something.
 *
 * @param id the same for every attempt
 * @param about the name of the touchpoint; empty if nobody knows it any more
 * @param text in our words; may be empty
 * @param language in which the text is written, as far as we know
 */
public record Reply(
    String id, String address, String about, String text, Language language, Instant now) {
  /** Without the address. */
  @Override
  public String toString() {
    return "Reply[" + id + "]";
  }
}
