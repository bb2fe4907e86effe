package io.wellkept.plan;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** "Did you mean": the word that a slip of the fingers is closest to. */
public final class Nearest {
  private static final int LISTED = 25;

  private Nearest() {}

  /** The closest word, if it is close enough that it was probably meant. */
  public static Optional<String> to(String written, Collection<String> words) {
    String best = null;
    int distance = 1 + Math.max(1, written.length() / 3);
    for (String word : words) {
      if (Math.abs(word.length() - written.length()) >= distance) {
        continue;
      }
      int here = distance(written.toLowerCase(java.util.Locale.ROOT), word);
      if (here < distance) {
        best = word;
        distance = here;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The end of a sentence: "; did you mean 'x'?", or what there is to choose from. */
  public static String hint(String written, Collection<String> words) {
    Optional<String> near = to(written, words);
    if (near.isPresent()) {
      return "; did you mean '" + near.get() + "'?";
    }
    return words.isEmpty() ? "" : "; expected " + oneOf(words);
  }

  /** "a, b or c", cut after {@value #LISTED} words. */
  public static String oneOf(Collection<String> words) {
    List<String> all = List.copyOf(words);
    if (all.size() > LISTED) {
      return String.join(", ", all.subList(0, LISTED))
          + " or one of "
          + (all.size() - LISTED)
          + " more";
    }
    if (all.size() < 2) {
      return String.join("", all);
    }
    return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.get(all.size() - 1);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (swapped(a, b, i, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
