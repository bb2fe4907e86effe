package io.wellkept.report.digest;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a digest says, as figures and facts; the words come later. Every list is in the order in
 * which it is read, worst first.
 *
 * @param places the map, stage by stage in the customer's order and channel by channel; a place
 *     without touchpoints is there too, for holes are worth seeing
 * @param worst at most five
 * @param next where to act next, at most five
 * @param better what was open at the beginning of the period or began in it, and is over; at most
 *     five, the most important first
 * @param blindSpots touchpoints one of whose checks saw less than it should have, or nothing
 * @param initiatives what was tried, and what became of the figure that should move
 */
public record Digest(
    Scope scope,
    Period period,
    Score score,
    List<Stand> stands,
    List<Place> places,
    List<Worst> worst,
    List<Act> next,
    List<Better> better,
    Promises promises,
    Reviews reviews,
    List<Waste> waste,
    List<BlindSpot> blindSpots,
    List<Hole> unowned,
    List<Tried> initiatives,
    Proof proof) {
  public Digest {
    stands = List.copyOf(stands);
    places = List.copyOf(places);
    worst = List.copyOf(worst);
    next = List.copyOf(next);
    better = List.copyOf(better);
    waste = List.copyOf(waste);
    blindSpots = List.copyOf(blindSpots);
    unowned = List.copyOf(unowned);
    initiatives = List.copyOf(initiatives);
  }

  /** For whom it is: everything, what a team's members own, or what one person owns. */
  public enum Whose {
    COMPANY,
    TEAM,
    OWNER
  }

  /**
   * @param id of the team or the person; empty for the company
   * @param name how people call it; empty for the company
   */
  public record Scope(Whose whose, String id, String name) {
    public static final Scope COMPANY = new Scope(Whose.COMPANY, "", "");
  }

  /**
   * From when (included) until when (excluded).
   *
   * @param label {@code 2026-W47} (ISO 8601), or a date where it is one day
   */
  public record Period(Instant from, Instant until, ZoneId zone, String label) {}

  /**
   * The health score, from 0 to 100.
   *
   * @param now of the period; null if nothing was seen in it
   * @param before of the period before it; null if there is none
   * @param days one value per day of the period, oldest first; null where nothing was seen
   * @param touchpoints how many of them count
   */
  public record Score(
      @Nullable Double now,
      @Nullable Double before,
      List<@Nullable Double> days,
      int touchpoints) {}

  /**
   * One touchpoint's part of the score, so that the sum can be explained.
   *
   * @param maintained whether it was under maintenance at the end; its condition is not known then
   */
  public record Stand(
      String touchpoint,
      String name,
      Importance importance,
      double weight,
      @Nullable Double share,
      Condition condition,
      boolean maintained) {}

  /**
   * One place of the map, at the end of the period.
   *
   * @param stage its id; empty for touchpoints that have no place
   * @param worst the worst condition there; null where there is no touchpoint
   * @param score of the place within the period; null if nothing was seen
   */
  public record Place(
      String stage,
      String stageName,
      String channel,
      String channelName,
      Map<Condition, Integer> counts,
      @Nullable Condition worst,
      @Nullable Double score) {}

  /**
   * What is wrong and lasts, or lasted longest.
   *
   * @param lasted within the period
   * @param open whether it still stands at the end
   * @param taker who took it, by name; null if nobody
   */
  public record Worst(
      String touchpoint,
      String name,
      String owner,
      Importance importance,
      Condition condition,
      String headline,
      String incident,
      Instant since,
      Duration lasted,
      boolean open,
      @Nullable String taker) {}

  /**
   * A place of the map where work pays most.
   *
   * @param stage its id; empty for none, null in digests of earlier versions; so with the channel
   * @param weight importance times condition times spend, summed up; only its order means something
   * @param lost of it importance times condition, without the spend; null in digests of earlier
   *     versions
   * @param touchpoints names of those that bring it there, at most three, those first that still do
   * @param owners by name, of those that still do, or of all where none does; null in digests of
   *     earlier versions
   * @param wrong how many lost time within the period
   * @param still how many of them are wrong at its end
   * @param spend what its ads cost within the period; null if not known
   * @param currency of the spend; null if not known
   */
  public record Act(
      @Nullable String stage,
      String stageName,
      @Nullable String channel,
      String channelName,
      double weight,
      @Nullable Double lost,
      List<String> touchpoints,
      @Nullable List<String> owners,
      int wrong,
      int still,
      @Nullable Double spend,
      @Nullable String currency) {}

  public record Better(
      String touchpoint, String name, String owner, String headline, Duration lasted, Instant at) {}

  /**
   * @param kept promises whose fault was over in time
   * @param broken those that passed
   * @param open those whose time has not come
   */
  public record Promises(int kept, int broken, int open, List<Broken> whose) {
    public Promises {
      whose = List.copyOf(whose);
    }
  }

  public record Broken(String person, String name, String headline, Instant until) {}

  /**
   * What customers wrote, of all sources together.
   *
   * @param heard said within the period
   * @param answered first answered within it, whenever said
   * @param late answered within it after they were due, or overdue at its end
   * @param waiting at its end
   * @param onTime share of those answered with a time set, or overdue, that were answered in time;
   *     null if none
   * @param median time to the answer; null if none was answered
   * @param oldest since when the one waits that waits longest; null if nobody waits
   */
  public record Reviews(
      int heard,
      int answered,
      int late,
      int waiting,
      @Nullable Double onTime,
      @Nullable Duration median,
      @Nullable Instant oldest,
      @Nullable String oldestAt) {}

  /**
   * An ad that paid for nothing.
   *
   * @param spend within that time; null if not known
   */
  public record Waste(
      String touchpoint,
      String name,
      String headline,
      Duration lasted,
      @Nullable Double spend,
      @Nullable String currency) {}

  /**
   * @param name of the touchpoint, and of the check where it has several
   * @param share of the time in which the check that saw least should have seen, from 0 to 1
   * @param why one of the words here, or what the last look said, as it said it
   */
  public record BlindSpot(String touchpoint, String name, double share, String why) {
    /** Nothing looks at it. */
    public static final String NO_CHECK = "no-check";

    /** No look saw it. */
    public static final String NEVER_SEEN = "never-seen";

    /** Some looks saw it, and too few. */
    public static final String AT_TIMES = "at-times";
  }

  /**
   * A place that nobody in particular answers for.
   *
   * @param why one of the words here, or the headline of what was asked or told about it
   */
  public record Hole(String touchpoint, String name, String why) {
    public static final String OWNER_UNKNOWN = "owner-unknown";
    public static final String OWNER_LEFT = "owner-left";
    public static final String NO_BACKUP = "no-backup";
  }

  /**
   * @param asked whether its owner is asked for a verdict now
   * @param verdict what they said; null before
   * @param direction where the figure should go; null in digests of earlier versions, so with the
   *     move and the owner
   * @param target what it should reach; null if any move that way will do
   * @param move what became of it so far
   * @param owner who looks after the touchpoint, by name
   */
  public record Tried(
      String id,
      String touchpoint,
      String name,
      String what,
      String figure,
      @Nullable Double before,
      @Nullable Double after,
      boolean asked,
      @Nullable String verdict,
      @Nullable String direction,
      @Nullable Double target,
      @Nullable String move,
      @Nullable String owner) {}

  /**
   * That the monitor itself was there.
   *
   * @param awake share of the period, since it first began, in which it listened, from 0 to 1
   * @param looks how many looks there were
   * @param blind how many of them saw nothing
   * @param sent notices that left
   * @param withdrawn notices that were no longer true
   * @param rerouted notices that failed on one road and took another
   * @param lost notices that reached nobody: the last road failed, or they wait for too long
   */
  public record Proof(
      double awake, long looks, long blind, long sent, long withdrawn, long rerouted, long lost) {}
}
