package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Clue.Stamp;
import io.wellkept.probe.freshness.Regions.Region;
import io.wellkept.probe.freshness.Sign.Source;
import java.util.ArrayList;
import java.util.List;

/** What a walk over a page brings home. */
final class Collected {
  private static final int MOST = 300;

  private final DateCustom custom;
  private final List<Clue> clues = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>(2);

  /**
   * A date in the body, to be weighed when the title is known.
   *
   * @param stamp the date
   * @param says what the words or names beside it say
   * @param label what the words before it say
   * @param source where it stands
   * @param quote the words around it
   * @param at how many characters visitors have read before it
   * @param line how long its line is
   * @param before how many characters of its line stand before it
   * @param marked whether names or elements say that it is a date
   * @param heading whether it is part of a heading
   * @param region in which part of the page it stands
   */
  record Placed(
      Stamp stamp,
      Says says,
      Labels.Label label,
      Source source,
      String quote,
      int at,
      int line,
      int before,
      boolean marked,
      boolean heading,
      Region region) {}

  Collected(DateCustom custom) {
    this.custom = custom;
  }

  List<Clue> clues() {
    return clues;
  }

  List<Placed> placed() {
    return placed;
  }

  /** What the page says its address is. */
  List<String> addresses() {
    return addresses;
  }

  boolean full() {
    return placed.size() >= MOST;
  }

  void place(Placed one) {
    if (!full()) {
      placed.add(one);
    }
  }

  /** A value that was made for machines. */
  void add(String value, Says says, Source source, String quote, double weight) {
    Stamp stamp = clues.size() < MOST ? StampText.of(value, custom) : null;
    if (stamp != null) {
      clues.add(new Clue(stamp, says, source, quote, weight));
    }
  }
}
