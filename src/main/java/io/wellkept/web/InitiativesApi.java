package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Initiative.Word;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.report.Effect;
import io.wellkept.report.Effects;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was tried, for programs. */
final class InitiativesApi {
  private static final String ROOT = "/api/v1/initiatives";

  private final WebContext context;
  private final Initiating initiating;

  /**
   * One initiative with its effect.
   *
   * @param state {@code running}, {@code waiting} for a verdict, or {@code judged}
   * @param target in the figure's own unit: a share from 0 to 1, seconds, stars
   * @param before the figure before the change; null if not enough was seen
   * @param effect {@code reached}, {@code as-hoped}, {@code hardly}, {@code otherwise} or {@code
   *     not-enough}
   */
  record Whole(
      String id,
      String touchpoint,
      String person,
      Instant madeAt,
      Instant changedAt,
      String what,
      String figure,
      @Nullable String check,
      String direction,
      @Nullable Double target,
      Instant until,
      @Nullable String follows,
      String state,
      @Nullable Double before,
      @Nullable Double after,
      String effect,
      @Nullable VerdictWhole verdict) {}

  record VerdictWhole(String verdict, Instant at, String by, String why) {}

  /** What an act led to: {@code changed} is false if it was so already. */
  record Acted(boolean changed) {}

  InitiativesApi(WebContext context) {
    this.context = context;
    this.initiating = new Initiating(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT, this::list)
            .promises(
                Promised.pageOf("Initiatives", Whole.class)
                    .query("touchpoint", "id of a touchpoint")
                    .query("state", "running, waiting or judged")),
        Route.post(Surface.PAGES, ROOT, this::note)
            .promises(
                Promised.act("Notes what was changed, and what should move", Acted.class)
                    .must("touchpoint", "id of the touchpoint")
                    .must("what", "what was changed")
                    .may("changedAt", "when; now if not said")
                    .must("figure", "condition, answer-time, kpi, rating or response-time")
                    .may("check", "name of the check that measures it")
                    .must("direction", "up or down")
                    .may("target", "a number", "number")
                    .must("until", "when to judge it")),
        Route.post(Surface.PAGES, ROOT + "/{id}/verdict", this::judge)
            .promises(
                Promised.act("Says what becomes of it", Acted.class)
                    .must("verdict", "keep, adjust or undo")
                    .may("reason", "why, in a sentence")
                    .may("what", "what is tried instead, if it is adjusted")
                    .may("until", "and until when")));
  }

  private void list(Context ctx) {
    Instant now = context.clock().instant();
    String state = Listing.query(ctx, "state");
    String touchpoint = Listing.query(ctx, "touchpoint");
    int page = Listing.page(ctx);
    Api.Page<Whole> found =
        context
            .ledger()
            .read(view -> {
              Plan plan = context.planAt(view, now);
              List<Initiative> all =
                  view.initiatives().stream()
                      .filter(one -> touchpoint.isEmpty() || one.touchpoint().equals(touchpoint))
                      .filter(one -> state.isEmpty() || state(one, now).equals(state))
                      .toList();
              return Api.Page.of(all, page, one -> whole(view, one, plan, now));
            });
    Json.answer(ctx, 200, found);
  }

  private static Whole whole(Ledger.View view, Initiative one, Plan plan, Instant now) {
    Touchpoint touchpoint = plan.touchpoint(one.touchpoint()).orElse(null);
    Effect effect = Effects.of(view, one, touchpoint, plan.windows(), now);
    Verdict verdict = one.verdict();
    return new Whole(
        one.id(),
        one.touchpoint(),
        one.person(),
        one.madeAt(),
        one.changedAt(),
        one.what(),
        lower(one.measure()),
        one.check(),
        lower(one.direction()),
        one.target(),
        one.until(),
        one.follows(),
        state(one, now),
        effect.was(),
        effect.became(),
        lower(effect.move()),
        verdict == null
            ? null
            : new VerdictWhole(lower(verdict.word()), verdict.at(), verdict.by(), verdict.why()));
  }

  private static String state(Initiative one, Instant now) {
    return one.verdict() != null ? "judged" : one.waits(now) ? "waiting" : "running";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // ---- what is said

  private void note(Context ctx) {
    JsonNode body = Api.body(ctx);
    Plan plan = context.planNow();
    Touchpoint touchpoint =
        plan.touchpoint(body.path("touchpoint").asString(""))
            .orElseThrow(() -> new HttpResponseException(404, "No touchpoint has that id."));
    Reader.of(ctx).requireAct(touchpoint);
    Acting.Actor actor = Api.actor(ctx, body, plan);
    ZoneId zone = plan.zoneOf(touchpoint);
    Initiating.Draft draft =
        new Initiating.Draft(
            body.path("what").asString(""),
            body.has("changedAt") ? moment(body, "changedAt", zone) : context.clock().instant(),
            constant(Measure.class, body, "figure"),
            body.hasNonNull("check") ? body.path("check").asString("") : null,
            constant(Direction.class, body, "direction"),
            body.path("target").isNumber() ? body.path("target").asDouble() : null,
            moment(body, "until", zone));
    answer(ctx, initiating.note(touchpoint, draft, actor));
  }

  private void judge(Context ctx) {
    JsonNode body = Api.body(ctx);
    Plan plan = context.planNow();
    Initiative one =
        context
            .ledger()
            .read(view -> view.initiative(ctx.pathParam("id")))
            .orElseThrow(() -> new HttpResponseException(404, "No initiative has that id."));
    Touchpoint touchpoint =
        plan.touchpoint(one.touchpoint())
            .orElseThrow(
                () -> new HttpResponseException(404, "Its touchpoint is not in the plan."));
    Reader.of(ctx).requireAct(touchpoint);
    Acting.Actor actor = Api.actor(ctx, body, plan);
    Word word = constant(Word.class, body, "verdict");
    Initiating.Next next =
        word == Word.ADJUST
            ? new Initiating.Next(
                body.path("what").asString(""), moment(body, "until", plan.zoneOf(touchpoint)))
            : null;
    String why = body.path("reason").asString("");
    answer(ctx, initiating.judge(one, touchpoint, word, why, next, actor));
  }

  private static void answer(Context ctx, Owning.Answer answer) {
    switch (answer) {
      case Owning.Answer.Done done -> Json.answer(ctx, 200, new Acted(true));
      case Owning.Answer.AlreadySo same -> Json.answer(ctx, 200, new Acted(false));
      case Owning.Answer.Refused refused ->
          Failures.answer(ctx, 422, refused.why().in(Words.ENGLISH));
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode body, String field) {
    return InitiativePages.constant(type, body.path(field).asString(""))
        .orElseThrow(() ->
            new HttpResponseException(
                422,
                "Say in \""
                    + field
                    + "\" one of "
                    + String.join(
                        ", ",
                        List.of(type.getEnumConstants()).stream()
                            .map(InitiativesApi::lower)
                            .toList())
                    + "."));
  }

  private static Instant moment(JsonNode body, String field, ZoneId zone) {
    return Moments.read(body.path(field).asString(""), zone)
        .orElseThrow(() ->
            new HttpResponseException(
                422,
                "Say in \""
                    + field
                    + "\" a moment such as 2026-11-24T17:00:00+01:00, or a day such as"
                    + " 2026-11-24."));
  }
}
