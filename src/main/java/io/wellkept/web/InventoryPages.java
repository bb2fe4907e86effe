package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.report.Inventory;
import io.wellkept.report.Kept.Has;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How far the inventory has come, and what to do next. */
final class InventoryPages {
  static final String PATH = "/inventory";

  private final WebContext context;
  private final Templates templates;

  InventoryPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(Route.get(Surface.PAGES, PATH, this::inventory));
  }

  private void inventory(Context ctx) {
    Survey survey = Survey.of(context);
    Words words = Reader.of(ctx).words();
    Journey journey = survey.plan().journey();
    Inventory inventory = Inventory.of(journey, survey.all());
    InventoryView view =
        new InventoryView(
            words.say("inventory.sentence", inventory.all().basics(), inventory.all().total()),
            inventory.steps().stream().map(step -> step(step, words)).toList(),
            Arrays.stream(Has.values()).map(has -> words.say("inventory.has." + has)).toList(),
            tables(inventory, words),
            journey.channels().stream().map(Journey.Place::name).toList(),
            grid(inventory, journey));
    Frame frame = templates.inside(ctx, words.say("inventory.title"));
    Templates.answer(ctx, 200, "inventory", frame, Map.of("view", view));
  }

  private static List<InventoryView.Table> tables(Inventory inventory, Words words) {
    List<InventoryView.Table> tables = new ArrayList<>();
    if (!inventory.stages().isEmpty()) {
      tables.add(table("stage", inventory.stages(), inventory.all(), words));
    }
    if (!inventory.channels().isEmpty()) {
      tables.add(table("channel", inventory.channels(), inventory.all(), words));
    }
    if (tables.isEmpty()) {
      tables.add(table("stage", List.of(), inventory.all(), words));
    }
    return tables;
  }

  /**
   * @param by the name of the filter that narrows down to one line
   */
  private static InventoryView.Table table(
      String by, List<Inventory.Line> lines, Inventory.Line all, Words words) {
    List<InventoryView.Line> views = new ArrayList<>();
    views.add(line(words.say("inventory.all"), all, new Filter(Map.of())));
    for (Inventory.Line one : lines) {
      Journey.Place place = one.place();
      views.add(
          line(
              place == null ? words.say("inventory.nowhere." + by) : place.name(),
              one,
              new Filter(Map.of(by, place == null ? Filter.NONE : place.id()))));
    }
    return new InventoryView.Table(
        words.say("inventory.by." + by), words.say("list.by." + by), views);
  }

  private static InventoryView.Line line(String name, Inventory.Line line, Filter those) {
    return new InventoryView.Line(
        name,
        line.total(),
        those.at(ListPages.PATH),
        Arrays.stream(Has.values())
            .map(has ->
                new InventoryView.Share(
                    line.number(has),
                    line.percent(has),
                    line.number(has) == line.total()
                        ? ""
                        : those.with("missing", Filter.value(has)).at(ListPages.PATH)))
            .toList());
  }

  private static List<InventoryView.Row> grid(Inventory inventory, Journey journey) {
    return inventory.spots().isEmpty()
        ? List.of()
        : journey.stages().stream()
            .map(stage ->
                new InventoryView.Row(
                    stage.name(),
                    inventory.spots().stream()
                        .filter(spot -> spot.stage().equals(stage))
                        .map(InventoryPages::square)
                        .toList()))
            .toList();
  }

  private static InventoryView.Square square(Inventory.Spot spot) {
    Map<String, String> here = Map.of("stage", spot.stage().id(), "channel", spot.channel().id());
    String css = spot.total() == 0 ? "hole" : spot.basics() == spot.total() ? "all" : "some";
    return new InventoryView.Square(
        spot.total(), spot.basics(), css, new Filter(here).at(ListPages.PATH));
  }

  private static InventoryView.Step step(Inventory.Step step, Words words) {
    Journey.Place stage = step.stage();
    Journey.Place channel = step.channel();
    Touchpoint first = step.first();
    String where =
        stage == null
            ? ""
            : channel == null
                ? words.say("inventory.in", stage.name())
                : words.say("inventory.in-both", stage.name(), channel.name());
    return new InventoryView.Step(
        words.say(
            "inventory.step." + step.what(),
            step.number(),
            where,
            first == null ? "" : first.name()),
        words.say("inventory.how." + step.what()),
        command(step),
        page(step));
  }

  private static String command(Inventory.Step step) {
    Touchpoint first = step.first();
    Journey.Place stage = step.stage();
    Journey.Place channel = step.channel();
    return switch (step.what()) {
      case LOOK -> first == null ? "" : "wellkept check " + first.id();
      case FILL ->
          stage == null || channel == null
              ? ""
              : "wellkept add URL --owner A --backup B --stage "
                  + stage.id()
                  + " --channel "
                  + channel.id();
      case OWNER -> "wellkept owners --patch";
      case CHECK, BACKUP, PLACE -> "wellkept validate";
      case CONFIRMATION -> "";
    };
  }

  private static String page(Inventory.Step step) {
    Filter stage =
        new Filter(Map.of()).with("stage", step.stage() == null ? "" : step.stage().id());
    return switch (step.what()) {
      case OWNER -> stage.with("missing", "owner").at(ListPages.PATH);
      case BACKUP -> stage.with("missing", "backup").at(ListPages.PATH);
      case CHECK -> stage.with("missing", "check").at(ListPages.PATH);
      case LOOK -> stage.with("missing", "look").at(ListPages.PATH);
      case PLACE -> MapPages.PATH + "#elsewhere";
      case FILL -> MapPages.PATH;
      case CONFIRMATION -> "/owners";
    };
  }
}
