package io.wellkept.touchpoint;

import java.util.Locale;

/** A language that we speak; {@code words} has its sentences. */
public enum Language {
  EN,
  DE;

  /** As HTML and settings write it: {@code en}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
