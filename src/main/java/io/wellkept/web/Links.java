package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Words;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where links in messages lead: one incident, for one person, by token. Looking changes nothing,
 * however often mail scanners do it; only a form that was sent acts.
 */
final class Links {
  private static final List<String> ACTS =
      List.of("take", "give-back", "mute", "unmute", "settle", "open-again", "look");

  /** Of one check, for everybody who holds a link to it. */
  private static final int LOOKS = 3;

  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Rate looks = new Rate(LOOKS, WITHIN);
  private final WebContext context;
  private final Templates templates;
  private final Forms forms;
  private final Handing handing;

  Links(WebContext context, Templates templates, Acting acting) {
    this.context = context;
    this.templates = templates;
    this.forms = new Forms(acting);
    this.handing = new Handing(context);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get(Surface.PUBLIC, "/i/{token}", this::show));
    routes.add(Route.get(Surface.PUBLIC, "/i/{token}/files/{file}", this::file));
    for (String act : ACTS) {
      routes.add(Route.post(Surface.PUBLIC, "/i/{token}/" + act, ctx -> act(ctx, act)));
    }
    for (String act : Handing.ACTS) {
      routes.add(Route.post(Surface.PUBLIC, "/i/{token}/" + act, ctx -> hand(ctx, act)));
    }
    return routes;
  }

  /** The address of the page that a token opens. */
  static URI address(URI publicUrl, String token) {
    String base = publicUrl.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "i/" + token);
  }

  private void show(Context ctx) {
    open(ctx, context).ifPresent(good -> page(ctx, 200, good, context.clock().instant(), null));
  }

  private void file(Context ctx) {
    open(ctx, context).ifPresent(good -> KeptFiles.show(ctx, context, good.incident()));
  }

  private void act(Context ctx, String act) {
    open(ctx, context).ifPresent(good -> act(ctx, act, good));
  }

  private void act(Context ctx, String act, Grants.Access.Good good) {
    Instant now = context.clock().instant();
    Person person = good.person();
    Words words = Words.of(person.language());
    Map<String, String> fields = Forms.fields(ctx);
    Acting.Actor actor = new Acting.Actor(person.id(), "link");
    String incident = good.incident().id();
    Forms.Outcome outcome =
        isTooOften(act, good.incident(), fields, now)
            ? new Forms.Outcome.Problem(words.say("link.looked-often", words.span(WITHIN)))
            : forms.carryOut(act, incident, actor, fields, person.zone(), words, now);
    settle(ctx, act, good, fields, outcome);
  }

  /** A look costs those whom we look at: nobody makes us look without end. */
  private boolean isTooOften(
      String act, Incident incident, Map<String, String> fields, Instant now) {
    return act.equals("look")
        && fields.containsKey("sure")
        && looks.isExceeded(incident.check().toString(), now);
  }

  private void hand(Context ctx, String act) {
    open(ctx, context).ifPresent(good -> hand(ctx, act, good));
  }

  /** Scanners of mails fill in no form: what a form needs keeps them from doing anything. */
  private void hand(Context ctx, String act, Grants.Access.Good good) {
    Map<String, String> fields = Forms.fields(ctx);
    Acting.Actor actor = new Acting.Actor(good.person().id(), "link");
    Forms.Outcome outcome =
        handing.carryOut(act, good.incident().id(), actor, fields, Reader.of(ctx).words());
    settle(ctx, act, good, fields, outcome);
  }

  private void settle(
      Context ctx,
      String act,
      Grants.Access.Good good,
      Map<String, String> fields,
      Forms.Outcome outcome) {
    switch (outcome) {
      case Forms.Outcome.Done done -> Templates.go(ctx, base(ctx) + "?done=" + act);
      case Forms.Outcome.Problem problem ->
          page(
              ctx,
              422,
              good,
              context.clock().instant(),
              new Trouble(act, fields, problem.sentence()));
    }
  }

  private record Trouble(String act, Map<String, String> fields, String sentence) {}

  /** What the token opens; anything but a good one is answered here already. */
  static Optional<Grants.Access.Good> open(Context ctx, WebContext context) {
    Plan plan = context.plan().get();
    Instant now = context.clock().instant();
    Words words = Reader.of(ctx).words();
    String token = ctx.pathParam("token");
    Grants.Access access =
        context.ledger().read(view -> Grants.check(token, context.tokens(), view, plan, now));
    switch (access) {
      case Grants.Access.Good good -> {
        Reader.linked(good.person()).keep(ctx);
        return Optional.of(good);
      }
      case Grants.Access.Over over ->
          Failures.answer(ctx, 410, words.say("link.no-longer-valid") + " " + over.why().in(words));
      case Grants.Access.Unknown unknown -> Failures.answer(ctx, 404, words.say("link.not-ours"));
    }
    return Optional.empty();
  }

  private void page(
      Context ctx, int status, Grants.Access.Good good, Instant now, @Nullable Trouble trouble) {
    Plan plan = context.plan().get();
    Person person = good.person();
    Words words = Words.of(person.language());
    Incident incident = good.incident();
    IncidentViews views = new IncidentViews(plan, words, person.zone(), now);
    IncidentView view = context.ledger().read(ledger -> views.view(incident, ledger));
    String done = Forms.done(ctx.queryParam("done"), incident, view);
    ActForm empty =
        Forms.empty(base(ctx), List.of(), plan, incident, person.zone(), words, now, done);
    ActForm form =
        trouble == null
            ? empty
            : Forms.refused(empty, trouble.act(), trouble.fields(), trouble.sentence());
    Frame frame = templates.outside(ctx, view.headline());
    boolean asks = AttestPages.asked(plan, incident.check()).isPresent();
    String answerAt = asks ? "/a/" + ctx.pathParam("token") : "";
    Map<String, Object> values =
        Map.of(
            "view",
            view,
            "form",
            form,
            "reader",
            person.name(),
            "answerAt",
            answerAt,
            "listeners",
            listeners(incident, context),
            "next",
            next(ctx, incident, person, now),
            "done",
            Handing.done(ctx, incident, plan));
    Templates.answer(ctx, status, "taking", frame, values);
  }

  private NextView next(Context ctx, Incident incident, Person person, Instant now) {
    Tellings tellings =
        new Tellings(context.plan().get(), Reader.of(ctx).words(), person.zone(), now);
    return context.ledger().read(ledger -> tellings.view(incident, ledger));
  }

  /** How many who reported it left an address and wait for an answer; none if none can leave. */
  static int listeners(Incident incident, WebContext context) {
    return Incidents.isReported(incident) && context.answers()
        ? (int)
            context.ledger().read(view -> view.reportsOf(incident.id())).stream()
                .filter(report -> report.address() != null && report.answer() == null)
                .count()
        : 0;
  }

  private static String base(Context ctx) {
    return "/i/" + ctx.pathParam("token");
  }
}
