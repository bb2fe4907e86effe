package io.wellkept.web;

import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms below an incident, with what the person wrote if something was wrong with it.
 *
 * @param base where the forms lead to, without the act
 * @param people whom one may act as; empty where the link says who it is
 * @param zone in which dates are meant, in words
 * @param earliest the first moment a promise may name, as a form field wants it in that zone
 * @param latest the last one
 * @param most how far a promise may reach, in words
 * @param written what was written, by the name of the field
 * @param problem what is wrong with it; null if nothing
 * @param problemWith the act that the problem belongs to; empty if none
 * @param done what just happened, as a sentence; null if nothing did
 * @param words the reader's language
 */
public record ActForm(
    String base,
    List<Choice> people,
    String zone,
    String earliest,
    String latest,
    String most,
    Map<String, String> written,
    @Nullable String problem,
    String problemWith,
    @Nullable String done,
    Words words) {
  public ActForm {
    people = List.copyOf(people);
    written = Map.copyOf(written);
  }

  /** The first moment for a field; null where nobody knows yet in whose zone it is meant. */
  public @Nullable String min() {
    return people.isEmpty() ? earliest : null;
  }

  /** The last one; null where nobody knows yet in whose zone it is meant. */
  public @Nullable String max() {
    return people.isEmpty() ? latest : null;
  }

  /** How finely a moment can be chosen, in seconds: minutes, and in the demo seconds. */
  public int step() {
    return earliest.length() > "2026-11-24T17:00".length() ? 1 : 60;
  }

  /** Whether a look was asked for a moment ago: then it comes sooner than the schedule says. */
  public boolean looksNow() {
    return say("link.done.look").equals(done);
  }

  /** A sentence in the reader's language. */
  public String say(String key, Object... values) {
    return words.say(key, values);
  }

  /** A person to act as. */
  public record Choice(String id, String name) {
    static Choice of(Person person) {
      return new Choice(person.id(), person.name());
    }

    /** Everybody of the plan, in the order of its file. */
    static List<Choice> everybody(Plan plan) {
      return plan.people().persons().values().stream().map(Choice::of).toList();
    }
  }

  /** What was written into a field of the act in trouble; empty for every other. */
  public String value(String act, String field) {
    return act.equals(problemWith) ? written.getOrDefault(field, "") : "";
  }

  /** What is wrong with that act; empty if nothing. */
  public String trouble(String act) {
    return act.equals(problemWith) && problem != null ? problem : "";
  }
}
