package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Acts;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Told;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.report.Kept;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The same for programs: JSON in and out, problems as RFC 9457 writes them. */
final class Api {
  private static final String ROOT = "/api/v1";

  private final WebContext context;
  private final Acting acting;

  record Page<T>(List<T> items, int total, int page, int pages) {
    /** One page of all that were found, each as programs are told of it. */
    static <F, T> Page<T> of(List<F> found, int page, Function<F, T> told) {
      List<T> items = Listing.page(found, page).stream().map(told).toList();
      return new Page<>(items, found.size(), page, Listing.pages(found.size()));
    }
  }

  /**
   * @param maintained whether it is under maintenance, or snoozed
   */
  record TouchpointBrief(
      String id,
      String name,
      @Nullable URI url,
      String importance,
      String owner,
      List<String> backups,
      @Nullable String stage,
      @Nullable String channel,
      List<String> tags,
      String condition,
      @Nullable Instant since,
      List<String> openIncidents,
      boolean maintained) {}

  /**
   * @param handedOver null if it is in the hands that its file names
   */
  record TouchpointWhole(
      TouchpointBrief touchpoint,
      List<CheckWhole> checks,
      List<IncidentBrief> incidents,
      @Nullable HandedOverWhole handedOver) {}

  /** That somebody took it over, and the file still names {@code file}. */
  record HandedOverWhole(String from, String to, Instant at, String file) {}

  /**
   * @param questions what a person is asked; none where a machine looks
   */
  record CheckWhole(
      String check,
      String kind,
      String every,
      @Nullable Instant lastLook,
      @Nullable Instant lastSeen,
      @Nullable Instant blindSince,
      @Nullable FaultWhole fault,
      List<Finding> findings,
      SortedMap<String, Double> measurements,
      List<String> questions) {}

  record FaultWhole(String code, String words) {}

  record IncidentBrief(
      String id,
      String touchpoint,
      String check,
      String subject,
      String audience,
      String condition,
      String severity,
      String headline,
      Instant since,
      Instant openedAt,
      String standing,
      @Nullable TakenWhole taken,
      @Nullable Instant snoozedUntil,
      @Nullable Instant resolvedAt) {}

  record TakenWhole(String by, Instant at, Instant until, String reason, String via) {}

  record IncidentWhole(
      IncidentBrief incident, List<Finding> findings, List<Told> told, List<EventWhole> events) {}

  record EventWhole(
      Instant at,
      String type,
      @Nullable String incident,
      @Nullable String person,
      @Nullable String reason,
      String text) {}

  /** What an act led to: {@code changed} is false if it was so already. */
  record Acted(boolean changed, IncidentBrief incident) {}

  record LookAsked(String touchpoint, String check, Instant dueAt) {}

  Api(WebContext context, Acting acting) {
    this.context = context;
    this.acting = acting;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>(own());
    routes.addAll(new PeopleApi(context).routes());
    routes.addAll(new AnswersApi(context).routes());
    routes.addAll(new OwnersApi(context).routes());
    routes.addAll(new IncidentsApi(context, acting).routes());
    routes.addAll(new HistoryApi(context).routes());
    routes.addAll(new DigestsApi(context).routes());
    return routes;
  }

  private List<Route> own() {
    return List.of(
        Route.get(Surface.PAGES, ROOT + "/touchpoints", this::touchpoints)
            .promises(
                Filter.told(Promised.pageOf("Touchpoints, worst first", TouchpointBrief.class))),
        Route.get(Surface.PAGES, ROOT + "/touchpoints/{id}", this::touchpoint)
            .promises(
                Promised.one("One touchpoint, its checks and incidents", TouchpointWhole.class)),
        Route.get(Surface.PAGES, ROOT + "/incidents/{id}", this::incident)
            .promises(
                Promised.one("One incident, who was told, what happened", IncidentWhole.class)),
        Route.get(Surface.PAGES, ROOT + "/plan", ctx -> Json.answer(ctx, 200, status()))
            .promises(Promised.one("How the plan stands", PlanGate.Status.class)),
        Route.post(Surface.PAGES, ROOT + "/incidents/{id}/take", this::take)
            .promises(promising("Takes it").may("reason", "for the others, in a sentence")),
        Route.post(Surface.PAGES, ROOT + "/incidents/{id}/give-back", this::giveBack)
            .promises(Promised.act("Gives it back", Acted.class)),
        Route.post(Surface.PAGES, ROOT + "/incidents/{id}/snooze", this::snooze)
            .promises(promising("Says nothing to anybody until then")),
        Route.post(Surface.PAGES, ROOT + "/checks/{touchpoint}/{check}/look", this::look)
            .promises(
                Promised.act("Makes the check due now", LookAsked.class)
                    .status(202)
                    .query("submit", "true where the check sends something each time it looks")),
        Route.post(Surface.PAGES, ROOT + "/plan/reload", this::reload)
            .needs(Right.OPERATE)
            .promises(
                Promised.one("Loads the files again", PlanGate.Status.class)
                    .query("confirm", "true says yes to a change that was held")));
  }

