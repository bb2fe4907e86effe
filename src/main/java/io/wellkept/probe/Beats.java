package io.wellkept.probe;

import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the heartbeats are that others sent us. */
public interface Beats {
  /** What was heard of one check. */
  Heard heard(CheckId check);

  /** Every call of one check that is kept and came since then, with what was said. */
  default Calls calls(CheckId check, Instant since) {
    return new Calls(List.of(), List.of());
  }

  /** Which customers reached which stage, as others told us by another door. */
  default Passages passages() {
    return Passages.NONE;
  }

  /**
   * Calls, latest first, and the times without anybody listening that ended since the same moment.
   */
  record Calls(List<Beat> beats, List<Gap> gaps) {
    public Calls {
      beats = List.copyOf(beats);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * What was heard, and when nobody listened.
   *
   * @param born when the check began to wait
   * @param ok the last beat that said that all is well; null if there was none
   * @param fail the last beat that said that it failed; null if there was none
   * @param gaps the times without anybody listening that ended after the last good beat, or after
   *     the birth if there was none, oldest first
   */
  record Heard(Instant born, @Nullable Beat ok, @Nullable Beat fail, List<Gap> gaps) {
    public Heard {
      gaps = List.copyOf(gaps);
    }
  }

  /** One beat and what was said with it; the text is empty if nothing was. */
  record Beat(Instant at, String body) {}

  /** From (included) until (excluded) nobody listened. */
  record Gap(Instant from, Instant until) {}
}
