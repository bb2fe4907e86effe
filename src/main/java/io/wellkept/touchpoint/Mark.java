package io.wellkept.touchpoint;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a check puts into everything that it sends, so that real leads and ours never mix. */
public final class Mark {
  /** How every mark begins. */
  public static final String PREFIX = "wk-";

  private static final Pattern ANY = Pattern.compile("wk-[2-9a-z]{8}(?![0-9A-Za-z])");

  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int LENGTH = 8;

  private Mark() {}

  /**
   * A new one.
   *
   * @param random so good that nobody guesses it and no two looks share it; people can read it out
   */
  public static String fresh(RandomGenerator random) {
    StringBuilder mark = new StringBuilder(PREFIX);
    random.ints(LENGTH, 0, LETTERS.length()).forEach(index -> mark.append(LETTERS.charAt(index)));
    return mark.toString();
  }

  /** The marks of all runs that the text carries, each once. */
  public static List<String> in(String text) {
    return ANY.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  /** Whether the text carries the mark of any run. */
  public static boolean isIn(String text) {
    return ANY.matcher(text).find();
  }
}
