package io.wellkept.web;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Confirmation;
import io.wellkept.plan.Plan;
import io.wellkept.report.JourneyMap;
import io.wellkept.report.Kept;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every touchpoint as it is now.
 *
 * @param plan with what people changed
 * @param all in the order of the plan
 */
record Survey(Plan plan, List<Kept> all, Instant now) {
  Survey {
    all = List.copyOf(all);
  }

  static Survey of(WebContext context) {
    Instant now = context.clock().instant();
    return context
        .ledger()
        .read(view -> {
          Plan present = context.planAt(view, now);
          Kept.Rules rules = rules(present, view, now);
          return new Survey(
              present, context.board().rows(now).stream().map(rules::of).toList(), now);
        });
  }

  /** The map of what is asked for; of one stage, or one channel, where one is asked for. */
  JourneyMap map(List<Kept> found, Filter filter) {
    Journey journey = plan.journey();
    Journey narrowed =
        new Journey(
            only(journey.stages(), filter.get("stage")),
            only(journey.channels(), filter.get("channel")),
            journey.personas(),
            journey.edges());
    return JourneyMap.of(narrowed, all, found, plan.daemon().timing().blindFor(), now);
  }

  private static List<Journey.Place> only(List<Journey.Place> places, String id) {
    return Journey.find(places, id).map(List::of).orElse(places);
  }

  private static Kept.Rules rules(Plan plan, Ledger.View view, Instant now) {
    Map<String, Confirmation> said = view.lastConfirmations();
    // one question for each person, however much they own
    Map<String, Boolean> reached = new HashMap<>();
    return new Kept.Rules(
        plan.people(),
        person ->
            reached.computeIfAbsent(person.id(), id -> !plan.daemon().roadsTo(person).isEmpty()),
        touchpoint ->
            Optional.ofNullable(said.get(touchpoint.owner()))
                .filter(word -> holds(word, touchpoint, plan, now))
                .isPresent(),
        plan.daemon().timing().blindFor(),
        now);
  }

  private static boolean holds(Confirmation word, Touchpoint touchpoint, Plan plan, Instant now) {
    Duration every = plan.daemon().ownership().confirmEvery();
    return word.touchpoints().contains(touchpoint.id())
        && (every == null || now.isBefore(word.at().plus(every)));
  }
}
