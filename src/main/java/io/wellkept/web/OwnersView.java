package io.wellkept.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of owners.
 *
 * @param lead one sentence on all of them
 * @param sort the column by which the list is in order
 * @param team the id of the only team that is shown; empty for all
 * @param days over how many the past is told
 * @param missing what those who are shown lack; empty for all
 * @param holes ways to those who lack something
 */
public record OwnersView(
    String lead,
    List<MapView.Hole> holes,
    List<Line> owners,
    List<Line> teams,
    List<ActForm.Choice> choices,
    String sort,
    String team,
    int days,
    String missing) {
  public OwnersView {
    holes = List.copyOf(holes);
    owners = List.copyOf(owners);
    teams = List.copyOf(teams);
    choices = List.copyOf(choices);
  }

  /**
   * One owner or one team.
   *
   * @param id of the person or the team
   * @param group the team of an owner, the lead of a team
   * @param load how much, in words
   * @param opened how many cases there were
   * @param take how long until somebody took it; null where there are too few cases
   * @param lateWords what is late, in words; empty if nothing is
   * @param confirmed when they confirmed; null if never, or for a team
   * @param hints what somebody should see to
   */
  public record Line(
      String id,
      String name,
      String group,
      int touchpoints,
      String load,
      int open,
      int late,
      String lateWords,
      int opened,
      @Nullable String take,
      int taken,
      @Nullable String repair,
      int repaired,
      @Nullable When confirmed,
      @Nullable String away,
      List<String> hints) {
    public Line {
      hints = List.copyOf(hints);
    }
  }

  /** The address of the same list in another order. */
  public String by(String other) {
    return at(other, team, days, missing);
  }

  /** The same of everybody, whatever they lack. */
  public String whole() {
    return at(sort, team, days, "");
  }

  static String at(String sort, String team, int days, String missing) {
    String list = "/owners?sort=" + sort + "&team=" + team + "&days=" + days;
    return missing.isEmpty() ? list : list + "&missing=" + missing;
  }

  /** The same over other days. */
  public String over(int other) {
    return at(sort, team, other, missing);
  }

  /** How the head of a column says that the list is in its order. */
  public @Nullable String order(String column) {
    if (!column.equals(sort)) {
      return null;
    }
    return column.equals("name") || column.equals("confirmed") ? "ascending" : "descending";
  }
}
