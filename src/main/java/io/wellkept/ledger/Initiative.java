package io.wellkept.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was changed at a touchpoint so that a figure moves: tried, watched for effect, and
 * judged by a person.
 *
 * @param person who noted it
 * @param changedAt since when the change is there
 * @param what was changed, in their words
 * @param check the name of the check whose figure it is; null for what is the touchpoint's own
 * @param target what the figure should reach, in its own unit; null if any move that way will do
 * @param until when a verdict is wanted
 * @param follows id of the initiative that it adjusts; null if none
 * @param asked who was asked for a verdict; null if nobody was
 * @param verdict null as long as there is none
 */
public record Initiative(
    String id,
    String touchpoint,
    String person,
    Instant madeAt,
    Instant changedAt,
    String what,
    Measure measure,
    @Nullable String check,
    Direction direction,
    @Nullable Double target,
    Instant until,
    @Nullable String follows,
    @Nullable Asked asked,
    @Nullable Verdict verdict) {
  /** The most that {@code what}, or the reason of a verdict, may say, in characters. */
  public static final int LONGEST = 500;

  /** Which figure should move. */
  public enum Measure {
    /** The share of the time in which the touchpoint was in order, from 0 to 1. */
    CONDITION(false),
    /** The median time to a public answer, in seconds. */
    ANSWER_TIME(false),
    /** The number of a business figure, in its own unit. */
    KPI(true),
    /** The rating on a review site, in stars. */
    RATING(true),
    /** What 95 of 100 looks do not exceed, in seconds. */
    RESPONSE_TIME(true);

    private final boolean ofOneCheck;

    Measure(boolean ofOneCheck) {
      this.ofOneCheck = ofOneCheck;
    }

    /** Whether it is one check's figure, and not the touchpoint's. */
    public boolean ofOneCheck() {
      return ofOneCheck;
    }
  }

  /** Where the figure should move. */
  public enum Direction {
    UP,
    DOWN
  }

  /** What is to become of the change. */
  public enum Word {
    KEEP,
    ADJUST,
    UNDO
  }

  /** Who was asked for a verdict, and when. */
  public record Asked(String person, Instant at) {}

  /**
   * What a person said of it.
   *
   * @param why may be empty
   * @param was the figure before the change, as it was judged; null if not enough was seen
   * @param became the figure after it; null if not enough was seen
   */
  public record Verdict(
      Word word,
      Instant at,
      String by,
      String why,
      @Nullable Double was,
      @Nullable Double became) {}

  public Initiative {
    if (what.isBlank() || what.length() > LONGEST) {
      throw new IllegalArgumentException("what was changed takes 1 to " + LONGEST + " characters");
    }
    if (measure.ofOneCheck() == (check == null)) {
      throw new IllegalArgumentException(
          measure + (check == null ? " needs a check" : " has none"));
    }
    if (!until.isAfter(changedAt)) {
      throw new IllegalArgumentException("it is judged after it was changed");
    }
  }

  /** Whether a verdict is wanted by now. */
  public boolean waits(Instant now) {
    return verdict == null && !now.isBefore(until);
  }

  /** The same before anybody judged it. */
  public Initiative unjudged() {
    return new Initiative(
        id,
        touchpoint,
        person,
        madeAt,
        changedAt,
        what,
        measure,
        check,
        direction,
        target,
        until,
        follows,
        asked,
        null);
  }
}
