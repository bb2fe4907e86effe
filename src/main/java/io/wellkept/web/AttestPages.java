package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Answer;
import io.wellkept.ledger.Ledger.Attestation;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Sentence;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a person answers what no machine sees: behind the link of a message, and on the pages.
 * Looking changes nothing; only a form that was sent is a word.
 */
final class AttestPages {
  private final WebContext context;
  private final Templates templates;
  private final Attesting attesting;
  private final Upload.Desk uploads = new Upload.Desk();

  /**
   * A form in somebody's hands.
   *
   * @param person null as long as nobody has said who they are
   * @param takeAt where it can be taken; null where there is nothing to take
   */
  private record Sheet(
      Touchpoint touchpoint,
      CheckId check,
      Questionnaire asked,
      @Nullable Person person,
      String action,
      @Nullable String takeAt) {
    String mark() {
      return Ids.of(asked.questions().toArray(String[]::new));
    }
  }

  AttestPages(WebContext context, Templates templates, Attesting attesting) {
    this.context = context;
    this.templates = templates;
    this.attesting = attesting;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PUBLIC, "/a/{token}", ctx -> linked(ctx).ifPresent(s -> show(ctx, s))),
        Route.post(Surface.PUBLIC, "/a/{token}", ctx -> linked(ctx).ifPresent(s -> say(ctx, s))),
        Route.get(Surface.PAGES, "/t/{id}/attest/{check}", ctx -> show(ctx, local(ctx))),
        Route.post(Surface.PAGES, "/t/{id}/attest/{check}", this::sayHere));
  }

  /** What a check asks people; empty for one that looks for itself. */
  static Optional<Questionnaire> asked(Plan plan, CheckId check) {
    return plan.check(check)
        .map(Check::settings)
        .filter(Questionnaire.class::isInstance)
        .map(Questionnaire.class::cast);
  }

  /** What the token opens; anything but a form is answered here already. */
  private Optional<Sheet> linked(Context ctx) {
    Optional<Grants.Access.Good> good = Links.open(ctx, context);
    if (good.isEmpty()) {
      return Optional.empty();
    }
    Plan plan = context.plan().get();
    Incident incident = good.get().incident();
    Optional<Questionnaire> asked = asked(plan, incident.check());
    if (asked.isEmpty()) {
      Failures.answer(ctx, 410, Reader.of(ctx).words().say("attest.nobody-asked-any-more"));
      return Optional.empty();
    }
    String token = ctx.pathParam("token");
    return Optional.of(
        new Sheet(
            plan.touchpoint(incident.check().touchpoint()).orElseThrow(),
            incident.check(),
            asked.get(),
            good.get().person(),
            "/a/" + token,
            incident.resolved() ? null : "/i/" + token + "#take"));
  }

  private Sheet local(Context ctx) {
    Plan plan = context.plan().get();
    String touchpoint = ctx.pathParam("id");
    String check = ctx.pathParam("check");
    if (!Names.isName(touchpoint) || !Names.isName(check)) {
      throw nobodyIsAsked(ctx);
    }
    CheckId id = new CheckId(touchpoint, check);
    return new Sheet(
        plan.touchpoint(touchpoint).orElseThrow(() -> nobodyIsAsked(ctx)),
        id,
        asked(plan, id).orElseThrow(() -> nobodyIsAsked(ctx)),
        null,
        "/t/" + touchpoint + "/attest/" + check,
        null);
  }

  private static HttpResponseException nobodyIsAsked(Context ctx) {
    return new HttpResponseException(404, Reader.of(ctx).words().say("attest.nobody-is-asked"));
  }

  private void show(Context ctx, Sheet sheet) {
    page(ctx, 200, sheet, Map.of(), null);
  }

  private void sayHere(Context ctx) {
    Reader.of(ctx).requireAct(ctx.pathParam("id"), context.plan().get());
    say(ctx, local(ctx));
  }

  private void say(Context ctx, Sheet sheet) {
    Person known = sheet.person();
    String who = known == null ? sheet.check().toString() : known.id();
    attesting.require(ctx, who);
    Upload upload = uploads.read(ctx);
    Map<String, String> fields = upload.fields();
    Person person =
        known == null
            ? Reader.of(ctx)
                .acting(fields.getOrDefault("person", ""), context.plan().get())
                .orElse(null)
            : known;
    Sentence problem = problem(sheet, upload, person);
    if (problem != null || person == null) {
      page(ctx, upload.trouble() == null ? 422 : 413, sheet, fields, problem);
      return;
    }
    Acting.Actor actor = new Acting.Actor(person.id(), known == null ? "page" : "link");
    attesting.take(
        sheet.check(),
        actor,
        new Attesting.Word(answers(sheet, fields), note(fields), upload.photo()));
    Templates.go(ctx, sheet.action() + "?done=said");
  }

  private static @Nullable Sentence problem(Sheet sheet, Upload upload, @Nullable Person person) {
    Sentence trouble = upload.trouble();
    if (trouble != null) {
      return Sentence.of("attest.nothing-kept", trouble);
    }
    Map<String, String> fields = upload.fields();
    if (!fields.getOrDefault("sheet", "").equals(sheet.mark())) {
      return Sentence.of("attest.questions-changed");
    }
    if (person == null) {
      return Sentence.of("attest.say-who");
    }
    List<Answer> answers = answers(sheet, fields);
    if (answers.size() < sheet.asked().questions().size()) {
      return Sentence.of("attest.answer-every");
    }
    boolean fine = answers.stream().allMatch(Answer::fine);
    if (!fine && note(fields).isEmpty() && upload.photo() == null) {
      return Sentence.of("attest.say-what");
    }
    if (upload.photo() == null && sheet.asked().photo() == Questionnaire.Photo.REQUIRED) {
      return Sentence.of("attest.photo-needed");
    }
    return null;
  }

  private static List<Answer> answers(Sheet sheet, Map<String, String> fields) {
    List<Answer> answers = new ArrayList<>();
    List<String> questions = sheet.asked().questions();
    for (int i = 0; i < questions.size(); i++) {
      String answer = fields.getOrDefault("q" + i, "");
      if (answer.equals("fine") || answer.equals("not-fine")) {
        answers.add(new Answer(questions.get(i), answer.equals("fine")));
      }
    }
    return answers;
  }

  private static String note(Map<String, String> fields) {
    return shortened(fields.getOrDefault("note", ""));
  }

  static String shortened(String note) {
    String stripped = note.strip();
    return stripped.length() <= Attesting.LONGEST_NOTE
        ? stripped
        : stripped.substring(0, Attesting.LONGEST_NOTE);
  }

  private void page(
      Context ctx,
      int status,
      Sheet sheet,
      Map<String, String> written,
      @Nullable Sentence problem) {
    Plan plan = context.plan().get();
    Instant now = context.clock().instant();
    Person person = sheet.person();
    Reader reader = Reader.of(ctx);
    Touchpoint touchpoint = sheet.touchpoint();
    Words words = Reader.of(ctx).words();
    IncidentViews views = new IncidentViews(plan, words, zone(sheet, plan), now);
    Optional<Attestation> last = context.ledger().read(view -> view.lastAttestation(sheet.check()));
    boolean done = ctx.queryParam("done") != null && last.isPresent() && problem == null;
    AttestView view =
        new AttestView(
            touchpoint.name(),
            views.place(touchpoint),
            sheet.action(),
            sheet.asked().questions(),
            sheet.mark(),
            sheet.asked().photo(),
            person == null && !reader.signedIn() ? ActForm.Choice.everybody(plan) : List.of(),
            person == null ? reader.name() : person.name(),
            sheet.takeAt(),
            touchpoint.playbook(),
            last.map(word -> line(word, plan, views)).orElse(null),
            written,
            problem == null ? null : problem.in(words),
            done ? words.say(thanks(last.get())) : null);
    String title = words.say("attest.title", touchpoint.name());
    Frame frame = person == null ? templates.inside(ctx, title) : templates.outside(ctx, title);
    Templates.answer(ctx, status, "attest", frame, Map.of("view", view));
  }

  private static ZoneId zone(Sheet sheet, Plan plan) {
    Person person = sheet.person();
    return person != null ? person.zone() : plan.zoneOf(sheet.touchpoint());
  }

  private static String thanks(Attestation last) {
    return last.fine() ? "attest.thanks-fine" : "attest.thanks-not-fine";
  }

  /** The latest words of a touchpoint, latest first. */
  static List<AttestView.Line> journal(
      Ledger.View ledger, String touchpoint, int limit, Plan plan, IncidentViews views) {
    return ledger.attestations(touchpoint, limit).stream()
        .map(word -> line(word, plan, views))
        .toList();
  }

  private static AttestView.Line line(Attestation said, Plan plan, IncidentViews views) {
    return new AttestView.Line(
        said.check().check(),
        views.when(said.at()),
        plan.people().nameOf(said.person()),
        said.fine(),
        said.answers().stream().filter(a -> !a.fine()).map(Answer::question).toList(),
        said.note(),
        said.file(),
        EventWords.way(said.via(), views.words()));
  }
}