  /** What has a time: one of the two fields is needed. */
  static Promised promising(String summary) {
    return Promised.act(summary, Acted.class)
        .may("until", "a moment, such as 2026-11-24T17:00:00+01:00")
        .may("for", "or a span, such as 4h");
  }

  private void touchpoints(Context ctx) {
    List<Kept> found = Listing.of(Survey.of(context), Filter.of(ctx));
    Json.answer(ctx, 200, Page.of(found, Listing.page(ctx), kept -> brief(kept.row())));
  }

  private void touchpoint(Context ctx) {
    Board.Row row =
        context
            .board()
            .row(ctx.pathParam("id"), context.clock().instant())
            .orElseThrow(() -> new HttpResponseException(404, "No touchpoint has that id."));
    List<CheckWhole> checks = row.checks().stream().map(state -> whole(row, state)).toList();
    List<IncidentBrief> incidents = row.open().stream().map(Api::brief).toList();
    HandedOverWhole handedOver = handedOver(row.touchpoint().id());
    Json.answer(ctx, 200, new TouchpointWhole(brief(row), checks, incidents, handedOver));
  }

  private @Nullable HandedOverWhole handedOver(String touchpoint) {
    Instant now = context.clock().instant();
    return context
        .ledger()
        .read(view -> EffectivePlan.handedOver(view.overrides(), touchpoint, now))
        .map(over -> new HandedOverWhole(over.by(), over.to(), over.from(), over.owner()))
        .orElse(null);
  }

  private void incident(Context ctx) {
    String id = ctx.pathParam("id");
    Optional<IncidentWhole> whole =
        context
            .ledger()
            .read(view ->
                view.incident(id)
                    .map(incident ->
                        new IncidentWhole(
                            brief(incident),
                            incident.findings(),
                            incident.told(),
                            view.eventsOfIncident(id).stream().map(Api::whole).toList())));
    Json.answer(ctx, 200, whole.orElseThrow(Api::noIncident));
  }

  private static HttpResponseException noIncident() {
    return new HttpResponseException(404, "No incident has that id.");
  }

  private void take(Context ctx) {
    JsonNode body = body(ctx);
    admit(ctx);
    Acting.Actor actor = actor(ctx, body);
    Instant until = until(body, context.clock().instant());
    String reason = body.path("reason").asString("");
    acted(ctx, acting.take(ctx.pathParam("id"), actor, until, reason), 409);
  }

  private void giveBack(Context ctx) {
    JsonNode body = body(ctx);
    admit(ctx);
    acted(ctx, acting.giveBack(ctx.pathParam("id"), actor(ctx, body)), 409);
  }

  private void snooze(Context ctx) {
    JsonNode body = body(ctx);
    admit(ctx);
    Instant until = until(body, context.clock().instant());
    acted(ctx, acting.snooze(ctx.pathParam("id"), actor(ctx, body), until), 422);
  }

  static void acted(Context ctx, Optional<Acts.Result> result, int ifRefused) {
    switch (result.orElseThrow(Api::noIncident)) {
      case Acts.Result.Done done -> Json.answer(ctx, 200, new Acted(true, brief(done.incident())));
      case Acts.Result.AlreadySo same ->
          Json.answer(ctx, 200, new Acted(false, brief(same.incident())));
      case Acts.Result.Refused refused ->
          Failures.answer(ctx, ifRefused, Forms.sentence(refused.why()));
    }
  }

  private void look(Context ctx) {
    Instant now = context.clock().instant();
    Reader.of(ctx).requireAct(ctx.pathParam("touchpoint"), context.plan().get());
    Optional<CheckId> check =
        checkId(ctx.pathParam("touchpoint"), ctx.pathParam("check"))
            .filter(id -> context.plan().get().check(id).isPresent());
    CheckId id = check.orElseThrow(() -> new HttpResponseException(404, "No such check."));
    boolean submits = "true".equals(ctx.queryParam("submit"));
    if (!submits && !context.plan().get().mayLookSooner(id)) {
      Failures.answer(
          ctx, 409, "This check sends something each time it looks; say ?submit=true to send it.");
      return;
    }
    context
        .ledger()
        .change(work -> {
          work.lookAt(id, now);
        });
    Json.answer(ctx, 202, new LookAsked(id.touchpoint(), id.check(), now));
  }

