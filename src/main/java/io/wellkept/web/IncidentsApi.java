package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Colleagues.Answer;
import io.wellkept.incident.Incident;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The list of incidents, and what people do among themselves about one, for programs. */
final class IncidentsApi {
  private static final String ROOT = "/api/v1/incidents";

  private final WebContext context;
  private final Handing handing;

  IncidentsApi(WebContext context) {
    this.context = context;
    this.handing = new Handing(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT, this::list)
            .promises(
                Promised.pageOf("Incidents, open ones worst first", Api.IncidentBrief.class)
                    .query("resolved", "true for those of the last 30 days that are over")
                    .query("owner", "id of a person")
                    .query("taken", "yes or no; of open ones")
                    .query("condition", "a condition, such as broken")),
        Route.post(Surface.PAGES, ROOT + "/{id}/hand-over", this::handOver)
            .promises(
                Promised.act("Hands it to somebody else", Api.Acted.class)
                    .must("to", "id of the person who is asked")
                    .may("why", "for that person, in a sentence")
                    .may("holder", "who has it, as you saw it; refused if it is another by now")),
        Route.post(Surface.PAGES, ROOT + "/{id}/comment", this::comment)
            .promises(
                Promised.act("Notes something on it", Api.Acted.class)
                    .must("text", "up to 500 characters")));
  }

  private void list(Context ctx) {
    Instant now = context.clock().instant();
    IncidentListing.Filter filter = IncidentListing.Filter.of(ctx);
    List<Incident> found =
        context
            .ledger()
            .read(view -> {
              Plan present = EffectivePlan.of(context.plan().get(), view.overrides(), now);
              return IncidentListing.of(view, filter, present, now);
            });
    int page = Listing.page(ctx);
    List<Api.IncidentBrief> items =
        IncidentListing.page(found, page).stream().map(Api::brief).toList();
    Json.answer(ctx, 200, new Api.Page<>(items, found.size(), page, IncidentListing.pages(found)));
  }

  private void handOver(Context ctx) {
    JsonNode body = Api.body(ctx);
    Acting.Actor actor = actor(ctx, body);
    String holder = body.has("holder") ? body.path("holder").asString("") : null;
    acted(
        ctx,
        handing.handOver(
            ctx.pathParam("id"),
            actor,
            body.path("to").asString(""),
            holder,
            body.path("why").asString("")));
  }

  private void comment(Context ctx) {
    JsonNode body = Api.body(ctx);
    Acting.Actor actor = actor(ctx, body);
    acted(ctx, handing.comment(ctx.pathParam("id"), actor, body.path("text").asString("")));
  }

  private static void acted(Context ctx, Optional<Answer> answer) {
    Words words = Reader.of(ctx).words();
    switch (answer.orElseThrow(() -> unknown(words))) {
      case Answer.Done done ->
          Json.answer(ctx, 200, new Api.Acted(true, Api.brief(done.incident())));
      case Answer.AlreadySo same ->
          Json.answer(ctx, 200, new Api.Acted(false, Api.brief(same.incident())));
      case Answer.Refused refused -> Failures.answer(ctx, 409, Handing.sentence(refused, words));
    }
  }

  private static HttpResponseException unknown(Words words) {
    return new HttpResponseException(404, words.say("incident.unknown"));
  }

  /** Whoever acts, and may. */
  private Acting.Actor actor(Context ctx, JsonNode body) {
    Reader reader = Reader.of(ctx);
    Incident incident =
        context
            .ledger()
            .read(view -> view.incident(ctx.pathParam("id")))
            .orElseThrow(() -> unknown(reader.words()));
    Handing.requireAct(reader, incident, context.plan().get());
    return Api.actor(ctx, body, context.plan().get());
  }
}
