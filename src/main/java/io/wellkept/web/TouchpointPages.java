package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Said;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.report.AnswersByWeek;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Called;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of each touchpoint. */
final class TouchpointPages {
  private static final String A_NUMBER = "{\"value\": 12}";
  private static final String A_PASSAGE =
      "{\"subject\": \"4711\", \"stage\": \"delivery\", \"at\": \"2026-06-01T12:00:00Z\"}";
  private static final int EVENTS = 50;
  private static final int ATTESTATIONS = 20;

  private final WebContext context;
  private final Templates templates;

  TouchpointPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/t/{id}", this::one),
        Route.post(Surface.PAGES, "/t/{id}/look", this::look),
        Route.post(Surface.PAGES, "/t/{id}/unmute", this::unmute));
  }

  private void one(Context ctx) {
    Instant now = context.clock().instant();
    Words words = Reader.of(ctx).words();
    Plan plan = context.plan().get();
    Board.Row row = context.board().row(ctx.pathParam("id"), now).orElseThrow(() -> unknown(words));
    Touchpoint touchpoint = row.touchpoint();
    ZoneId zone = plan.zoneOf(touchpoint);
    IncidentViews views = new IncidentViews(plan, words, zone, now);
    Map<String, Object> values =
        context
            .ledger()
            .read(ledger ->
                Map.of(
                    "view",
                    view(Reader.of(ctx), row, plan, views, words, ledger, zone, now),
                    "portrait",
                    portrait(row, plan, views, words, ledger, zone, now),
                    "journal",
                    AttestPages.journal(ledger, touchpoint.id(), ATTESTATIONS, plan, views)));
    Map<String, Object> all = new HashMap<>(values);
    all.put("done", done(ctx.queryParam("done"), words));
    all.put("people", ActForm.Choice.everybody(plan));
    all.put("asking", asking(touchpoint));
    all.put("initiatives", InitiativePages.section(context, Reader.of(ctx), row));
    all.put("said", said(ctx));
    all.put("windows", new MaintenancePages(context, templates).of(ctx, touchpoint));
    Templates.answer(ctx, 200, "touchpoint", templates.inside(ctx, touchpoint.name()), all);
  }

  private static HttpResponseException unknown(Words words) {
    return new HttpResponseException(404, words.say("touchpoint.unknown"));
  }

  private static String done(@Nullable String act, Words words) {
    return switch (act == null ? "" : act) {
      case "look" -> words.say("touchpoint.look-asked");
      case "unmute" -> words.say("touchpoint.unmuted");
      default -> "";
    };
  }

  private PortraitView portrait(
      Board.Row row,
      Plan plan,
      IncidentViews views,
      Words words,
      Ledger.View ledger,
      ZoneId zone,
      Instant now) {
    Plan present = EffectivePlan.of(plan, ledger.overrides(), now);
    List<Board.Row> all = context.board().rows(now);
    return new Portrait(row, all, present, ledger, views, words, zone, now).view();
  }

  /** What was done a moment ago, as the address says. */
  private static String said(Context ctx) {
    String done = ctx.queryParam("done");
    return done == null ? "" : done;
  }

  /** The checks of which a person's word is asked. */
  private static List<String> asking(Touchpoint touchpoint) {
    return touchpoint.checks().stream()
        .filter(check -> check.settings() instanceof Questionnaire)
        .map(check -> check.id().check())
        .toList();
  }

  private TouchpointView view(
      Reader reader,
      Board.Row row,
      Plan plan,
      IncidentViews views,
      Words words,
      Ledger.View ledger,
      ZoneId zone,
      Instant now) {
    Touchpoint touchpoint = row.touchpoint();
    Map<CheckId, CheckState> states =
        row.checks().stream().collect(Collectors.toMap(CheckState::check, Function.identity()));
    List<TouchpointView.Check> checks = new ArrayList<>();
    for (Check check : touchpoint.checks()) {
      checks.add(
          check(reader.mayAct(touchpoint), check, states.get(check.id()), views, words, now));
    }
    RowView inList = new RowViews(plan, views.words(), zone, now).of(row);
    String playbook = touchpoint.playbook();
    return new TouchpointView(
        inList,
        sentence(row, inList, words),
        IncidentViews.browsable(touchpoint.address()),
        views.names(touchpoint.backups()),
        playbook,
        IncidentViews.browsable(playbook),
        checks,
        ledger.eventsOf(touchpoint.id(), EVENTS).stream().map(e -> views.line(e, true)).toList(),
        Moments.place(zone),
        answers(touchpoint, plan, views, words, ledger, now),
        HandedOverWords.of(touchpoint.id(), plan, ledger.overrides(), zone, words, now)
            .orElse(null));
  }

  private AnswersView answers(
      Touchpoint touchpoint,
      Plan plan,
      IncidentViews views,
      Words words,
      Ledger.View ledger,
      Instant now) {
    ZoneId weeks = plan.daemon().zone();
    Instant from = AnswersByWeek.from(AnswersView.WEEKS, weeks, now);
    People people = EffectivePlan.of(plan, ledger.overrides(), now).people();
    Person owner = people.person(touchpoint.owner()).orElseThrow();
    List<Said> said = ledger.voices(touchpoint.id(), from);
    return AnswersView.of(said, owner, weeks, from, views, now);
  }

  private static String sentence(Board.Row row, RowView view, Words words) {
    if (row.condition() == Condition.HEALTHY) {
      return words.say("touchpoint.sentence.healthy");
    }
    String key = row.condition() == Condition.UNKNOWN ? "unknown" : "wrong";
    String why = view.why();
    String how = words.of(row.condition());
    When since = view.since();
    return since == null
        ? words.say("touchpoint.sentence." + key, why, "", "", how)
        : words.say(
            "touchpoint.sentence." + key + "-since", why, since.text(), since.fromNow(), how);
  }

  private TouchpointView.Check check(
      boolean mayAct,
      Check check,
      @Nullable CheckState state,
      IncidentViews views,
      Words words,
      Instant now) {
    Instant looked = state == null ? null : state.lastLook();
    Fault fault = state == null ? null : state.fault();
    return new TouchpointView.Check(
        check.id().check(),
        check.kind().name(),
        words.span(check.schedule().every()),
        looked == null ? null : views.when(looked),
        looked == null ? null : views.when(check.schedule().next(looked, now)),
        fault == null ? null : FaultWords.of(fault, words),
        state == null
            ? List.of()
            : state.findings().stream().map(f -> views.finding(f, null)).toList(),
        state == null
            ? List.of()
            : state.measurements().stream().map(one -> Measures.words(one, words)).toList(),
        mayAct ? door(check) : null,
        invitation(check, words),
        check.acts());
  }

  /** Where others call in; null where nobody does. */
  private @Nullable String door(Check check) {
    if (check.settings() instanceof Called called && called.door() != null) {
      return address(called.door(), check.id());
    }
    return check.acts() ? address(Called.BEAT, check.id()) : null;
  }

  /** What is to be sent there, as a sentence that ends before the address. */
  private static String invitation(Check check, Words words) {
    if (!(check.settings() instanceof Called called)) {
      return words.say("touchpoint.call.receipt");
    }
    return switch (called.wants()) {
      case BEAT -> words.say("touchpoint.call.beat");
      case NUMBER -> words.say("touchpoint.call.number", A_NUMBER);
      case PASSAGES -> words.say("touchpoint.call.passages", A_PASSAGE);
    };
  }

  private String address(String door, CheckId check) {
    URI base = context.plan().get().daemon().web().publicUrl();
    String path = "/" + door + "/" + context.tokens().beat(check);
    return base == null ? path : base.toString().replaceFirst("/$", "") + path;
  }

  private void look(Context ctx) {
    Instant now = context.clock().instant();
    Touchpoint touchpoint =
        context
            .plan()
            .get()
            .touchpoint(ctx.pathParam("id"))
            .orElseThrow(() -> unknown(Reader.of(ctx).words()));
    Reader.of(ctx).requireAct(touchpoint);
    // what sends something does so only by its own button
    String submit = Forms.fields(ctx).getOrDefault("submit", "");
    context
        .ledger()
        .change(work -> {
          touchpoint.checks().stream()
              .filter(check -> submit.isEmpty() ? !check.acts() : check.id().check().equals(submit))
              .forEach(check -> work.lookAt(check.id(), now));
        });
    Templates.go(ctx, "/t/" + touchpoint.id() + "?done=look");
  }

  /** Ends what somebody said of a finding, also when no incident is open that shows it. */
  private void unmute(Context ctx) {
    Words words = Reader.of(ctx).words();
    Plan plan = context.plan().get();
    Touchpoint touchpoint = plan.touchpoint(ctx.pathParam("id")).orElseThrow(() -> unknown(words));
    Reader.of(ctx).requireAct(touchpoint);
    Map<String, String> fields = Forms.fields(ctx);
    Acting.Actor actor =
        Reader.of(ctx)
            .acting(fields.getOrDefault("person", ""), plan)
            .map(person -> new Acting.Actor(person.id(), "page"))
            .orElseThrow(() -> new HttpResponseException(422, words.say("touchpoint.say-who")));
    String check = fields.getOrDefault("check", "");
    String finding = fields.getOrDefault("finding", "");
    new Mutes(context).end(touchpoint.id(), check, finding, actor);
    Templates.go(ctx, "/t/" + touchpoint.id() + "?done=unmute");
  }
}
