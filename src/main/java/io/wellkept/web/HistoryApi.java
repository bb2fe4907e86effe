package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.report.History;
import io.wellkept.report.History.Slot;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a touchpoint's page shows of its past, and the end of a mute, for programs. */
final class HistoryApi {
  private final WebContext context;

  /** By hours and by days of the owner's zone, oldest first. */
  record HistoryWhole(String touchpoint, String zone, List<CheckHistory> checks) {}

  record CheckHistory(String check, List<SlotWhole> hours, List<SlotWhole> days) {}

  /**
   * @param p50Seconds half of the looks were answered within that; null if none was measured
   * @param unheardSeconds for how long nobody listened
   */
  record SlotWhole(
      Instant from,
      Instant until,
      int looks,
      int bad,
      int blind,
      long unheardSeconds,
      @Nullable Double p50Seconds,
      @Nullable Double p95Seconds) {}

  record Unmuted(boolean changed, String touchpoint, String check, String finding) {}

  HistoryApi(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/api/v1/touchpoints/{id}/history", this::history)
            .promises(
                Promised.one("What its checks saw: 24 hours and 30 days", HistoryWhole.class)),
        Route.post(Surface.PAGES, "/api/v1/touchpoints/{id}/unmute", this::unmute)
            .promises(
                Promised.act("Lets a muted finding count again", Unmuted.class)
                    .must("check", "name of the check")
                    .must("finding", "key of the finding")));
  }

  private void history(Context ctx) {
    Instant now = context.clock().instant();
    Touchpoint touchpoint = touchpoint(ctx);
    Plan plan = context.plan().get();
    ZoneId zone = plan.zoneOf(touchpoint);
    List<CheckHistory> checks =
        context
            .ledger()
            .read(view ->
                touchpoint.checks().stream().map(check -> of(check, view, zone, now)).toList());
    Json.answer(ctx, 200, new HistoryWhole(touchpoint.id(), zone.getId(), checks));
  }

  private static CheckHistory of(Check check, Ledger.View view, ZoneId zone, Instant now) {
    Pauses gaps = view.pauses(History.from(zone, now));
    List<Tally> tallies = tallies(check, view, zone, now);
    return new CheckHistory(
        check.id().check(),
        History.hours(tallies, gaps, now).stream().map(HistoryApi::whole).toList(),
        History.days(tallies, gaps, zone, now).stream().map(HistoryApi::whole).toList());
  }

  /** With the hour that the state still counts. */
  static List<Tally> tallies(Check check, Ledger.View view, ZoneId zone, Instant now) {
    List<Tally> tallies = new ArrayList<>(view.rollups(check.id(), History.from(zone, now)));
    view.check(check.id()).map(CheckState::tally).ifPresent(tallies::add);
    return tallies;
  }

  private static SlotWhole whole(Slot slot) {
    return new SlotWhole(
        slot.span().from(),
        slot.span().until(),
        slot.looks(),
        slot.bad(),
        slot.blind(),
        slot.unheard().toSeconds(),
        seconds(slot, .5),
        seconds(slot, .95));
  }

  private static @Nullable Double seconds(Slot slot, double share) {
    double seconds = slot.percentile(share);
    return Double.isNaN(seconds) ? null : seconds;
  }

  private void unmute(Context ctx) {
    Touchpoint touchpoint = touchpoint(ctx);
    Reader.of(ctx).requireAct(touchpoint);
    JsonNode body = Api.body(ctx);
    Acting.Actor actor = Api.actor(ctx, body, context.plan().get());
    String check = body.path("check").asString("");
    String finding = body.path("finding").asString("");
    boolean changed = new Mutes(context).end(touchpoint.id(), check, finding, actor);
    Json.answer(ctx, 200, new Unmuted(changed, touchpoint.id(), check, finding));
  }

  private Touchpoint touchpoint(Context ctx) {
    Words words = Reader.of(ctx).words();
    return context
        .plan()
        .get()
        .touchpoint(ctx.pathParam("id"))
        .orElseThrow(() -> new HttpResponseException(404, words.say("touchpoint.unknown")));
  }
}
