package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journey map as a page shows it.
 *
 * @param sentence how it stands, in one sentence
 * @param worst the worst of what is asked for; null if all is well
 * @param counts how many of what is asked for are in each condition, worst first
 * @param holes what is missing, and where to see it
 * @param elsewhere touchpoints that have no place yet
 * @param more how many of those are not shown
 * @param bridges the worst of them
 * @param moreBridges how many are not shown
 * @param legs the worst of them
 * @param moreLegs how many are not shown
 * @param list address of the list with the same filter
 */
public record MapView(
    String sentence,
    @Nullable TileView worst,
    List<ListView.Count> counts,
    List<Hole> holes,
    List<String> channels,
    List<StageView> stages,
    List<TileView> elsewhere,
    int more,
    List<BridgeView> bridges,
    int moreBridges,
    List<LegView> legs,
    int moreLegs,
    String list) {
  public MapView {
    counts = List.copyOf(counts);
    holes = List.copyOf(holes);
    channels = List.copyOf(channels);
    stages = List.copyOf(stages);
    elsewhere = List.copyOf(elsewhere);
    bridges = List.copyOf(bridges);
    legs = List.copyOf(legs);
  }

  /**
   * What is missing.
   *
   * @param at where it can be seen; null if it is on the map itself
   */
  public record Hole(String words, @Nullable String at) {}

  /**
   * @param name empty where the journey has no stages
   * @param standing how many touchpoints there are, and how many are wrong, in words
   */
  public record StageView(
      String id, String name, String standing, List<LegView> legs, List<CellView> cells) {
    public StageView {
      legs = List.copyOf(legs);
      cells = List.copyOf(cells);
    }
  }

  /**
   * @param id unique on the page
   * @param channel empty where the journey has no channels
   * @param shown the worst
   * @param folded those after them
   * @param counts how many of the rest are in each condition
   * @param rest how many are shown in neither way
   * @param at address of the list of all of them
   * @param all how many there are, asked for or not; 0 is a hole
   */
  public record CellView(
      String id,
      String channel,
      List<TileView> shown,
      List<TileView> folded,
      List<ListView.Count> counts,
      int rest,
      String at,
      int all) {
    public CellView {
      shown = List.copyOf(shown);
      folded = List.copyOf(folded);
      counts = List.copyOf(counts);
    }
  }

  /**
   * One touchpoint.
   *
   * @param css the class and the symbol of its condition
   * @param word its condition, and since when
   * @param since null while it is healthy, or nobody knows
   * @param why empty while it is healthy
   * @param held under maintenance, or snoozed, in words; null if neither
   * @param gaps what it lacks of a well-kept one, in words
   * @param leads where its bridges lead
   */
  public record TileView(
      String id,
      String name,
      String css,
      String word,
      @Nullable When since,
      String why,
      @Nullable String held,
      String owner,
      List<String> gaps,
      List<Lead> leads) {
    public TileView {
      gaps = List.copyOf(gaps);
      leads = List.copyOf(leads);
    }
  }

  /** Where a bridge leads, and how the bridge is. */
  public record Lead(String name, String css, String word) {}

  /**
   * @param why empty if nothing is wrong with it
   */
  public record BridgeView(
      String from, String fromName, String to, String toName, Condition condition, String why) {}

  /**
   * How long customers take from one stage to the next.
   *
   * @param took in words
   * @param intended in words; empty if nobody said
   * @param touchpoint whose check measures it
   */
  public record LegView(
      String fromName,
      String toName,
      String took,
      String intended,
      Condition condition,
      String css,
      String word,
      String touchpoint) {}
}
