package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Window;
import io.wellkept.incident.Window.Scope;
import io.wellkept.touchpoint.Spans;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Windows of maintenance for programs. */
final class MaintenanceApi {
  private static final String ROOT = "/api/v1/maintenance";

  private final WebContext context;
  private final Maintaining maintaining;

  /**
   * One window.
   *
   * @param by null if it stands in the files
   * @param weekly null if it is once
   * @param from when it begins; null for one that stands in the files and has always been there
   * @param until when it ends for good; null for one that does not
   * @param lastsUntil the end of its present time; null if it does not last now
   */
  record WindowWhole(
      String id,
      @Nullable String by,
      String reason,
      boolean snooze,
      Scope covers,
      @Nullable String weekly,
      @Nullable String zone,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Instant lastsUntil,
      boolean over) {}

  /** What an act led to: {@code changed} is false if it was so already. */
  record Ended(boolean changed, String id) {}

  MaintenanceApi(WebContext context) {
    this.context = context;
    this.maintaining = new Maintaining(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT, this::all)
            .promises(Promised.pageOf("Maintenance windows", WindowWhole.class)),
        Route.post(Surface.PAGES, ROOT, this::make)
            .promises(
                Promised.act(
                        "Makes a maintenance window, or snoozes a touchpoint", WindowWhole.class)
                    .status(201)
                    .may("touchpoints", "ids", "array")
                    .may("tags", "tags", "array")
                    .may("stages", "ids of stages", "array")
                    .may("channels", "ids of channels", "array")
                    .may("from", "when it begins; now if not said")
                    .may("until", "when it ends")
                    .may("for", "or how long it lasts, such as 2h")
                    .may("weekly", "days and hours, such as sun 02:00-04:00")
                    .may("zone", "by whose clocks those are")
                    .may("reason", "what is done meanwhile")
                    .may("snooze", "true only to hear nothing of one touchpoint", "boolean")),
        Route.post(Surface.PAGES, ROOT + "/{id}/end", this::end)
            .promises(Promised.act("Ends a window now", Ended.class)));
  }

  private void all(Context ctx) {
    Instant now = context.clock().instant();
    List<Window> windows =
        context.planNow().windows().all().stream()
            .sorted(Comparator.comparing((Window window) -> window.times().last()).reversed())
            .toList();
    Json.answer(ctx, 200, Api.Page.of(windows, Listing.page(ctx), window -> whole(window, now)));
  }

  private void make(Context ctx) {
    JsonNode body = Api.body(ctx);
    Reader reader = Reader.of(ctx);
    Maintaining.Wish wish =
        new Maintaining.Wish(
            new Scope(
                listed(body, "touchpoints"),
                listed(body, "tags"),
                listed(body, "stages"),
                listed(body, "channels")),
            body.has("from") ? moment(body, "from") : null,
            until(body),
            body.path("weekly").asString(""),
            zone(body, reader),
            body.path("reason").asString(""),
            body.path("snooze").asBoolean(false));
    Window made = maintaining.begin(wish, reader, body.path("person").asString(""));
    Json.answer(ctx, 201, whole(made, context.clock().instant()));
  }

  private void end(Context ctx) {
    String id = ctx.pathParam("id");
    String person = Api.body(ctx).path("person").asString("");
    Json.answer(ctx, 200, new Ended(maintaining.end(id, Reader.of(ctx), person), id));
  }

  private static List<String> listed(JsonNode body, String field) {
    JsonNode given = body.path(field);
    List<String> all = new ArrayList<>();
    given.forEach(one -> all.add(one.asString("")));
    boolean whole = given.isMissingNode() || given.isNull() || given.isArray();
    if (!whole || all.contains("")) {
      throw new HttpResponseException(422, "Say in \"" + field + "\" a list such as [\"shop\"].");
    }
    return all;
  }

  private @Nullable Instant until(JsonNode body) {
    if (!body.has("for")) {
      return body.has("until") ? moment(body, "until") : null;
    }
    Instant from = body.has("from") ? moment(body, "from") : context.clock().instant();
    try {
      return from.plus(Spans.parse(body.path("for").asString("")));
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new HttpResponseException(422, "Say in \"for\" a span such as 4h.");
    }
  }

  private static Instant moment(JsonNode body, String field) {
    try {
      return OffsetDateTime.parse(body.path(field).asString("")).toInstant();
    } catch (DateTimeException e) {
      throw new HttpResponseException(
          422, "Say in \"" + field + "\" a moment such as 2026-11-24T17:00:00+01:00.");
    }
  }

  private static ZoneId zone(JsonNode body, Reader reader) {
    String zone = body.path("zone").asString("");
    try {
      return zone.isEmpty() ? reader.zone() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new HttpResponseException(422, "Say in \"zone\" one such as Europe/Berlin.");
    }
  }

  private static WindowWhole whole(Window window, Instant now) {
    Pause lasting = window.at(now);
    boolean weekly = window.times() instanceof Window.Weekly;
    return new WindowWhole(
        window.id(),
        window.by(),
        window.reason(),
        window.snooze(),
        window.scope(),
        weekly ? window.weekly() : null,
        window.times() instanceof Window.Weekly each ? each.zone().getId() : null,
        bounded(window.times().first()),
        bounded(window.times().last()),
        lasting == null ? null : lasting.until(),
        window.isOver(now));
  }

  private static @Nullable Instant bounded(Instant moment) {
    return moment.equals(Instant.MIN) || moment.equals(Instant.MAX) ? null : moment;
  }
}
