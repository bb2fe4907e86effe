package io.wellkept.probe.voice;

/** Short quotes of what customers say: the rest is theirs. */
public final class Quotes {
  private static final int LONGEST = 200;

  private Quotes() {}

  /** The beginning of it, of at most 200 characters. */
  public static String of(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }
}
