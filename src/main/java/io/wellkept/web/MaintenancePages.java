package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Window;
import io.wellkept.incident.Window.Scope;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All windows of maintenance on one page, and those of a touchpoint on its own. */
final class MaintenancePages {
  private static final int PAST = 200;

  /** So far ahead the next time of a weekly window is looked for. */
  private static final Duration AHEAD = Duration.ofDays(8);

  private final WebContext context;
  private final Templates templates;
  private final Maintaining maintaining;

  MaintenancePages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
    this.maintaining = new Maintaining(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/maintenance", this::all),
        Route.post(Surface.PAGES, "/maintenance", this::make),
        Route.post(Surface.PAGES, "/maintenance/{id}/end", this::end),
        Route.post(Surface.PAGES, "/t/{id}/maintenance", this::makeOfOne));
  }

  private void all(Context ctx) {
    page(ctx, 200, "", Map.of());
  }

  private void page(Context ctx, int status, String trouble, Map<String, String> values) {
    Reader reader = Reader.of(ctx);
    Telling telling = new Telling(context.planNow(), reader, reader.zone());
    page(ctx, status, telling.all(done(ctx), trouble, values));
  }

  private void page(Context ctx, int status, WindowsView view) {
    Frame frame = templates.inside(ctx, Reader.of(ctx).words().say("windows.title"));
    Templates.answer(ctx, status, "maintenance", frame, Map.of("view", view));
  }

  private static String done(Context ctx) {
    String done = ctx.queryParam("windows");
    Words words = Reader.of(ctx).words();
    return switch (done == null ? "" : done) {
      case "made" -> words.say("windows.done-made");
      case "ended" -> words.say("windows.done-ended");
      default -> "";
    };
  }

  /** Those of one touchpoint, for its page; moments are its owner's. */
  WindowsView of(Context ctx, Touchpoint touchpoint) {
    Plan plan = context.planNow();
    return new Telling(plan, Reader.of(ctx), plan.zoneOf(touchpoint))
        .of(touchpoint, done(ctx), "", Map.of());
  }

  private void make(Context ctx) {
    Map<String, String> fields = Forms.fields(ctx);
    fields.put("touchpoints", String.join(",", ctx.formParams("touchpoints")));
    try {
      make(ctx, fields, scope(fields), Reader.of(ctx).zone(), "/maintenance");
    } catch (HttpResponseException e) {
      page(ctx, 422, refusal(e), fields);
    }
  }

  private void makeOfOne(Context ctx) {
    String id = ctx.pathParam("id");
    Plan plan = context.planNow();
    Touchpoint touchpoint =
        plan.touchpoint(id)
            .orElseThrow(
                () -> new HttpResponseException(404, Reader.of(ctx).words().say("windows.none")));
    Map<String, String> fields = Forms.fields(ctx);
    ZoneId zone = plan.zoneOf(touchpoint);
    try {
      make(ctx, fields, Scope.of(id), zone, "/t/" + id);
    } catch (HttpResponseException e) {
      // the same form again: what it says of times is of the same zone, and a snooze stays one
      Telling telling = new Telling(plan, Reader.of(ctx), zone);
      page(ctx, 422, telling.of(touchpoint, "", refusal(e), fields));
    }
  }

  /** Why nothing was done; whoever may not is not told so on the page. */
  private static String refusal(HttpResponseException refused) {
    if (refused.getStatus() != 422) {
      throw refused;
    }
    return String.valueOf(refused.getMessage());
  }

  private void make(
      Context ctx, Map<String, String> fields, Scope scope, ZoneId zone, String back) {
    Maintaining.Wish wish =
        new Maintaining.Wish(
            scope,
            from(ctx, fields.getOrDefault("from", ""), zone),
            Moments.read(fields.getOrDefault("until", ""), zone).orElse(null),
            weekly(ctx, fields, zone),
            zone,
            fields.getOrDefault("reason", ""),
            fields.containsKey("snooze"));
    maintaining.begin(wish, Reader.of(ctx), fields.getOrDefault("person", ""));
    Templates.go(ctx, back + "?windows=made");
  }

  /** Null for now: only what is left empty means that. */
  private static @Nullable Instant from(Context ctx, String text, ZoneId zone) {
    Instant from = Moments.read(text, zone).orElse(null);
    if (from == null && !text.isBlank()) {
      throw new HttpResponseException(422, Reader.of(ctx).words().say("windows.refuse-from"));
    }
    return from;
  }

  /** Days and hours, as chosen or as written; empty for once. */
  private static String weekly(Context ctx, Map<String, String> fields, ZoneId zone) {
    String days =
        Arrays.stream(DayOfWeek.values())
            .filter(day -> fields.containsKey(WindowsView.field(day)))
            .map(WindowsView::day)
            .collect(Collectors.joining(","));
    String from = fields.getOrDefault("each-from", "");
    String until = fields.getOrDefault("each-until", "");
    if ((days + from + until).isEmpty()) {
      return fields.getOrDefault("weekly", "");
    }
    String chosen = days + " " + from + "-" + until;
    try {
      Window.Weekly.parse(chosen, zone);
    } catch (IllegalArgumentException e) {
      throw new HttpResponseException(422, Reader.of(ctx).words().say("windows.refuse-days"));
    }
    return chosen;
  }

  private static Scope scope(Map<String, String> fields) {
    return new Scope(
        listed(fields.getOrDefault("touchpoints", "") + "," + fields.getOrDefault("ids", "")),
        listed(fields.getOrDefault("tag", "")),
        listed(fields.getOrDefault("stage", "")),
        listed(fields.getOrDefault("channel", "")));
  }

  private static List<String> listed(String text) {
    return Arrays.stream(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
  }

  private void end(Context ctx) {
    Map<String, String> fields = Forms.fields(ctx);
    try {
      maintaining.end(ctx.pathParam("id"), Reader.of(ctx), fields.getOrDefault("person", ""));
    } catch (HttpResponseException e) {
      page(ctx, 422, refusal(e), Map.of());
      return;
    }
    String touchpoint = fields.getOrDefault("touchpoint", "");
    boolean known = context.plan().get().touchpoint(touchpoint).isPresent();
    Templates.go(ctx, (known ? "/t/" + touchpoint : "/maintenance") + "?windows=ended");
  }

  /** Windows as one reader is told of them. */
  private final class Telling {
    private final Plan plan;
    private final Reader reader;
    private final Words words;
    private final ZoneId zone;
    private final Instant now = context.clock().instant();

    Telling(Plan plan, Reader reader, ZoneId zone) {
      this.plan = plan;
      this.reader = reader;
      this.words = reader.words();
      this.zone = zone;
    }

    WindowsView all(String done, String trouble, Map<String, String> values) {
      List<WindowsView.Line> past =
          plan.windows().all().stream()
              .filter(window -> window.isOver(now))
              .sorted(Comparator.comparing((Window w) -> w.times().last()).reversed())
              .limit(PAST)
              .map(window -> line(window, true))
              .toList();
      List<WindowsView.Line> coming = coming(plan.windows().all(), true);
      boolean mayAct = reader.may(Right.ACT);
      return view("", coming, past, done, trouble, values, mayAct, "");
    }

    WindowsView of(Touchpoint touchpoint, String done, String trouble, Map<String, String> values) {
      List<Window> its = plan.windows().of(touchpoint).toList();
      String most = words.span(Maintaining.longestSnooze(plan, touchpoint));
      boolean mayAct = reader.mayAct(touchpoint);
      return view(
          touchpoint.id(), coming(its, false), List.of(), done, trouble, values, mayAct, most);
    }

    private WindowsView view(
        String touchpoint,
        List<WindowsView.Line> lines,
        List<WindowsView.Line> past,
        String done,
        String trouble,
        Map<String, String> values,
        boolean mayAct,
        String snoozeAtMost) {
      TreeSet<String> tags = new TreeSet<>();
      plan.touchpoints().values().forEach(one -> tags.addAll(one.tags()));
      return new WindowsView(
          touchpoint,
          lines,
          past,
          done,
          trouble,
          values,
          mayAct,
          reader.may(Right.OPERATE),
          Moments.place(zone),
          touchpoint.isEmpty() ? touchpoints() : List.of(),
          people(),
          choices(plan.journey().stages()),
          choices(plan.journey().channels()),
          List.copyOf(tags),
          snoozeAtMost);
    }

    private List<ActForm.Choice> touchpoints() {
      return plan.touchpoints().values().stream()
          .filter(reader::mayAct)
          .map(one -> new ActForm.Choice(one.id(), one.name()))
          .sorted(Comparator.comparing(ActForm.Choice::name, String.CASE_INSENSITIVE_ORDER))
          .toList();
    }

    private List<ActForm.Choice> people() {
      return reader.signedIn() ? List.of() : ActForm.Choice.everybody(plan);
    }

    private static List<ActForm.Choice> choices(List<Place> places) {
      return places.stream().map(place -> new ActForm.Choice(place.id(), place.name())).toList();
    }

    private List<WindowsView.Line> coming(List<Window> windows, boolean everywhere) {
      return windows.stream()
          .filter(window -> !window.isOver(now))
          .sorted(Comparator.comparing(this::soonest))
          .map(window -> line(window, everywhere))
          .toList();
    }

    private Instant soonest(Window window) {
      Pause next = next(window);
      return next == null ? window.times().first() : next.from();
    }

    private @Nullable Pause next(Window window) {
      return window.times().within(now, now.plus(AHEAD)).stream().findFirst().orElse(null);
    }

    private WindowsView.Line line(Window window, boolean everywhere) {
      String by = window.by();
      return new WindowsView.Line(
          window.id(),
          when(window),
          everywhere || window.scope().isWide() ? covered(window.scope()) : List.of(),
          window.reason(),
          by == null ? null : plan.people().nameOf(by),
          state(window),
          window.at(now) != null,
          window.snooze(),
          by != null && !window.isOver(now) && Maintaining.may(window.scope(), reader, plan));
    }

    /** By names, not as settings have it. */
    private List<String> covered(Scope scope) {
      Journey journey = plan.journey();
      List<String> all = new ArrayList<>();
      scope
          .touchpoints()
          .forEach(id -> all.add(plan.touchpoint(id).map(Touchpoint::name).orElse(id)));
      scope.tags().forEach(id -> all.add(words.say("windows.of-tag", id)));
      scope
          .stages()
          .forEach(id ->
              all.add(words.say("windows.of-stage", IncidentViews.name(journey.stages(), id))));
      scope
          .channels()
          .forEach(id ->
              all.add(words.say("windows.of-channel", IncidentViews.name(journey.channels(), id))));
      return all;
    }

    private String when(Window window) {
      return switch (window.times()) {
        case Window.Once once ->
            words.say("windows.once", moment(once.from()), moment(once.until()));
        case Window.Weekly weekly when weekly.last().equals(Instant.MAX) ->
            words.say("windows.weekly", weekly.text(), weekly.zone().getId());
        case Window.Weekly weekly ->
            words.say(
                "windows.weekly-until",
                weekly.text(),
                weekly.zone().getId(),
                moment(weekly.last()));
      };
    }

    private String state(Window window) {
      if (window.isOver(now)) {
        boolean calledOff = !window.times().first().isBefore(window.times().last());
        return words.say(calledOff ? "windows.state-called-off" : "windows.state-over");
      }
      Pause lasting = window.at(now);
      if (lasting != null) {
        return words.say(
            window.snooze() ? "windows.state-snoozed" : "windows.state-lasts",
            moment(lasting.until()));
      }
      Pause next = next(window);
      return next == null
          ? words.say("windows.state-planned")
          : words.say("windows.state-next", moment(next.from()));
    }

    private String moment(Instant moment) {
      return words.moment(moment, zone, now);
    }
  }
}
