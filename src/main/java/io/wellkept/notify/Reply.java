package io.wellkept.notify;

import java.time.Instant;

/**
 * An answer to somebody who reported something.
 *
 * @param id the same for every attempt
 * @param about the name of the touchpoint
 * @param text in our words; may be empty
 */
public record Reply(String id, String address, String about, String text, Instant now) {
  /** Without the address. */
  @Override
  public String toString() {
    return "Reply[" + id + "]";
  }
}
