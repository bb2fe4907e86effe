package io.wellkept.web;

import io.wellkept.report.Effect.Move;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One initiative on a page.
 *
 * @param place the touchpoint's name
 * @param hope which figure should move how, as a sentence
 * @param was the figure before the change; null if not enough was seen
 * @param became the figure after it; null if not enough was seen
 * @param effect what became of the figure, as a sentence
 * @param waits whether a verdict is wanted by now
 * @param mayJudge whether the reader may give one
 * @param verdict what was said, as a sentence; null if nothing was
 * @param why may be empty
 * @param follows what it adjusts; null if nothing that is remembered
 * @param followed what adjusts it; null if nothing does
 */
public record InitiativeView(
    String id,
    String touchpoint,
    String place,
    String what,
    String by,
    When changed,
    When until,
    String hope,
    String figure,
    @Nullable String was,
    @Nullable String became,
    Move move,
    String effect,
    boolean waits,
    boolean mayJudge,
    @Nullable String verdict,
    String why,
    @Nullable String follows,
    @Nullable String followed) {
  /**
   * All initiatives of a place, or of the house, and what can be done with them.
   *
   * @param touchpoint where a new one can be noted; empty if nowhere on this page
   * @param people whom one may act as; empty where it is known who acts
   * @param figures what can be watched at the touchpoint
   * @param today the latest day on which something can have been changed, as a form field wants it
   * @param latest the day before which a verdict should be wanted, as a form field wants it
   * @param usual the day that is suggested
   * @param mayNote whether the reader may note one here
   */
  public record Section(
      String touchpoint,
      List<InitiativeView> all,
      List<ActForm.Choice> people,
      List<ActForm.Choice> figures,
      String today,
      String latest,
      String usual,
      String zone,
      boolean mayNote) {
    public Section {
      all = List.copyOf(all);
      people = List.copyOf(people);
      figures = List.copyOf(figures);
    }

    public List<InitiativeView> waiting() {
      return all.stream().filter(InitiativeView::waits).toList();
    }

    public List<InitiativeView> running() {
      return all.stream().filter(one -> one.verdict() == null && !one.waits()).toList();
    }

    public List<InitiativeView> judged() {
      return all.stream().filter(one -> one.verdict() != null).toList();
    }
  }

  /**
   * What was written into the form, and what is wrong with it.
   *
   * @param problem null if nothing is
   */
  public record Written(Map<String, String> fields, @Nullable String problem) {
    public static final Written NOTHING = new Written(Map.of(), null);

    public Written {
      fields = Map.copyOf(fields);
    }

    /** What was written into a field; the given text if nothing was. */
    public String value(String field, String otherwise) {
      return fields.getOrDefault(field, otherwise);
    }
  }

  /** The symbol beside the words, so that nothing is told by colour alone. */
  public String arrow() {
    return switch (move) {
      case REACHED, AS_HOPED -> "✓";
      case HARDLY -> "≈";
      case OTHERWISE -> "✗";
      case NOT_ENOUGH -> "…";
    };
  }
}
