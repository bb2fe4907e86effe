package io.wellkept.words;

/** Texts of others on one line, harmless. */
public final class OneLine {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private OneLine() {}

  /**
   * One line without control or direction marks, blanks collapsed, cut to so many characters with
   * an ellipsis at a word's end where possible.
   *
   * @param most at least 2
   */
  public static String of(String text, int most) {
    StringBuilder line = new StringBuilder();
    boolean blank = false;
    for (int i = 0; i < text.length() && line.length() <= most; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (isBlank(point)) {
        blank = !line.isEmpty();
      } else if (isVisible(point)) {
        if (blank) {
          line.append(' ');
          blank = false;
        }
        line.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 0xFFFD : point);
      }
    }
    return cut(line, most);
  }

  private static boolean isBlank(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.getType(point) == Character.CONTROL;
  }

  /** Format characters say nothing and hide much; the joiners make letters and emoji. */
  private static boolean isVisible(int point) {
    return Character.getType(point) != Character.FORMAT
        || point == ZERO_WIDTH_JOINER
        || point == ZERO_WIDTH_NON_JOINER;
  }

  private static String cut(StringBuilder line, int most) {
    if (line.length() <= most) {
      return line.toString();
    }
    int end = most - 1;
    int word = line.lastIndexOf(" ", end);
    if (word > most * 2 / 3) {
      end = word;
    } else if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end).stripTrailing() + "…";
  }
}
