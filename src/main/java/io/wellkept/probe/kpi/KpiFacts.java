package io.wellkept.probe.kpi;

import io.wellkept.probe.Beats;
import io.wellkept.touchpoint.Fault;
import java.util.List;

/** What a look at a number gave. */
sealed interface KpiFacts {
  /**
   * The number.
   *
   * @param doubt why it may be wrong, in the source's own words; empty if nothing is said against
   *     it
   */
  record Number(double value, String doubt) implements KpiFacts {}

  /** The source answers, and there is no number; says why. */
  record None(String why) implements KpiFacts {}

  /** The source could not be asked, or what it says cannot be read. */
  record Blind(Fault fault) implements KpiFacts {}

  /** What others called with, and when nobody listened. */
  record Calls(Beats.Calls calls) implements KpiFacts {
    List<Beats.Gap> gaps() {
      return calls.gaps();
    }
  }
}
