package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever happens to the text of a home folder, reading it answers and never throws. */
class MutationTest {
  private static final int ROUNDS = 1_000;
  private static final String[] PIECES = {
    "\n",
    " ",
    "  ",
    "- ",
    ": ",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!x ",
    "|",
    ">",
    "?",
    "%",
    "@",
    "`",
    "\t",
    "\u0000",
    "\u00e4",
    "\ud83d\ude00",
    "\ud800",
    "null",
    "~",
    "1e999",
    "99999999999999999999",
    "-1",
    "${",
    "${env:X}",
    "$${",
    "}",
    "<<: ",
    "---\n",
    "...\n",
    "0s",
    "1x",
    "\\u",
    "\"\\U99999999\"",
    "kind: page",
    "kind: ",
    "page",
    "checks: ",
    "- - - ",
    "? ",
    "/",
    "~1"
  };

  @Test
  void neverThrowsForWhatIsWritten() {
    long seed = 20261122;
    Random random = new Random(seed);
    PlanReader reader = Shop.reader(Map.of("X", "value"));
    int good = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> files = mutated(random);
      try {
        good += reader.read(Sources.of(files)) instanceof Reading.Good ? 1 : 0;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + " round " + round + "\n" + files, e);
      }
    }
    assertThat(good).as("some survive, most do not").isBetween(1, ROUNDS - 1);
  }

  private static Map<String, String> mutated(Random random) {
    Map<String, String> files = new TreeMap<>(Shop.rich());
    List<String> paths = new ArrayList<>(files.keySet());
    int wounds = 1 + random.nextInt(4);
    for (int i = 0; i < wounds; i++) {
      String path = paths.get(random.nextInt(paths.size()));
      files.computeIfPresent(path, (name, text) -> wound(text, random));
    }
    return files;
  }

  private static String wound(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int until = Math.min(text.length(), from + random.nextInt(12));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from) + text.substring(until);
      case 1 -> text.substring(0, from) + piece(random) + text.substring(from);
      case 2 -> text.substring(0, from) + piece(random) + text.substring(until);
      default -> text.substring(0, until) + text.substring(from);
    };
  }

  private static String piece(Random random) {
    return PIECES[random.nextInt(PIECES.length)];
  }
}
