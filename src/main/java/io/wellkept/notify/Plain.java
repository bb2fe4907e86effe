package io.wellkept.notify;

import io.wellkept.words.OneLine;
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
  private Plain() {}

  /** As {@link OneLine#of}. */
  static String line(String text, int most) {
    return OneLine.of(text, most);
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
