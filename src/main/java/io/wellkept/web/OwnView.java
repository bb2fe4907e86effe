package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's own page: what is theirs, what they are asked, when they are away.
 *
 * @param base where the forms lead to, without the act
 * @param things what the person answers for
 * @param asked what somebody wants to hand over to them
 * @param people whom a touchpoint can be handed to
 * @param away absences that were said here, in words
 * @param until when an answer to the question is expected; null if nothing is asked
 * @param confirmed when the person confirmed last; null if never
 * @param seen what the confirmation is about
 * @param today the first day on which one may be away, as a form field wants it
 * @param written what was written, by the name of the field
 * @param problem what is wrong with it; null if nothing
 * @param problemWith the act that the problem belongs to; empty if none
 * @param problemAt the touchpoint that the problem belongs to; empty if none
 * @param again what to press once more, so that what was written is done; null if nothing waits
 * @param done what just happened, as a sentence; null if nothing did
 * @param tried what was tried and waits for the person's verdict
 */
public record OwnView(
    String base,
    String name,
    List<Thing> things,
    List<Asked> asked,
    List<ActForm.Choice> people,
    List<String> away,
    @Nullable When until,
    @Nullable When confirmed,
    String seen,
    String today,
    String zone,
    Map<String, String> written,
    @Nullable String problem,
    String problemWith,
    String problemAt,
    @Nullable String again,
    @Nullable String done,
    InitiativeView.Section tried) {
  public OwnView {
    things = List.copyOf(things);
    asked = List.copyOf(asked);
    people = List.copyOf(people);
    away = List.copyOf(away);
    written = Map.copyOf(written);
  }

  /**
   * One touchpoint.
   *
   * @param looked what is looked at, in words
   * @param offered who was asked to take it over, and until when; null if nobody
   * @param disowned whether the person said that it is not theirs
   * @param handedOver from whom it came and when, if the files do not say so yet; null if they do
   */
  public record Thing(
      String id,
      String name,
      @Nullable String address,
      Condition condition,
      String looked,
      String backups,
      @Nullable String offered,
      boolean disowned,
      @Nullable String handedOver) {}

  /** A touchpoint that somebody wants to hand over. */
  public record Asked(String id, String name, String from, String why, When until) {}

  /** How many of the things the confirmation is about. */
  public long confirmable() {
    return things.stream().filter(thing -> !thing.disowned()).count();
  }

  /** The name of what the problem is about; empty if it is about none of these. */
  public String problemName() {
    return things.stream()
        .filter(thing -> thing.id().equals(problemAt))
        .map(Thing::name)
        .findFirst()
        .orElse("");
  }

  /** Whether anything that was said of the touchpoint could not be done. */
  public boolean troubled(String touchpoint) {
    return problem != null && touchpoint.equals(problemAt);
  }

  /** What was written into a field of the act in trouble; empty for every other. */
  public String value(String act, String touchpoint, String field) {
    return act.equals(problemWith) && touchpoint.equals(problemAt)
        ? written.getOrDefault(field, "")
        : "";
  }
}
