package io.wellkept.probe;

import io.wellkept.touchpoint.CheckId;

/** Keeps what a look shows and what is no text, such as a picture of the page. */
@FunctionalInterface
public interface Files {
  /** The largest that is kept, in bytes. */
  int LARGEST = 5_000_000;

  /** For whoever looks and keeps nothing. */
  Files NONE = (check, bytes, type) -> "";

  /**
   * Keeps it for a while.
   *
   * @param type its media type
   * @return under which id it can be asked for; empty if it is not kept
   */
  String keep(CheckId check, byte[] bytes, String type);
}
