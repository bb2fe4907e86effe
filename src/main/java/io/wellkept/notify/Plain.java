package io.wellkept.notify;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes texts of others harmless. What a website or a configuration says may hold line breaks that
 * would begin a new mail header, marks that turn the direction of writing around, or a megabyte.
 */
final class Plain {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Plain() {}

  /**
   * One line without control or direction marks, blanks collapsed, cut to so many characters with
   * an ellipsis at a word's end where possible.
   *
   * @param most at least 2
   */
  static String line(String text, int most) {
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

  /** The lines of a text, each harmless, without empty ones. */
  static List<String> lines(String text, int mostLines, int mostOfEach) {
    return text.lines()
        .map(line -> line(line, mostOfEach))
        .filter(line -> !line.isEmpty())
        .limit(mostLines)
        .toList();
  }

  /** A sentence: begins with a capital, ends with a full stop. */
  static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String capital = Character.toString(first).toUpperCase(Locale.ROOT);
    String begun = capital + text.substring(Character.charCount(first));
    return ".!?…".indexOf(begun.charAt(begun.length() - 1)) >= 0 ? begun : begun + ".";
  }

  /** The text as a web address, if that is all it is. */
  static Optional<URI> webAddress(String text) {
    try {
      return Optional.of(URI.create(text.strip())).filter(Plain::isWeb);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static boolean isWeb(URI address) {
    return address.getHost() != null
        && ("https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme()));
  }

  /**
   * The text in pieces between which a mail may break the line. Mail programs make links of what
   * looks like an address; pieces do not look like one.
   */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      if ("./:@".indexOf(text.charAt(i)) >= 0 && text.charAt(i + 1) != ' ') {
        pieces.add(text.substring(begin, i + 1));
        begin = i + 1;
      }
    }
    pieces.add(text.substring(begin));
    return pieces;
  }
}
