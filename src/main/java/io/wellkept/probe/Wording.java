package io.wellkept.probe;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Text as people compare it: blanks, typographic quotes and the case of letters do not matter. */
public final class Wording {
  private static final int AROUND = 60;

  private Wording() {}

  /** One blank for any run of them, plain quotes, nothing invisible, nothing at the ends. */
  public static String plain(CharSequence text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean blank = true;
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ascii &= c < 128;
      if (c > 127) {
        c = folded(c);
      }
      if (c == 0) {
        continue;
      }
      boolean isBlank = c <= ' ';
      if (!isBlank) {
        plain.append(c);
      } else if (!blank) {
        plain.append(' ');
      }
      blank = isBlank;
    }
    if (blank && !plain.isEmpty()) {
      plain.setLength(plain.length() - 1);
    }
    return ascii ? plain.toString() : Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /** What to take in a character's place; 0 if nobody sees it. */
  private static char folded(char c) {
    return switch (c) {
      case '\u2018', '\u2019', '\u201a', '\u2032' -> '\'';
      case '\u201c', '\u201d', '\u201e', '\u2033' -> '"';
      case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff' -> 0;
      default -> Character.isSpaceChar(c) || c == '\u0085' ? ' ' : c;
    };
  }

  /** A form in which equal wordings are equal strings. */
  public static String comparable(CharSequence text) {
    return plain(text).toLowerCase(Locale.ROOT);
  }

  public static boolean contains(CharSequence text, String wanted) {
    return comparable(text).contains(comparable(wanted));
  }

  /** The wanted words with some of what stands around them. */
  public static String quote(String text, int at, int length) {
    int from = Math.max(at - AROUND, 0);
    int to = Math.min(at + length + AROUND, text.length());
    String before = from > 0 ? "…" : "";
    String after = to < text.length() ? "…" : "";
    return before + text.substring(from, to) + after;
  }

  /** "a", "a or b", "a, b or c". */
  public static String either(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
