package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Sentence;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where anybody says what is wrong: a short form without sign-in, and the same for programs. */
final class ReportPages {
  /** What only machines fill in: people do not see the field. */
  static final String TRAP = "website";

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int LONGEST_ADDRESS = 254;
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private final WebContext context;
  private final Templates templates;
  private final Upload.Desk uploads = new Upload.Desk();
  private final Reporting reporting;
  private final Rate byAddress = new Rate(5, TEN_MINUTES);
  private final Rate byTouchpoint = new Rate(30, HOUR);
  private final Rate overall = new Rate(200, HOUR);

  /** What became of a report, for programs. */
  record Reported(String incident, boolean joined) {}

  ReportPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
    this.reporting = new Reporting(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PUBLIC, "/report/{touchpoint}", this::show),
        Route.post(Surface.PUBLIC, "/report/{touchpoint}", this::take),
        Route.post(Surface.PAGES, "/api/v1/touchpoints/{id}/reports", this::takeFromProgram)
            .needs(Right.LOOK)
            .promises(
                Promised.act("Reports that something is wrong", Reported.class)
                    .status(201)
                    .must("text", "what is wrong")
                    .may("email", "where the answer goes")));
  }

  private void show(Context ctx) {
    Touchpoint touchpoint = touchpoint(ctx);
    page(ctx, 200, touchpoint, Map.of(), null);
  }

  private void take(Context ctx) {
    Touchpoint touchpoint = touchpoint(ctx);
    Instant now = context.clock().instant();
    byAddress.require(ctx, Sender.of(ctx), now, "report.try-later");
    Upload upload = uploads.read(ctx);
    Map<String, String> fields = upload.fields();
    if (!fields.getOrDefault(TRAP, "").isEmpty()) {
      // whoever fills in everything need not know that it was in vain
      thank(ctx, touchpoint);
      return;
    }
    String text = text(fields.getOrDefault("text", ""));
    String address = fields.getOrDefault("email", "").strip();
    Sentence problem = problem(upload, text, address);
    if (problem != null) {
      int status = upload.trouble() == null ? 422 : 413;
      page(ctx, status, touchpoint, fields, Sentence.of("report.nothing-sent", problem));
      return;
    }
    // what is refused before this takes nothing of what all share
    byTouchpoint.require(ctx, touchpoint.id(), now, "report.try-later");
    overall.require(ctx, "all", now, "report.try-later");
    String wanted = address.isEmpty() ? null : address;
    Reporting.Said said = new Reporting.Said(text, null, wanted, upload.photo());
    requireKept(reporting.take(touchpoint, said), Reader.of(ctx).words());
    thank(ctx, touchpoint);
  }

  private static void thank(Context ctx, Touchpoint touchpoint) {
    Templates.go(ctx, "/report/" + touchpoint.id() + "?done=sent");
  }

  private void takeFromProgram(Context ctx) {
    Plan plan = context.plan().get();
    Touchpoint touchpoint =
        plan.touchpoint(ctx.pathParam("id"))
            .orElseThrow(() -> new HttpResponseException(404, "No touchpoint has that id."));
    JsonNode body = Api.body(ctx);
    String text = text(body.path("text").asString(""));
    String address = body.path("email").asString("").strip();
    Reader reader = Reader.of(ctx);
    String mine = reader.person();
    String said = body.path("person").asString("");
    String person = reader.signedIn() ? (mine == null ? "" : mine) : said;
    if (!person.isEmpty() && plan.people().person(person).isEmpty()) {
      throw new HttpResponseException(
          422, "Name in \"person\" the id of somebody in config/people.yaml, or leave it out.");
    }
    Sentence problem = problem(new Upload(Map.of(), null, null), text, address);
    if (problem != null) {
      throw new HttpResponseException(422, problem.in(Words.ENGLISH));
    }
    Reporting.Taken taken =
        reporting.take(
            touchpoint,
            new Reporting.Said(
                text, person.isEmpty() ? null : person, address.isEmpty() ? null : address, null));
    requireKept(taken, Words.ENGLISH);
    Json.answer(ctx, 201, new Reported(taken.incident().id(), taken.joined()));
  }

  private static void requireKept(Reporting.Taken taken, Words words) {
    if (!taken.kept()) {
      throw new HttpResponseException(429, words.say("report.not-kept"));
    }
  }

  private @Nullable Sentence problem(Upload upload, String text, String address) {
    if (upload.trouble() != null) {
      return upload.trouble();
    }
    if (text.isEmpty()) {
      return Sentence.of("report.say-what");
    }
    if (!address.isEmpty()
        && (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches())) {
      return Sentence.of("report.no-address");
    }
    if (!address.isEmpty() && !context.answers()) {
      return Sentence.of("report.nobody-is-answered");
    }
    return null;
  }

  private static String text(String written) {
    String stripped = written.strip();
    return stripped.length() <= Reporting.LONGEST_TEXT
        ? stripped
        : stripped.substring(0, Reporting.LONGEST_TEXT);
  }

  private Touchpoint touchpoint(Context ctx) {
    Plan plan = context.plan().get();
    if (!plan.daemon().web().reports()) {
      throw new HttpResponseException(404, Reader.of(ctx).words().say("failure.nothing-here"));
    }
    String id = ctx.pathParam("touchpoint");
    // what is printed goes on leading somewhere when the id is changed
    return plan.touchpoint(id)
        .or(() ->
            plan.touchpoints().values().stream()
                .filter(touchpoint -> touchpoint.was().contains(id))
                .findFirst())
        .orElseThrow(() ->
            new HttpResponseException(404, Reader.of(ctx).words().say("failure.nothing-here")));
  }

  private void page(
      Context ctx,
      int status,
      Touchpoint touchpoint,
      Map<String, String> written,
      @Nullable Sentence problem) {
    Words words = Reader.of(ctx).words();
    boolean done = ctx.queryParam("done") != null && problem == null;
    Map<String, Object> values =
        Map.of(
            "name",
            touchpoint.name(),
            "action",
            "/report/" + touchpoint.id(),
            "text",
            written.getOrDefault("text", ""),
            "email",
            written.getOrDefault("email", ""),
            "problem",
            problem == null ? "" : problem.in(words),
            "answers",
            context.answers(),
            "done",
            done);
    Frame frame = templates.outside(ctx, words.say("report.title", touchpoint.name()));
    Templates.answer(ctx, status, "report", frame, values);
  }
}
