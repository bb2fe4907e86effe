package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
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
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of touchpoints and the page of each. */
final class TouchpointPages {
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
        Route.get(Surface.PAGES, "/", this::list),
        Route.get(Surface.PAGES, "/t/{id}", this::one),
        Route.post(Surface.PAGES, "/t/{id}/look", this::look));
  }

  private void list(Context ctx) {
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    ListView.Filter filter = Listing.filter(ctx);
    List<Board.Row> all = context.board().rows(now);
    List<Board.Row> found = Listing.of(all, filter);
    int pages = Math.max(1, (found.size() + Listing.PAGE - 1) / Listing.PAGE);
    int page = Math.min(Listing.page(ctx), pages);
    List<RowView> rows =
        found.stream()
            .skip((page - 1L) * Listing.PAGE)
            .limit(Listing.PAGE)
            .map(row -> row(row, plan, now))
            .toList();
    ListView view =
        new ListView(
            rows,
            counts(all),
            found.size(),
            all.size(),
            page,
            pages,
            page > 1 ? address(filter, page - 1) : null,
            page < pages ? address(filter, page + 1) : null,
            filter,
            owners(all, plan),
            tags(all));
    Templates.answer(ctx, 200, "list", templates.inside(ctx, "Touchpoints"), Map.of("view", view));
  }

  private static List<ListView.Count> counts(List<Board.Row> all) {
    Map<Condition, Long> numbers =
        all.stream().collect(Collectors.groupingBy(Board.Row::condition, Collectors.counting()));
    return Arrays.stream(Condition.values())
        .sorted(Comparator.reverseOrder())
        .map(c -> new ListView.Count(c, Listing.value(c), numbers.getOrDefault(c, 0L).intValue()))
        .filter(count -> count.number() > 0)
        .toList();
  }

  private static List<ActForm.Choice> owners(List<Board.Row> all, Plan plan) {
    return all.stream()
        .map(row -> row.touchpoint().owner())
        .distinct()
        .map(id -> new ActForm.Choice(id, plan.people().nameOf(id)))
        .sorted(Comparator.comparing(ActForm.Choice::name))
        .toList();
  }

  private static List<String> tags(List<Board.Row> all) {
    TreeSet<String> tags = new TreeSet<>();
    all.forEach(row -> tags.addAll(row.touchpoint().tags()));
    return List.copyOf(tags);
  }

  private static String address(ListView.Filter filter, int page) {
    return "/?q="
        + encoded(filter.text())
        + "&owner="
        + encoded(filter.owner())
        + "&tag="
        + encoded(filter.tag())
        + "&condition="
        + encoded(filter.condition())
        + "&page="
        + page;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** In the owner's zone, as everything about the touchpoint. */
  private static RowView row(Board.Row row, Plan plan, Instant now) {
    Touchpoint touchpoint = row.touchpoint();
    IncidentViews views = new IncidentViews(plan, zone(touchpoint, plan), now);
    Instant since = row.since();
    return new RowView(
        touchpoint.id(),
        touchpoint.name(),
        row.condition(),
        why(row),
        since == null ? null : views.when(since),
        plan.people().nameOf(touchpoint.owner()),
        touchpoint.owner(),
        views.place(touchpoint),
        touchpoint.tags().stream().sorted().toList(),
        row.open().isEmpty() ? "" : views.standing(row.open().get(0)),
        live(touchpoint, now));
  }

  private static String why(Board.Row row) {
    if (!row.open().isEmpty()) {
      int more = row.open().size() - 1;
      String first = row.open().get(0).worst().headline();
      return more == 0 ? first : first + ", and " + more + " more";
    }
    if (row.condition() == Condition.HEALTHY) {
      return "";
    }
    return row.checks().stream()
        .map(CheckState::fault)
        .filter(fault -> fault != null)
        .findFirst()
        .map(Fault::words)
        .orElse(row.touchpoint().checks().isEmpty() ? "nothing looks at it" : "not looked at yet");
  }

  private static @Nullable String live(Touchpoint touchpoint, Instant now) {
    return touchpoint.live().notYet(now)
        ? "not live yet"
        : touchpoint.live().over(now) ? "its last day has passed" : null;
  }

  private void one(Context ctx) {
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    Board.Row row =
        context
            .board()
            .row(ctx.pathParam("id"), now)
            .orElseThrow(() -> new HttpResponseException(404, "No touchpoint has that id."));
    Touchpoint touchpoint = row.touchpoint();
    ZoneId zone = zone(touchpoint, plan);
    IncidentViews views = new IncidentViews(plan, zone, now);
    TouchpointView view = context.ledger().read(ledger -> view(row, plan, views, ledger, zone));
    String asked = ctx.queryParam("done") == null ? "" : "A look was asked for; it comes at once.";
    Frame frame = templates.inside(ctx, touchpoint.name());
    List<AttestView.Line> journal =
        context
            .ledger()
            .read(
                ledger -> AttestPages.journal(ledger, touchpoint.id(), ATTESTATIONS, plan, views));
    Map<String, Object> values =
        Map.of("view", view, "done", asked, "journal", journal, "asking", asking(touchpoint));
    Templates.answer(ctx, 200, "touchpoint", frame, values);
  }

  /** The checks of which a person's word is asked. */
  private static List<String> asking(Touchpoint touchpoint) {
    return touchpoint.checks().stream()
        .filter(check -> check.settings() instanceof Questionnaire)
        .map(check -> check.id().check())
        .toList();
  }

  private static ZoneId zone(Touchpoint touchpoint, Plan plan) {
    return plan.people().person(touchpoint.owner()).map(Person::zone).orElse(ZoneOffset.UTC);
  }

  private TouchpointView view(
      Board.Row row, Plan plan, IncidentViews views, Ledger.View ledger, ZoneId zone) {
    Instant now = context.clock().instant();
    Touchpoint touchpoint = row.touchpoint();
    Map<CheckId, CheckState> states =
        row.checks().stream().collect(Collectors.toMap(CheckState::check, Function.identity()));
    List<TouchpointView.Check> checks = new ArrayList<>();
    for (Check check : touchpoint.checks()) {
      checks.add(check(check, states.get(check.id()), views, now));
    }
    RowView inList = row(row, plan, now);
    String playbook = touchpoint.playbook();
    return new TouchpointView(
        inList,
        sentence(row, inList),
        IncidentViews.browsable(touchpoint.address()),
        views.names(touchpoint.backups()),
        playbook,
        IncidentViews.browsable(playbook),
        checks,
        row.open().stream().map(incident -> open(incident, views)).toList(),
        ledger.eventsOf(touchpoint.id(), EVENTS).stream().map(e -> views.line(e, true)).toList(),
        zone.getId(),
        answers(touchpoint, plan, views, ledger),
        HandedOverWords.of(touchpoint.id(), plan, ledger.overrides(), zone, now).orElse(null));
  }

  private AnswersView answers(
      Touchpoint touchpoint, Plan plan, IncidentViews views, Ledger.View ledger) {
    Instant now = context.clock().instant();
    ZoneId weeks = plan.daemon().zone();
    Instant from = AnswersByWeek.from(AnswersView.WEEKS, weeks, now);
    People people = EffectivePlan.of(plan, ledger.overrides(), now).people();
    Person owner = people.person(touchpoint.owner()).orElseThrow();
    List<Said> said = ledger.voices(touchpoint.id(), from);
    return AnswersView.of(said, owner, weeks, from, views, now);
  }

  private static String sentence(Board.Row row, RowView view) {
    When since = view.since();
    String when = since == null ? "" : " since " + since.text() + " (" + since.fromNow() + ")";
    return switch (row.condition()) {
      case HEALTHY -> "It is healthy: every check saw it, and nothing is wrong.";
      case UNKNOWN -> "How it is, is not known" + when + ": " + view.why() + ".";
      case DEGRADED, OVERDUE, STALE, UNANSWERED, BROKEN ->
          "It is " + row.condition().words() + when + ": " + view.why() + ".";
    };
  }

  private TouchpointView.Check check(
      Check check, @Nullable CheckState state, IncidentViews views, Instant now) {
    Instant looked = state == null ? null : state.lastLook();
    Fault fault = state == null ? null : state.fault();
    return new TouchpointView.Check(
        check.id().check(),
        check.kind().name(),
        Spans.words(check.schedule().every()),
        looked == null ? null : views.when(looked),
        looked == null ? null : views.when(check.schedule().next(looked, now)),
        fault == null ? null : fault.words(),
        state == null
            ? List.of()
            : state.findings().stream().map(f -> views.finding(f, null, "")).toList(),
        state == null ? List.of() : state.measurements().stream().map(Measures::words).toList(),
        door(check),
        invitation(check),
        check.acts());
  }

  /** Where others call in; null where nobody does. */
  private @Nullable String door(Check check) {
    if (check.settings() instanceof Called called && called.door() != null) {
      return address(called.door(), check.id());
    }
    return check.acts() ? address(Called.BEAT, check.id()) : null;
  }

  private static String invitation(Check check) {
    return check.settings() instanceof Called called
        ? called.invitation()
        : "What it sends may be posted here, if its receipt is a webhook:";
  }

  private String address(String door, CheckId check) {
    URI base = context.plan().get().daemon().web().publicUrl();
    String path = "/" + door + "/" + context.tokens().beat(check);
    return base == null ? path : base.toString().replaceFirst("/$", "") + path;
  }

  private static TouchpointView.Open open(Incident incident, IncidentViews views) {
    return new TouchpointView.Open(
        incident.id(),
        incident.worst().headline(),
        IncidentViews.words(incident.severity()),
        views.when(incident.since()),
        views.standing(incident));
  }

  private void look(Context ctx) {
    Instant now = context.clock().instant();
    Touchpoint touchpoint =
        context
            .plan()
            .get()
            .touchpoint(ctx.pathParam("id"))
            .orElseThrow(() -> new HttpResponseException(404, "No touchpoint has that id."));
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
    ctx.status(303);
    ctx.header("Location", "/t/" + touchpoint.id() + "?done=look");
  }
}