  static Optional<CheckId> checkId(String touchpoint, String check) {
    return Names.isName(touchpoint) && Names.isName(check)
        ? Optional.of(new CheckId(touchpoint, check))
        : Optional.empty();
  }

  private void reload(Context ctx) {
    boolean confirmed = "true".equals(ctx.queryParam("confirm"));
    PlanGate.Status status = context.gate().reload(confirmed);
    boolean taken = status.problems().isEmpty() && status.held() == null;
    Json.answer(ctx, taken ? 200 : 409, status);
  }

  private PlanGate.Status status() {
    return context.gate().status();
  }

  /** Only JSON: a form of another site cannot send that without asking first. */
  static JsonNode body(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new HttpResponseException(415, "Send a body of type application/json.");
    }
    JsonNode body = Json.read(ctx.body());
    if (!body.isObject()) {
      throw new HttpResponseException(400, "The body is not a JSON object.");
    }
    return body;
  }

  /** Lets those on who may act on what the incident is about. */
  private void admit(Context ctx) {
    context
        .ledger()
        .read(view -> view.incident(ctx.pathParam("id")))
        .ifPresent(incident ->
            Reader.of(ctx).requireAct(incident.check().touchpoint(), context.plan().get()));
  }

  private Acting.Actor actor(Context ctx, JsonNode body) {
    return actor(ctx, body, context.plan().get());
  }

  /** Whoever signed in; where nobody does, whom the body names. */
  static Acting.Actor actor(Context ctx, JsonNode body, Plan plan) {
    return Reader.of(ctx)
        .acting(body.path("person").asString(""), plan)
        .map(person -> new Acting.Actor(person.id(), "api"))
        .orElseThrow(() ->
            new HttpResponseException(
                422, "Name in \"person\" the id of somebody in config/people.yaml."));
  }

  static Instant until(JsonNode body, Instant now) {
    String until = body.path("until").asString("");
    String span = body.path("for").asString("");
    try {
      return until.isEmpty()
          ? now.plus(Spans.parse(span))
          : OffsetDateTime.parse(until).toInstant();
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new HttpResponseException(
          422,
          "Say in \"until\" a moment such as 2026-11-24T17:00:00+01:00, or in \"for\" a span such"
              + " as 4h.");
    }
  }

  private TouchpointBrief brief(Board.Row row) {
    Touchpoint touchpoint = row.touchpoint();
    return new TouchpointBrief(
        touchpoint.id(),
        touchpoint.name(),
        touchpoint.address(),
        lower(touchpoint.importance()),
        touchpoint.owner(),
        touchpoint.backups(),
        touchpoint.stage(),
        touchpoint.channel(),
        touchpoint.tags().stream().sorted().toList(),
        lower(row.condition()),
        row.since(),
        row.open().stream().map(Incident::id).toList(),
        context.board().maintained().contains(touchpoint.id()));
  }

  private static CheckWhole whole(Board.Row row, CheckState state) {
    var check = row.touchpoint().check(state.check());
    Fault fault = state.fault();
    TreeMap<String, Double> measurements = new TreeMap<>();
    state.measurements().forEach(m -> measurements.put(m.name(), m.value()));
    return new CheckWhole(
        state.check().check(),
        check.map(c -> c.kind().name()).orElse(""),
        check.map(c -> Spans.text(c.schedule().every())).orElse(""),
        state.lastLook(),
        state.lastSeen(),
        state.blindSince(),
        fault == null ? null : new FaultWhole(fault.code(), fault.words()),
        state.findings(),
        measurements,
        check
            .map(Check::settings)
            .filter(Questionnaire.class::isInstance)
            .map(settings -> ((Questionnaire) settings).questions())
            .orElse(List.of()));
  }

  static IncidentBrief brief(Incident incident) {
    return new IncidentBrief(
        incident.id(),
        incident.check().touchpoint(),
        incident.check().check(),
        incident.subject(),
        lower(incident.audience()),
        lower(incident.condition()),
        lower(incident.severity()),
        incident.worst().headline(),
        incident.since(),
        incident.openedAt(),
        standing(incident.standing()),
        incident
            .taken()
            .map(t -> new TakenWhole(t.by(), t.at(), t.until(), t.reason(), t.via()))
            .orElse(null),
        incident.snoozedUntil(),
        incident.standing() instanceof Standing.Resolved over ? over.at() : null);
  }

  private static String standing(Standing standing) {
    return switch (standing) {
      case Standing.Open open -> "open";
      case Standing.Taken taken -> "taken";
      case Standing.Resolved resolved -> "resolved";
    };
  }

  private static EventWhole whole(Event event) {
    var reason = event.reason();
    return new EventWhole(
        event.at(),
        lower(event.type()),
        event.incident(),
        event.person(),
        reason == null ? null : reason.label(),
        event.text());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
