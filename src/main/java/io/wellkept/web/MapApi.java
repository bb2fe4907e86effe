package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.report.Inventory;
import io.wellkept.report.JourneyMap;
import io.wellkept.report.Kept;
import io.wellkept.touchpoint.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The journey map and the progress of the inventory, for programs. */
final class MapApi {
  private final WebContext context;

  /**
   * @param touchpoints how many are asked for
   * @param conditions how many of them are in each condition
   */
  record MapWhole(
      int touchpoints,
      Map<String, Integer> conditions,
      List<StageWhole> stages,
      List<TileWhole> elsewhere,
      List<BridgeWhole> bridges,
      List<LegWhole> legs) {}

  record StageWhole(@Nullable String stage, @Nullable String name, List<CellWhole> channels) {}

  /** {@code all} counts also what is not asked for. */
  record CellWhole(
      @Nullable String channel, @Nullable String name, int all, List<TileWhole> touchpoints) {}

  record TileWhole(
      String id,
      String name,
      String condition,
      @Nullable Instant since,
      @Nullable String headline,
      String owner,
      List<String> missing) {}

  record BridgeWhole(
      String from, String to, String check, String condition, @Nullable String headline) {}

  record LegWhole(
      String from,
      String to,
      String touchpoint,
      String check,
      @Nullable Long intendedSeconds,
      @Nullable Long medianSeconds,
      @Nullable Long p90Seconds,
      @Nullable Integer cases,
      String condition) {}

  record InventoryWhole(
      LineWhole all,
      List<LineWhole> stages,
      List<LineWhole> channels,
      List<SpotWhole> spots,
      List<StepWhole> next) {}

  /** {@code id} is null for all, and for those that have no such place. */
  record LineWhole(
      @Nullable String id, int touchpoints, int inGoodHands, Map<String, Integer> have) {}

  record SpotWhole(String stage, String channel, int touchpoints, int inGoodHands) {}

  record StepWhole(
      String what,
      int number,
      @Nullable String stage,
      @Nullable String channel,
      @Nullable String startWith) {}

  MapApi(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/api/v1/map", this::map)
            .promises(Filter.told(Promised.one("The journey map", MapWhole.class))),
        Route.get(Surface.PAGES, "/api/v1/inventory", this::inventory)
            .promises(Promised.one("How far the inventory has come", InventoryWhole.class)));
  }

  private void map(Context ctx) {
    Survey survey = Survey.of(context);
    Filter filter = Filter.of(ctx);
    List<Kept> found = Listing.of(survey, filter);
    JourneyMap map = survey.map(found, filter);
    Map<String, Integer> conditions = new TreeMap<>();
    found.forEach(kept -> conditions.merge(Listing.value(kept.condition()), 1, Integer::sum));
    Json.answer(
        ctx,
        200,
        new MapWhole(
            found.size(),
            conditions,
            map.stages().stream().map(MapApi::whole).toList(),
            map.elsewhere().stream().map(MapApi::whole).toList(),
            map.bridges().stream().map(MapApi::whole).toList(),
            map.legs().stream().map(MapApi::whole).toList()));
  }

  private static StageWhole whole(JourneyMap.Stage stage) {
    return new StageWhole(
        id(stage.place()),
        name(stage.place()),
        stage.cells().stream()
            .map(cell ->
                new CellWhole(
                    id(cell.place()),
                    name(cell.place()),
                    cell.all(),
                    cell.found().stream().map(MapApi::whole).toList()))
            .toList());
  }

  private static TileWhole whole(Kept kept) {
    return new TileWhole(
        kept.touchpoint().id(),
        kept.touchpoint().name(),
        Listing.value(kept.condition()),
        kept.row().since(),
        kept.row().open().isEmpty() ? null : kept.row().open().get(0).worst().headline(),
        kept.touchpoint().owner(),
        MapHoles.gaps(kept).map(Filter::value).toList());
  }

  private static BridgeWhole whole(JourneyMap.Bridge bridge) {
    return new BridgeWhole(
        bridge.from().id(),
        bridge.to().id(),
        bridge.check().check(),
        Listing.value(bridge.condition()),
        bridge.headline());
  }

  private static LegWhole whole(JourneyMap.Leg leg) {
    return new LegWhole(
        leg.from(),
        leg.to(),
        leg.check().touchpoint(),
        leg.check().check(),
        seconds(leg.intended()),
        seconds(leg.median()),
        seconds(leg.nineInTen()),
        leg.cases(),
        Listing.value(leg.condition()));
  }

  private static @Nullable Long seconds(@Nullable Duration span) {
    return span == null ? null : span.toSeconds();
  }

  private static @Nullable String id(Journey.@Nullable Place place) {
    return place == null ? null : place.id();
  }

  private static @Nullable String name(Journey.@Nullable Place place) {
    return place == null ? null : place.name();
  }

  private void inventory(Context ctx) {
    Survey survey = Survey.of(context);
    Inventory inventory = Inventory.of(survey.plan().journey(), survey.all());
    Json.answer(
        ctx,
        200,
        new InventoryWhole(
            whole(inventory.all()),
            inventory.stages().stream().map(MapApi::whole).toList(),
            inventory.channels().stream().map(MapApi::whole).toList(),
            inventory.spots().stream()
                .map(spot ->
                    new SpotWhole(
                        spot.stage().id(), spot.channel().id(), spot.total(), spot.basics()))
                .toList(),
            inventory.steps().stream().map(MapApi::whole).toList()));
  }

  private static LineWhole whole(Inventory.Line line) {
    Map<String, Integer> have = new TreeMap<>();
    line.has().forEach((has, number) -> have.put(Filter.value(has), number));
    return new LineWhole(id(line.place()), line.total(), line.basics(), have);
  }

  private static StepWhole whole(Inventory.Step step) {
    return new StepWhole(
        step.what().name().toLowerCase(Locale.ROOT),
        step.number(),
        id(step.stage()),
        id(step.channel()),
        step.first() == null ? null : step.first().id());
  }
}
