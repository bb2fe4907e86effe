package io.wellkept.probe.ad;

import io.wellkept.probe.destination.Visit;
import io.wellkept.touchpoint.Fault;
import java.util.List;
import java.util.Map;

/** What a look at ads found out. */
public sealed interface AdFacts {
  /**
   * The ads are known.
   *
   * @param entries all of them, those that cost most first
   * @param complete whether these are all; if not, one that is missing has not vanished
   * @param figures whether the source told of all what they cost and to how many they were shown
   * @param notes what of the list could not be read
   * @param visits where we were this time, by the key of the destination
   * @param round of looks in which that was
   * @param left whether destinations are left for the next look of this round
   * @param beyond how many destinations are too many to be looked at, and are not
   */
  record Seen(
      List<Entry> entries,
      boolean complete,
      boolean figures,
      List<String> notes,
      Map<Stop, Visit> visits,
      int round,
      boolean left,
      int beyond)
      implements AdFacts {}

  /** We could not get at the ads. */
  record Barred(Fault fault) implements AdFacts {}
}
