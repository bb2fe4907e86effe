package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who looks after what, for programs and for operators who speak for others. */
final class OwnersApi {
  private final WebContext context;
  private final Owning owning;

  /** What an act led to: {@code changed} is false if it was so already. */
  record Acted(boolean changed) {}

  OwnersApi(WebContext context) {
    this.context = context;
    this.owning = new Owning(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/api/v1/owners", this::list),
        Route.post(Surface.PAGES, "/api/v1/owners/{id}/confirm", this::confirm),
        Route.post(Surface.PAGES, "/api/v1/touchpoints/{id}/hand-over", this::handOver),
        Route.post(Surface.PAGES, "/api/v1/touchpoints/{id}/take-back", this::takeBack));
  }

  private void list(Context ctx) {
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    List<OwnerBrief> owners =
        context
            .ledger()
            .read(view -> OwnerBrief.all(view, EffectivePlan.of(plan, view.overrides(), now), now));
    Json.answer(ctx, 200, new Api.Page<>(owners, owners.size(), 1, 1));
  }

  private void confirm(Context ctx) {
    String owner = ctx.pathParam("id");
    JsonNode body = Api.body(ctx);
    Reader.of(ctx).requireSelf(owner);
    Acting.Actor actor = actor(ctx, body);
    if (context.plan().get().people().person(owner).isEmpty()) {
      throw new HttpResponseException(404, "No person has that id.");
    }
    answer(ctx, owning.confirm(owner, null, actor));
  }

  private void handOver(Context ctx) {
    JsonNode body = Api.body(ctx);
    Reader.of(ctx).requireAct(ctx.pathParam("id"), context.plan().get());
    String to = body.path("to").asString("");
    String why = body.path("reason").asString("");
    answer(
        ctx,
        owning
            .offer(ctx.pathParam("id"), null, to, why, actor(ctx, body))
            .orElseThrow(() -> new HttpResponseException(404, "No touchpoint has that id.")));
  }

  private void takeBack(Context ctx) {
    JsonNode body = Api.body(ctx);
    Reader.of(ctx).requireAct(ctx.pathParam("id"), context.plan().get());
    answer(ctx, owning.takeBack(ctx.pathParam("id"), null, actor(ctx, body)));
  }

  private static void answer(Context ctx, Owning.Answer answer) {
    switch (answer) {
      case Owning.Answer.Done done -> Json.answer(ctx, 200, new Acted(true));
      case Owning.Answer.AlreadySo same -> Json.answer(ctx, 200, new Acted(false));
      case Owning.Answer.Refused refused ->
          Failures.answer(ctx, 422, Forms.sentence(refused.why()));
    }
  }

  private Acting.Actor actor(Context ctx, JsonNode body) {
    return Api.actor(ctx, body, context.plan().get());
  }
}
