package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Incident;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of each incident; whoever opens it says as whom to act. */
final class IncidentPages {
  private final WebContext context;
  private final Templates templates;
  private final Forms forms;
  private final Handing handing;

  IncidentPages(WebContext context, Templates templates, Acting acting) {
    this.context = context;
    this.templates = templates;
    this.forms = new Forms(acting);
    this.handing = new Handing(context);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get(Surface.PAGES, "/incidents/{id}", this::show));
    for (String act : Forms.ACTS) {
      routes.add(Route.post(Surface.PAGES, "/incidents/{id}/" + act, ctx -> act(ctx, act)));
    }
    for (String act : Handing.ACTS) {
      routes.add(Route.post(Surface.PAGES, "/incidents/{id}/" + act, ctx -> hand(ctx, act)));
    }
    return routes;
  }

  private void show(Context ctx) {
    Incident incident = incident(ctx);
    IncidentView view = view(ctx, incident);
    String done = Forms.done(ctx.queryParam("done"), incident, view);
    page(ctx, 200, incident, view, form(ctx, incident, done));
  }

  private void act(Context ctx, String act) {
    Incident incident = incident(ctx);
    Map<String, String> fields = Forms.fields(ctx);
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    Reader reader = Reader.of(ctx);
    reader.requireAct(incident.check().touchpoint(), plan);
    Optional<Person> person = reader.acting(fields.getOrDefault("person", ""), plan);
    Words words = reader.words();
    Forms.Outcome outcome =
        person
            .map(p ->
                forms.carryOut(
                    act,
                    incident.id(),
                    new Acting.Actor(p.id(), "page"),
                    fields,
                    p.zone(),
                    words,
                    now))
            .orElseGet(() -> new Forms.Outcome.Problem(words.say("link.say-who")));
    settle(ctx, incident, act, fields, outcome);
  }

  private void hand(Context ctx, String act) {
    Incident incident = incident(ctx);
    Reader reader = Reader.of(ctx);
    Handing.requireAct(reader, incident, context.plan().get());
    Map<String, String> fields = Forms.fields(ctx);
    Words words = reader.words();
    Forms.Outcome outcome =
        reader
            .acting(fields.getOrDefault("person", ""), context.plan().get())
            .map(person -> new Acting.Actor(person.id(), "page"))
            .map(actor -> handing.carryOut(act, incident.id(), actor, fields, words))
            .orElseGet(() -> new Forms.Outcome.Problem(words.say("incident.say-who")));
    settle(ctx, incident, act, fields, outcome);
  }

  private void settle(
      Context ctx,
      Incident incident,
      String act,
      Map<String, String> fields,
      Forms.Outcome outcome) {
    switch (outcome) {
      case Forms.Outcome.Done done ->
          Templates.go(ctx, "/incidents/" + incident.id() + "?done=" + act);
      case Forms.Outcome.Problem problem ->
          page(
              ctx,
              422,
              incident,
              view(ctx, incident),
              Forms.refused(form(ctx, incident, null), act, fields, problem.sentence()));
    }
  }

  private Incident incident(Context ctx) {
    String id = ctx.pathParam("id");
    return context
        .ledger()
        .read(view -> view.incident(id))
        .orElseThrow(() ->
            new HttpResponseException(404, Reader.of(ctx).words().say("failure.no-incident")));
  }

  private IncidentView view(Context ctx, Incident incident) {
    IncidentViews views =
        new IncidentViews(
            context.plan().get(),
            Reader.of(ctx).words(),
            zone(incident),
            context.clock().instant());
    return context.ledger().read(ledger -> views.view(incident, ledger));
  }

  private ZoneId zone(Incident incident) {
    Plan plan = context.plan().get();
    return plan.touchpoint(incident.check().touchpoint()).map(plan::zoneOf).orElse(ZoneOffset.UTC);
  }

  private ActForm form(Context ctx, Incident incident, @Nullable String done) {
    Plan plan = context.plan().get();
    Reader reader = Reader.of(ctx);
    return Forms.empty(
        "/incidents/" + incident.id(),
        reader.signedIn() ? List.of() : ActForm.Choice.everybody(plan),
        plan,
        incident,
        reader.signedIn() ? reader.zone() : zone(incident),
        reader.words(),
        context.clock().instant(),
        done);
  }

  private void page(Context ctx, int status, Incident incident, IncidentView view, ActForm form) {
    Frame frame = templates.inside(ctx, view.headline());
    boolean asks = AttestPages.asked(context.plan().get(), incident.check()).isPresent();
    String answerAt = asks ? "/t/" + view.touchpoint() + "/attest/" + view.check() : "";
    int listeners = Links.listeners(incident, context);
    Tellings tellings =
        new Tellings(
            context.plan().get(),
            Reader.of(ctx).words(),
            zone(incident),
            context.clock().instant());
    NextView next = context.ledger().read(ledger -> tellings.view(incident, ledger));
    Map<String, Object> values =
        Map.of(
            "view",
            view,
            "form",
            form,
            "next",
            next,
            "answerAt",
            answerAt,
            "listeners",
            listeners,
            "done",
            Handing.done(ctx, incident, context.plan().get()));
    Templates.answer(ctx, status, "incident", frame, values);
  }
}
