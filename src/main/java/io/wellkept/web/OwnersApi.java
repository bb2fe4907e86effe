package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.wellkept.words.Words;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who looks after what, for programs and for operators who speak for others. */
final class OwnersApi {
  private final WebContext context;
  private final Owning owning;

  /** What an act led to: {@code changed} is false if it was so already. */
  record Changed(boolean changed) {}

  OwnersApi(WebContext context) {
    this.context = context;
    this.owning = new Owning(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/api/v1/owners", this::list)
            .promises(
                Promised.pageOf("Owners, and how what is theirs fares", OwnersList.Row.class)
                    .query("sort", "a column, such as late; by name if not said")
                    .query("team", "id of a team")
                    .query("days", "30 or 90")
                    .query("missing", "road or backup: only those without")),
        Route.post(Surface.PAGES, "/api/v1/owners/{id}/confirm", this::confirm)
            .promises(Promised.act("Says that all of it is theirs", Changed.class)),
        Route.post(Surface.PAGES, "/api/v1/touchpoints/{id}/hand-over", this::handOver)
            .promises(
                Promised.act("Asks somebody to look after it from now on", Changed.class)
                    .must("to", "id of the person who is asked")
                    .may("reason", "for that person, in a sentence")),
        Route.post(Surface.PAGES, "/api/v1/touchpoints/{id}/take-back", this::takeBack)
            .promises(Promised.act("Takes that question back", Changed.class)),
        word("accept", this::accept).promises(about("Takes over what is offered")),
        word("decline", this::decline)
            .promises(about("Does not take it over").may("reason", "why, in a sentence")),
        word("not-mine", this::disown)
            .promises(
                about("Says that it is somebody else's").must("reason", "why, in a sentence")),
        word("mine", this::own).promises(about("Says that it is theirs after all")));
  }

  /** A person's word, or somebody's for them. */
  private static Route word(String act, Handler handler) {
    return Route.post(Surface.PAGES, "/api/v1/people/{id}/" + act, handler);
  }

  private static Promised about(String summary) {
    return Promised.act(summary, Changed.class).must("touchpoint", "id of the touchpoint");
  }

  private void list(Context ctx) {
    OwnersPages.Asked asked = OwnersPages.Asked.of(ctx, context.plan().get());
    // programs that know nothing of an order get the one that they always got
    String sort = ctx.queryParam("sort") == null ? "name" : asked.sort();
    List<OwnersList.Row> owners =
        OwnersList.of(context, asked.team(), asked.days(), sort).owners().stream()
            .filter(asked::passes)
            .map(OwnersList::row)
            .toList();
    AccountsApi.page(ctx, owners);
  }

  private void confirm(Context ctx) {
    Said said = said(ctx);
    answer(ctx, owning.confirm(said.person(), null, said.actor()));
  }

  private void accept(Context ctx) {
    Said said = said(ctx);
    answer(ctx, owning.accept(said.touchpoint(), said.person(), said.actor()));
  }

  private void decline(Context ctx) {
    Said said = said(ctx);
    answer(ctx, owning.decline(said.touchpoint(), said.person(), said.reason(), said.actor()));
  }

  private void disown(Context ctx) {
    Said said = said(ctx);
    answer(ctx, owning.disown(said.touchpoint(), said.person(), said.reason(), said.actor()));
  }

  private void own(Context ctx) {
    Said said = said(ctx);
    answer(ctx, owning.own(said.touchpoint(), said.person(), said.actor()));
  }

  /** Whose word it is, and who says it. */
  private record Said(String person, Acting.Actor actor, String touchpoint, String reason) {}

  private Said said(Context ctx) {
    String person = ctx.pathParam("id");
    JsonNode body = Api.body(ctx);
    Reader.of(ctx).requireSelf(person);
    Acting.Actor actor = actor(ctx, body);
    if (context.plan().get().people().person(person).isEmpty()) {
      throw new HttpResponseException(404, "No person has that id.");
    }
    String touchpoint = body.path("touchpoint").asString("");
    return new Said(person, actor, touchpoint, body.path("reason").asString(""));
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
      case Owning.Answer.Done done -> Json.answer(ctx, 200, new Changed(true));
      case Owning.Answer.AlreadySo same -> Json.answer(ctx, 200, new Changed(false));
      case Owning.Answer.Refused refused ->
          Failures.answer(ctx, 422, refused.why().in(Words.ENGLISH));
    }
  }

  private Acting.Actor actor(Context ctx, JsonNode body) {
    return Api.actor(ctx, body, context.plan().get());
  }
}
