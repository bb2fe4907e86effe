package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a touchpoint: its people, its past, its neighbours.
 *
 * @param ownership who confirmed it as theirs, and when, as a sentence
 * @param day how much of the time seen in the last 24 hours it was in order; null if it was not
 *     seen
 * @param month the same of 30 days
 * @param hours what each check saw in 24 hours
 * @param days what each check saw in 30 days
 * @param report where anybody may report what is wrong; null if nobody may
 */
public record PortraitView(
    List<Keeper> keepers,
    String ownership,
    @Nullable String day,
    @Nullable String month,
    List<Open> open,
    List<Muted> muted,
    List<HistoryView> hours,
    List<HistoryView> days,
    List<Line> lines,
    List<Pace> paces,
    List<Past> past,
    List<Neighbour> needs,
    List<Neighbour> needed,
    List<Neighbour> bridgesIn,
    List<Neighbour> bridgesOut,
    @Nullable String report) {
  public PortraitView {
    keepers = List.copyOf(keepers);
    open = List.copyOf(open);
    muted = List.copyOf(muted);
    hours = List.copyOf(hours);
    days = List.copyOf(days);
    lines = List.copyOf(lines);
    paces = List.copyOf(paces);
    past = List.copyOf(past);
    needs = List.copyOf(needs);
    needed = List.copyOf(needed);
    bridgesIn = List.copyOf(bridgesIn);
    bridgesOut = List.copyOf(bridgesOut);
  }

  public boolean hasNeighbours() {
    return !(needs.isEmpty() && needed.isEmpty() && bridgesIn.isEmpty() && bridgesOut.isEmpty());
  }

  /**
   * Somebody who looks after it.
   *
   * @param mail an address; null if none is known
   * @param slack where they can be written to; null if nowhere
   * @param away until when, and who stands in; null if they are there
   */
  public record Keeper(
      String name,
      boolean accountable,
      @Nullable String mail,
      @Nullable String slack,
      @Nullable String away) {}

  /** What is wrong now. */
  public record Open(
      String id,
      String headline,
      String severity,
      String severityWords,
      When since,
      String standing,
      boolean taken,
      List<FindingView> findings) {
    public Open {
      findings = List.copyOf(findings);
    }
  }

  /** A finding that somebody called no fault. */
  public record Muted(
      String check, String key, String headline, String by, When until, String reason) {}

  /**
   * A figure and how it went.
   *
   * @param path a path of SVG, 30 days wide
   */
  public record Line(
      String check, String name, String value, String low, String high, String path) {}

  /** How long customers take, beside how long they should. */
  public record Pace(String name, String intended, String actual, boolean slow) {}

  /** An incident that is over. */
  public record Past(String id, String headline, When since, String lasted, String took) {}

  /** Another touchpoint. */
  public record Neighbour(String id, String name, Condition condition, String note) {}
}
