package io.wellkept.web;

import io.wellkept.plan.Plan;
import io.wellkept.report.Kept;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form with which a reader narrows a page down, and what is narrowed down now.
 *
 * @param page where it leads to
 * @param first fields that are always seen
 * @param more fields that are folded away
 * @param chips what is asked for now
 */
public record FilterForm(
    String page, Filter filter, List<Field> first, List<Field> more, List<Chip> chips) {
  private static final String LABELS = "list.by.";

  private static final String MISSING = "list.missing.";

  /** A choice among those that would find something. */
  public record Field(String name, String label, List<ActForm.Choice> choices) {
    public Field {
      choices = List.copyOf(choices);
    }
  }

  /**
   * @param without the address of the same page that does not ask for it
   */
  public record Chip(String label, String value, String without) {}

  public FilterForm {
    first = List.copyOf(first);
    more = List.copyOf(more);
    chips = List.copyOf(chips);
  }

  /** Whether something that is folded away is asked for. */
  public boolean unfolded() {
    return more.stream().anyMatch(field -> !filter.get(field.name()).isEmpty());
  }

  static FilterForm of(String page, Filter filter, Survey survey, Words words) {
    List<Field> first = new ArrayList<>();
    List<Field> more = new ArrayList<>();
    for (String name : Filter.NAMES) {
      List<ActForm.Choice> choices = choices(name, survey, words);
      if (!choices.isEmpty()) {
        boolean often = name.equals("condition") || name.equals("owner");
        (often ? first : more).add(new Field(name, words.say(LABELS + name), choices));
      }
    }
    List<Chip> chips = new ArrayList<>();
    filter
        .wanted()
        .forEach((name, value) ->
            chips.add(
                new Chip(
                    words.say(LABELS + name),
                    nameOf(value, choices(name, survey, words)),
                    filter.with(name, "").at(page))));
    return new FilterForm(page, filter, first, more, chips);
  }

  private static String nameOf(String value, List<ActForm.Choice> choices) {
    return choices.stream()
        .filter(choice -> choice.id().equals(value))
        .findFirst()
        .map(ActForm.Choice::name)
        .orElse(value);
  }

  private static List<ActForm.Choice> choices(String name, Survey survey, Words words) {
    Plan plan = survey.plan();
    Journey journey = plan.journey();
    return switch (name) {
      case "condition" -> conditions(survey, words);
      case "owner" -> named(survey, Touchpoint::owner, plan.people()::nameOf);
      case "team" ->
          plan.people().teams().values().stream()
              .map(team -> new ActForm.Choice(team.id(), team.name()))
              .toList();
      case "stage" -> places(journey.stages(), survey, Touchpoint::stage, words);
      case "channel" -> places(journey.channels(), survey, Touchpoint::channel, words);
      case "persona" ->
          journey.personas().stream()
              .map(place -> new ActForm.Choice(place.id(), place.name()))
              .toList();
      case "tag" ->
          survey.all().stream()
              .flatMap(kept -> kept.touchpoint().tags().stream())
              .distinct()
              .sorted()
              .map(tag -> new ActForm.Choice(tag, tag))
              .toList();
      case "missing" -> missing(survey, words);
      default -> List.of();
    };
  }

  private static List<ActForm.Choice> conditions(Survey survey, Words words) {
    return Arrays.stream(Condition.values())
        .sorted(Comparator.reverseOrder())
        .filter(one -> survey.all().stream().anyMatch(kept -> kept.condition() == one))
        .map(one -> new ActForm.Choice(Listing.value(one), words.of(one)))
        .toList();
  }

  private static List<ActForm.Choice> missing(Survey survey, Words words) {
    return Arrays.stream(Kept.Has.values())
        .filter(has -> survey.all().stream().anyMatch(kept -> kept.lacks(has)))
        .map(has -> new ActForm.Choice(Filter.value(has), words.say(MISSING + has.name())))
        .toList();
  }

  private static List<ActForm.Choice> named(
      Survey survey, Function<Touchpoint, String> id, Function<String, String> name) {
    return survey.all().stream()
        .map(kept -> id.apply(kept.touchpoint()))
        .distinct()
        .map(one -> new ActForm.Choice(one, name.apply(one)))
        .sorted(Comparator.comparing(ActForm.Choice::name))
        .toList();
  }

  private static List<ActForm.Choice> places(
      List<Journey.Place> places,
      Survey survey,
      Function<Touchpoint, @Nullable String> of,
      Words words) {
    List<ActForm.Choice> all = new ArrayList<>();
    places.forEach(place -> all.add(new ActForm.Choice(place.id(), place.name())));
    if (!places.isEmpty()
        && survey.all().stream().map(Kept::touchpoint).map(of).anyMatch(Objects::isNull)) {
      all.add(new ActForm.Choice(Filter.NONE, words.say("list.none")));
    }
    return all;
  }
}
