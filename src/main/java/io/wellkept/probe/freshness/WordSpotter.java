package io.wellkept.probe.freshness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Finds in one pass which groups of words occur in a text, wherever they begin (Aho and Corasick,
 * "Efficient string matching", 1975). Words are of small ASCII letters, digits, "-" and "_"; the
 * text may be in any case.
 */
final class WordSpotter {
  /** Letters, digits, "-", "_", and everything else. */
  private static final int SYMBOLS = 26 + 10 + 3;

  private static final int ELSE = SYMBOLS - 1;

  private final int[] next;
  private final int[] groups;

  /** Spots each list of words as the bit that is its key. */
  WordSpotter(Map<Integer, List<String>> words) {
    List<int[]> states = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    states.add(unknown());
    ends.add(0);
    words.forEach((group, list) -> list.forEach(word -> put(states, ends, word, group)));
    this.groups = ends.stream().mapToInt(Integer::intValue).toArray();
    this.next = new int[states.size() * SYMBOLS];
    link(states);
  }

  private static int[] unknown() {
    int[] state = new int[SYMBOLS];
    Arrays.fill(state, -1);
    return state;
  }

  private static void put(List<int[]> states, List<Integer> ends, String word, int group) {
    int at = 0;
    for (int i = 0; i < word.length(); i++) {
      int symbol = symbol(word.charAt(i));
      int[] state = states.get(at);
      if (state[symbol] < 0) {
        state[symbol] = states.size();
        states.add(unknown());
        ends.add(0);
      }
      at = state[symbol];
    }
    ends.set(at, ends.get(at) | group);
  }

  /** Where a word breaks off, the longest other word that may have begun goes on. */
  private void link(List<int[]> states) {
    int[] fallback = new int[states.size()];
    Deque<Integer> queue = new ArrayDeque<>(List.of(0));
    while (!queue.isEmpty()) {
      int at = queue.remove();
      int[] known = states.get(at);
      groups[at] |= groups[fallback[at]];
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        int otherwise = at == 0 ? 0 : next[fallback[at] * SYMBOLS + symbol];
        int to = known[symbol];
        next[at * SYMBOLS + symbol] = to < 0 ? otherwise : to;
        if (to >= 0) {
          fallback[to] = otherwise;
          queue.add(to);
        }
      }
    }
  }

  private static int symbol(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= '0' && c <= '9') {
      return 26 + c - '0';
    }
    return c == '-' ? 36 : c == '_' ? 37 : ELSE;
  }

  /**
   * The groups that occur.
   *
   * @param guard where a word of this group ends...
   * @param guarded ...one of this group that ends there does not count
   */
  int in(String text, int guard, int guarded) {
    int found = 0;
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = next[state * SYMBOLS + symbol(text.charAt(i))];
      int here = groups[state];
      found |= (here & guard) == 0 ? here : here & ~guarded;
    }
    return found;
  }
}
