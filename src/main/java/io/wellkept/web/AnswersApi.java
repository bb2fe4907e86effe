package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Said;
import io.wellkept.plan.Plan;
import io.wellkept.report.AnswersByWeek;
import io.wellkept.report.AnswersRow;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What customers said at a touchpoint, and how they were answered. */
final class AnswersApi {
  private static final String ROOT = "/api/v1/touchpoints/{id}";
  private static final int WEEKS = 8;
  private static final int MOST_WEEKS = 60;

  private final WebContext context;

  /**
   * @param waiting how many wait with a clock; {@code late} of them it was due for
   * @param oldest since when the first of them waits
   */
  record AnswersWhole(
      String touchpoint,
      String zone,
      int waiting,
      int late,
      @Nullable Instant oldest,
      List<AnswersRow> weeks) {}

  /**
   * One word and the first answer to it.
   *
   * @param at since when its answer is waited for
   * @param seconds how long the answer took
   */
  record VoiceWhole(
      String check,
      String source,
      String id,
      Instant at,
      @Nullable Double stars,
      String reply,
      boolean waits,
      boolean late,
      @Nullable Instant due,
      @Nullable Instant answered,
      @Nullable Long seconds,
      @Nullable Instant gone,
      String quote,
      @Nullable String link) {}

  AnswersApi(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT + "/answers", this::answers)
            .promises(
                Promised.one("How fast customers are answered", AnswersWhole.class)
                    .query("weeks", "how many, 8 if not said, 60 at most")),
        Route.get(Surface.PAGES, ROOT + "/voices", this::voices)
            .promises(
                Promised.pageOf("What customers said, latest first", VoiceWhole.class)
                    .query("waiting", "true for those alone who wait for an answer")));
  }

  private void answers(Context ctx) {
    Instant now = context.clock().instant();
    Plan plan = context.ledger().read(view -> context.planAt(view, now));
    Touchpoint touchpoint = touchpoint(ctx, plan);
    Person owner = plan.people().person(touchpoint.owner()).orElseThrow();
    ZoneId zone = plan.daemon().zone();
    Instant from = AnswersByWeek.from(weeks(ctx), zone, now);
    List<Said> said = context.ledger().read(view -> view.voices(touchpoint.id(), from));
    List<AnswersRow> weeks =
        AnswersByWeek.of(said, id -> owner, zone, from, now).stream().map(AnswersRow::of).toList();
    List<Said> waiting =
        said.stream().filter(one -> one.waits() && one.voice().dueAt() != null).toList();
    Json.answer(
        ctx,
        200,
        new AnswersWhole(
            touchpoint.id(),
            zone.getId(),
            waiting.size(),
            (int) waiting.stream().filter(one -> isLate(one, now)).count(),
            // latest first
            waiting.isEmpty() ? null : waiting.get(waiting.size() - 1).wordAt(),
            weeks));
  }

  private static int weeks(Context ctx) {
    String text = ctx.queryParam("weeks");
    if (text == null) {
      return WEEKS;
    }
    if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MOST_WEEKS) {
      throw new HttpResponseException(
          422, "Say in \"weeks\" how many, a number from 1 to " + MOST_WEEKS + ".");
    }
    return Integer.parseInt(text);
  }

  private void voices(Context ctx) {
    Plan plan = context.plan().get();
    Touchpoint touchpoint = touchpoint(ctx, plan);
    Instant now = context.clock().instant();
    boolean waiting = "true".equals(ctx.queryParam("waiting"));
    Duration kept = plan.daemon().retention().events();
    List<Said> said =
        context.ledger().read(view -> view.voices(touchpoint.id(), now.minus(kept))).stream()
            .filter(one -> !waiting || one.waits())
            .toList();
    Json.answer(ctx, 200, Api.Page.of(said, Listing.page(ctx), one -> whole(one, now)));
  }

  private static Touchpoint touchpoint(Context ctx, Plan plan) {
    return plan.touchpoint(ctx.pathParam("id"))
        .orElseThrow(() -> new HttpResponseException(404, "No touchpoint has that id."));
  }

  private static VoiceWhole whole(Said said, Instant now) {
    Voice voice = said.voice();
    return new VoiceWhole(
        said.check().check(),
        voice.source(),
        voice.id(),
        said.wordAt(),
        voice.stars(),
        voice.reply().name().toLowerCase(Locale.ROOT),
        said.waits(),
        said.waits() && isLate(said, now),
        voice.dueAt(),
        voice.answeredAt(),
        said.answerTook().map(Duration::toSeconds).orElse(null),
        voice.goneAt(),
        voice.text(),
        voice.link());
  }

  private static boolean isLate(Said said, Instant now) {
    Instant due = said.voice().dueAt();
    return due != null && !now.isBefore(due);
  }
}
