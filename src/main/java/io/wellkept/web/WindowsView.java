package io.wellkept.web;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Windows of maintenance on a page: of one touchpoint, or all.
 *
 * @param touchpoint id; empty on the page of all
 * @param lines those that last or are to come, soonest first
 * @param past those that are over, latest first; none on the page of a touchpoint
 * @param done what has just been done; empty if nothing
 * @param trouble why nothing was done; empty if nothing is wrong
 * @param values what the fields of the form hold
 * @param mayAct whether the reader may make one
 * @param mayOperate whether the reader may make one for more than their own
 * @param zone in which the moments are
 * @param touchpoints those for which the reader may make one; none on the page of a touchpoint
 * @param people those whom the reader may be, where nobody signs in
 * @param snoozeAtMost how far a snooze may reach, in words
 */
public record WindowsView(
    String touchpoint,
    List<Line> lines,
    List<Line> past,
    String done,
    String trouble,
    Map<String, String> values,
    boolean mayAct,
    boolean mayOperate,
    String zone,
    List<ActForm.Choice> touchpoints,
    List<ActForm.Choice> people,
    List<ActForm.Choice> stages,
    List<ActForm.Choice> channels,
    List<String> tags,
    String snoozeAtMost) {
  /**
   * One window.
   *
   * @param covers what it covers, in words; empty on the page of a touchpoint that it names
   * @param by who made it; null if it stands in the files
   * @param state whether it lasts, and until when
   */
  public record Line(
      String id,
      String when,
      List<String> covers,
      String reason,
      @Nullable String by,
      String state,
      boolean lasts,
      boolean snooze,
      boolean mayEnd) {}

  public WindowsView {
    lines = List.copyOf(lines);
    past = List.copyOf(past);
    values = Map.copyOf(values);
    touchpoints = List.copyOf(touchpoints);
    people = List.copyOf(people);
    stages = List.copyOf(stages);
    channels = List.copyOf(channels);
    tags = List.copyOf(tags);
  }

  /** What a field of the form holds. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /** The touchpoints that the form names, by their ids. */
  public Set<String> chosen() {
    return Set.copyOf(Arrays.asList(value("touchpoints").split("[,\\s]+")));
  }

  /** What a form calls a day on which a weekly one comes. */
  public static String field(DayOfWeek day) {
    return "on-" + day(day);
  }

  /** The day as windows are written. */
  static String day(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** Whether the touchpoint is under maintenance, or snoozed. */
  public boolean lasts() {
    return lines.stream().anyMatch(Line::lasts);
  }
}
