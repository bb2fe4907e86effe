package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** The journey map: the first page, and the one that comes anew by itself. */
final class MapPages {
  static final String PATH = "/";

  /** What a page says that has this state of the map already. */
  private static final String SEEN = "seen";

  private final WebContext context;
  private final Templates templates;

  MapPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(Route.get(Surface.PAGES, PATH, this::map));
  }

  private void map(Context ctx) {
    Reader reader = Reader.of(ctx);
    Survey survey = Survey.of(context);
    Filter filter = Filter.of(ctx);
    Map<String, Instant> over = context.ledger().read(Ledger.View::lastResolved);
    MapView view = new MapViews(survey, over, filter, reader).view();
    Frame frame = templates.inside(ctx, reader.words().say("map.title"));
    String version = version(view, frame);
    if (version.equals(ctx.queryParam(SEEN))) {
      // nothing to swap: whoever reads is not disturbed
      ctx.status(204);
      return;
    }
    String again = filter.at(PATH) + (filter.any() ? "&" : "?") + SEEN + "=" + version;
    Map<String, Object> values =
        Map.of(
            "view",
            view,
            "form",
            FilterForm.of(PATH, filter, survey, reader.words()),
            "again",
            again);
    Templates.answer(ctx, 200, "map", frame, values);
  }

  /** The same as long as a reader would see no difference. */
  private static String version(MapView view, Frame frame) {
    CRC32 sum = new CRC32();
    sum.update((view.toString() + frame.banners()).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
