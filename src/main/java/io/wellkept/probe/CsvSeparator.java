package io.wellkept.probe;

/**
 * What stands between the values of a CSV that does not say so: half the world writes semicolons.
 */
public final class CsvSeparator {
  private static final String KNOWN = ",;\t|";

  /** How Excel says it, in a first line of its own. */
  private static final String HINT = "sep=";

  private CsvSeparator() {}

  /** The one that the text names, or that divides its first line into most pieces; else a comma. */
  public static char of(String text) {
    if (text.startsWith(HINT)
        && text.length() > HINT.length()
        && KNOWN.indexOf(text.charAt(HINT.length())) >= 0) {
      return text.charAt(HINT.length());
    }
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char best = KNOWN.charAt(0);
    for (char candidate : KNOWN.toCharArray()) {
      if (count(first, candidate) > count(first, best)) {
        best = candidate;
      }
    }
    return best;
  }

  /** The text without the line in which Excel names the separator; lines keep their numbers. */
  public static String withoutHint(String text) {
    return text.startsWith(HINT)
        ? text.substring(Math.min(HINT.length() + 1, text.length()))
        : text;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(each -> each == wanted).count();
  }
}
