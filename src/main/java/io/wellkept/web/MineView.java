package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's page of what is theirs.
 *
 * @param person whose page it is; empty as long as nobody was chosen
 * @param sentence how it stands, in one sentence
 * @param people whose page can be opened; empty where it is one's own alone
 * @param wrong what is not as it should be, worst first
 * @param unseen what nobody has seen lately
 * @param fine the rest of what is theirs
 * @param backed where they stand in
 * @param sizes how many there are of each, also of those that are not shown
 * @param more how many of what is theirs are not shown
 * @param acts whether the reader may answer for the person
 * @param tried for the forms of verdicts
 * @param done what just happened, as a sentence; null if nothing did
 */
public record MineView(
    String person,
    String name,
    String sentence,
    List<ActForm.Choice> people,
    List<Ask> asks,
    List<Thing> wrong,
    List<Thing> unseen,
    List<Thing> fine,
    List<Thing> backed,
    Sizes sizes,
    int more,
    boolean acts,
    InitiativeView.Section tried,
    String zone,
    @Nullable String done) {
  public MineView {
    people = List.copyOf(people);
    asks = List.copyOf(asks);
    wrong = List.copyOf(wrong);
    unseen = List.copyOf(unseen);
    fine = List.copyOf(fine);
    backed = List.copyOf(backed);
  }

  /**
   * How many there are.
   *
   * @param backedMore how many of those where they stand in are not shown
   */
  public record Sizes(int unseen, int fine, int backed, int backedMore) {}

  /** Whether anything is here to be seen. */
  public boolean hasPart() {
    return !asks.isEmpty() || owns() || !backed.isEmpty();
  }

  public boolean owns() {
    return !wrong.isEmpty() || !unseen.isEmpty() || !fine.isEmpty();
  }

  /**
   * One thing that waits for a word.
   *
   * @param until by when; null if there is no such moment
   * @param address where it is answered; null where the buttons are here
   * @param tried what wants a verdict; null if it is something else
   */
  public record Ask(
      String title,
      String where,
      String detail,
      @Nullable When until,
      boolean late,
      @Nullable String address,
      String button,
      List<Press> presses,
      @Nullable InitiativeView tried) {
    public Ask {
      presses = List.copyOf(presses);
    }
  }

  /** A button that answers at once. */
  public record Press(String act, Map<String, String> fields, String button, boolean second) {
    public Press {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * One touchpoint.
   *
   * @param why what is wrong; empty if nothing is
   * @param standing who promised what; empty if nothing is wrong
   * @param incident where to act; null if nothing is open
   * @param note who is accountable, for those who stand in; empty where it is one's own
   */
  public record Thing(
      String id,
      String name,
      Condition condition,
      @Nullable When since,
      String why,
      String standing,
      @Nullable String incident,
      String note) {}
}
