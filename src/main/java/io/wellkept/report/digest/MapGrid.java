package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Place;
import io.wellkept.touchpoint.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The map as a grid: a column for each stage, a row for each channel, both in the customer's order.
 *
 * @param stages their names
 */
public record MapGrid(List<String> stages, List<Line> channels) {
  public MapGrid {
    stages = List.copyOf(stages);
    channels = List.copyOf(channels);
  }

  /**
   * A channel.
   *
   * @param cells one for each stage
   */
  public record Line(String name, List<Cell> cells) {
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One place.
   *
   * @param condition the worst there; null where there is no touchpoint: a hole
   * @param all how many touchpoints there are
   * @param off how many of them are not healthy
   */
  public record Cell(@Nullable Condition condition, int all, int off) {
    static final Cell HOLE = new Cell(null, 0, 0);

    static Cell of(Place place) {
      int all = place.counts().values().stream().mapToInt(Integer::intValue).sum();
      int healthy = place.counts().getOrDefault(Condition.HEALTHY, 0);
      return all == 0 ? HOLE : new Cell(place.worst(), all, all - healthy);
    }

    /** "2/5" where two of five are not healthy, "5" where all are. */
    public String count() {
      return off == 0 ? Integer.toString(all) : off + "/" + all;
    }
  }

  static MapGrid of(List<Place> places, DigestWords words) {
    Map<String, String> stages = new LinkedHashMap<>();
    Map<String, String> channels = new LinkedHashMap<>();
    Map<List<String>, Cell> cells = new LinkedHashMap<>();
    for (Place place : places) {
      stages.putIfAbsent(place.stage(), words.placeName(place.stageName()));
      channels.putIfAbsent(place.channel(), words.placeName(place.channelName()));
      cells.put(List.of(place.stage(), place.channel()), Cell.of(place));
    }
    List<Line> lines =
        channels.entrySet().stream()
            .map(channel -> new Line(channel.getValue(), line(stages, channel.getKey(), cells)))
            .toList();
    return new MapGrid(List.copyOf(stages.values()), lines);
  }

  private static List<Cell> line(
      Map<String, String> stages, String channel, Map<List<String>, Cell> cells) {
    return stages.keySet().stream()
        .map(stage -> cells.getOrDefault(List.of(stage, channel), Cell.HOLE))
        .toList();
  }

  public boolean isEmpty() {
    return stages.isEmpty();
  }
}
