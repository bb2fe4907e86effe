package io.wellkept.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What holds in every history, tried on many random ones; {@code -Dhistories=100000} tries more. A
 * failure names its seed and the fewest of its steps that still fail.
 */
final class HistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 300);
  private static final int STEPS = 40;

  @Test
  void noHistoryBreaksWhatIsPromised() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      List<Long> steps = steps(seed);
      Optional<Throwable> failure = failureOf(seed, steps);
      if (failure.isPresent()) {
        throw broken(seed, shrunk(seed, steps));
      }
    }
  }

  private static List<Long> steps(long seed) {
    Random random = new Random(seed);
    return LongStream.generate(random::nextLong).limit(STEPS).boxed().toList();
  }

  private static Optional<Throwable> failureOf(long seed, List<Long> steps) {
    try {
      new History(seed).run(steps);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** Leaves out every step without which it fails, too. */
  private static List<Long> shrunk(long seed, List<Long> steps) {
    List<Long> left = new ArrayList<>(steps);
    for (int i = left.size() - 1; i >= 0; i--) {
      List<Long> fewer = new ArrayList<>(left);
      fewer.remove(i);
      if (failureOf(seed, fewer).isPresent()) {
        left = fewer;
      }
    }
    return left;
  }

  private static AssertionError broken(long seed, List<Long> steps) {
    History history = new History(seed);
    try {
      history.run(steps);
    } catch (AssertionError | RuntimeException e) {
      String what = String.join("\n  ", history.done());
      return new AssertionError(
          "history " + seed + " breaks after\n  " + what + "\n" + e.getMessage(), e);
    }
    throw new IllegalStateException("history " + seed + " is not the same twice");
  }
}
