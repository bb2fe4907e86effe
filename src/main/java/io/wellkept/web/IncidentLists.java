package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Standing;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of incidents: what is open, and what ended lately. */
final class IncidentLists {
  private final WebContext context;
  private final Templates templates;

  IncidentLists(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(Route.get(Surface.PAGES, "/incidents", this::list));
  }

  private void list(Context ctx) {
    Instant now = context.clock().instant();
    Reader reader = Reader.of(ctx);
    IncidentListing.Filter filter = IncidentListing.Filter.of(ctx);
    IncidentListView view =
        context
            .ledger()
            .read(ledger -> {
              Plan present = context.planAt(ledger, now);
              List<Incident> found = IncidentListing.of(ledger, filter, present, now);
              return view(found, filter, Listing.page(ctx), present, reader, now);
            });
    Frame frame = templates.inside(ctx, reader.words().say("incident.title"));
    Templates.answer(ctx, 200, "incidents", frame, Map.of("view", view));
  }

  private static IncidentListView view(
      List<Incident> found,
      IncidentListing.Filter filter,
      int asked,
      Plan present,
      Reader reader,
      Instant now) {
    int pages = Listing.pages(found.size());
    int page = Math.min(asked, pages);
    return new IncidentListView(
        Listing.page(found, page).stream()
            .map(incident -> row(incident, present, reader, now))
            .toList(),
        found.size(),
        page,
        pages,
        filter.resolved(),
        filter.owner(),
        filter.taken(),
        filter.condition(),
        owners(present),
        conditions(reader.words()));
  }

  private static List<ActForm.Choice> owners(Plan present) {
    return present.touchpoints().values().stream()
        .map(Touchpoint::owner)
        .distinct()
        .map(id -> new ActForm.Choice(id, present.people().nameOf(id)))
        .sorted(Comparator.comparing(ActForm.Choice::name))
        .toList();
  }

  private static List<ActForm.Choice> conditions(Words words) {
    return Arrays.stream(Condition.values())
        .filter(condition -> condition != Condition.HEALTHY)
        .sorted(Comparator.reverseOrder())
        .map(condition -> new ActForm.Choice(Listing.value(condition), words.of(condition)))
        .toList();
  }

  private static IncidentListView.Row row(
      Incident incident, Plan present, Reader reader, Instant now) {
    Words words = reader.words();
    String id = incident.check().touchpoint();
    Optional<Touchpoint> touchpoint = present.touchpoint(id);
    String who =
        Ownership.isAboutPeople(incident) ? present.people().nameOf(incident.subject()) : id;
    return new IncidentListView.Row(
        incident.id(),
        words.of(incident.worst()),
        IncidentViews.words(incident.severity()),
        words.of(incident.severity()),
        incident.condition(),
        touchpoint.map(Touchpoint::id).orElse(""),
        touchpoint.map(Touchpoint::name).orElse(who),
        touchpoint.map(one -> present.people().nameOf(one.owner())).orElse(""),
        When.of(incident.since(), reader.zone(), now, words),
        standing(incident, present, reader, now));
  }

  private static String standing(Incident incident, Plan present, Reader reader, Instant now) {
    Words words = reader.words();
    return switch (incident.standing()) {
      case Standing.Open open -> words.say("incident.nobody-took");
      case Standing.Taken taken ->
          words.say(
              "incident.taken-by",
              present.people().nameOf(taken.by()),
              words.moment(taken.until(), reader.zone(), now));
      case Standing.Resolved over ->
          words.say("incident.lasted", words.span(Duration.between(incident.since(), over.at())));
    };
  }
}
