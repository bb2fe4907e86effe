package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Ledger.Answer;
import io.wellkept.ledger.Ledger.Attestation;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who said what of what no machine sees, for programs. */
final class AttestApi {
  private static final int MOST = 500;

  private final WebContext context;
  private final Attesting attesting;

  /** One word; {@code photo} is an address of this API's server, null if none was sent. */
  record Said(
      String check,
      Instant at,
      String person,
      boolean fine,
      String note,
      List<Answer> answers,
      @Nullable String photo,
      String via) {}

  /** What a word led to: {@code changed} is false if just that was said a moment ago. */
  record Taken(boolean changed, boolean fine) {}

  AttestApi(WebContext context, Attesting attesting) {
    this.context = context;
    this.attesting = attesting;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/api/v1/touchpoints/{id}/attestations", this::attestations)
            .promises(Promised.pageOf("Who said what, latest first", Said.class)),
        Route.post(Surface.PAGES, "/api/v1/checks/{touchpoint}/{check}/attest", this::attest)
            .promises(
                Promised.act("Answers what no machine sees", Taken.class)
                    .must("answers", "of each question of the check, true if it is fine", "object")
                    .may("note", "what was seen; needed unless all is fine")));
  }

  private void attest(Context ctx) {
    JsonNode body = Api.body(ctx);
    Plan plan = context.plan().get();
    Reader.of(ctx).requireAct(ctx.pathParam("touchpoint"), plan);
    CheckId check =
        Api.checkId(ctx.pathParam("touchpoint"), ctx.pathParam("check"))
            .orElseThrow(AttestApi::nobodyIsAsked);
    Questionnaire asked = AttestPages.asked(plan, check).orElseThrow(AttestApi::nobodyIsAsked);
    attesting.require(ctx, check.toString());
    Acting.Actor actor = Api.actor(ctx, body, plan);
    List<Answer> answers = answers(body, asked);
    String note = AttestPages.shortened(body.path("note").asString(""));
    boolean fine = answers.stream().allMatch(Answer::fine);
    if (!fine && note.isEmpty()) {
      throw refused("Say in \"note\" in a few words what is not fine.");
    }
    boolean news = attesting.take(check, actor, new Attesting.Word(answers, note, null));
    Json.answer(ctx, 200, new Taken(news, fine));
  }

  /** The questions are named with their answers: nobody answers others than those of now. */
  private static List<Answer> answers(JsonNode body, Questionnaire asked) {
    if (asked.photo() == Questionnaire.Photo.REQUIRED) {
      throw refused("A photo belongs to this answer: give it on the page of the check.");
    }
    JsonNode said = body.path("answers");
    List<String> questions = asked.questions();
    boolean whole = questions.stream().allMatch(question -> said.path(question).isBoolean());
    if (!whole || said.size() != questions.size()) {
      throw refused(
          "Say in \"answers\" true or false to each of these, and to nothing else: "
              + String.join(" / ", questions));
    }
    return questions.stream()
        .map(question -> new Answer(question, said.path(question).asBoolean()))
        .toList();
  }

  private static HttpResponseException refused(String why) {
    return new HttpResponseException(422, why);
  }

  private static HttpResponseException nobodyIsAsked() {
    return new HttpResponseException(404, Words.ENGLISH.say("attest.nobody-is-asked"));
  }

  private void attestations(Context ctx) {
    String id = ctx.pathParam("id");
    if (context.plan().get().touchpoint(id).isEmpty()) {
      throw new HttpResponseException(404, "No touchpoint has that id.");
    }
    List<Said> all =
        context.ledger().read(view -> view.attestations(id, MOST)).stream()
            .map(AttestApi::said)
            .toList();
    AccountsApi.page(ctx, all);
  }

  private static Said said(Attestation one) {
    return new Said(
        one.check().check(),
        one.at(),
        one.person(),
        one.fine(),
        one.note(),
        one.answers(),
        one.file() == null ? null : "/files/" + one.file(),
        one.via());
  }
}
