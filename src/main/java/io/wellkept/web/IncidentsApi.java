package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Acts;
import io.wellkept.incident.Colleagues.Answer;
import io.wellkept.incident.Incident;
import io.wellkept.plan.Plan;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The list of incidents, and what people do among themselves about one, for programs. */
final class IncidentsApi {
  private static final String ROOT = "/api/v1/incidents";

  private final WebContext context;
  private final Acting acting;
  private final Handing handing;

  IncidentsApi(WebContext context, Acting acting) {
    this.context = context;
    this.acting = acting;
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
                    .must("text", "up to 500 characters")),
        Route.post(Surface.PAGES, ROOT + "/{id}/mute", ctx -> act(ctx, this::mute))
            .promises(
                Api.promising("Says that a finding is not a fault, until then")
                    .must("finding", "its key")
                    .must("reason", "why, in a sentence")),
        Route.post(Surface.PAGES, ROOT + "/{id}/unmute", ctx -> act(ctx, this::unmute))
            .promises(
                Promised.act("Says that a finding is a fault after all", Api.Acted.class)
                    .must("finding", "its key")),
        Route.post(Surface.PAGES, ROOT + "/{id}/settle", ctx -> act(ctx, this::settle))
            .promises(
                Promised.act("Says that what people reported is settled", Api.Acted.class)
                    .may("answer", "for whoever reported it and left an address")),
        Route.post(Surface.PAGES, ROOT + "/{id}/open-again", ctx -> act(ctx, this::openAgain))
            .promises(Promised.act("Says that it is not settled after all", Api.Acted.class)));
  }

  private void list(Context ctx) {
    Instant now = context.clock().instant();
    IncidentListing.Filter filter = IncidentListing.Filter.of(ctx);
    List<Incident> found =
        context
            .ledger()
            .read(view -> IncidentListing.of(view, filter, context.planAt(view, now), now));
    Json.answer(ctx, 200, Api.Page.of(found, Listing.page(ctx), Api::brief));
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

  private Optional<Acts.Result> mute(Said said) {
    Instant until = Api.until(said.body(), context.clock().instant());
    String finding = said.text("finding");
    return acting.mute(said.incident(), said.actor(), finding, until, said.text("reason"));
  }

  private Optional<Acts.Result> unmute(Said said) {
    return acting.unmute(said.incident(), said.actor(), said.text("finding"));
  }

  private Optional<Acts.Result> settle(Said said) {
    return acting.settle(said.incident(), said.actor(), said.text("answer"));
  }

  private Optional<Acts.Result> openAgain(Said said) {
    return acting.openAgain(said.incident(), said.actor());
  }

  /** What somebody says of an incident. */
  private record Said(String incident, Acting.Actor actor, JsonNode body) {
    String text(String field) {
      return body.path(field).asString("");
    }
  }

  /** As on its page: whoever took what is not theirs may hand it on, and no more. */
  private void act(Context ctx, Function<Said, Optional<Acts.Result>> act) {
    JsonNode body = Api.body(ctx);
    Incident incident = incident(ctx);
    Plan plan = context.plan().get();
    Reader.of(ctx).requireAct(incident.check().touchpoint(), plan);
    Said said = new Said(incident.id(), Api.actor(ctx, body, plan), body);
    Api.acted(ctx, act.apply(said), 409);
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
    Handing.requireAct(Reader.of(ctx), incident(ctx), context.plan().get());
    return Api.actor(ctx, body, context.plan().get());
  }

  private Incident incident(Context ctx) {
    return context
        .ledger()
        .read(view -> view.incident(ctx.pathParam("id")))
        .orElseThrow(() -> unknown(Reader.of(ctx).words()));
  }
}
