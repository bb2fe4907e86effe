package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.report.Kept;
import java.util.List;
import java.util.Map;

/** The list of touchpoints, worst first. */
final class ListPages {
  static final String PATH = "/touchpoints";

  private final WebContext context;
  private final Templates templates;

  ListPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(Route.get(Surface.PAGES, PATH, this::list));
  }

  private void list(Context ctx) {
    Reader reader = Reader.of(ctx);
    Survey survey = Survey.of(context);
    Filter filter = Filter.of(ctx);
    List<Kept> found = Listing.of(survey, filter);
    int pages = Listing.pages(found.size());
    int page = Math.min(Listing.page(ctx), pages);
    RowViews rows = new RowViews(survey.plan(), reader.words(), reader.zone(), survey.now());
    ListView view =
        new ListView(
            Listing.page(found, page).stream().map(kept -> rows.of(kept.row())).toList(),
            Listing.counts(survey.all(), filter, PATH),
            found.size(),
            survey.all().size(),
            page,
            pages,
            page > 1 ? address(filter, page - 1) : null,
            page < pages ? address(filter, page + 1) : null,
            filter.at(MapPages.PATH),
            FilterForm.of(PATH, filter, survey, reader.words()));
    Frame frame = templates.inside(ctx, reader.words().say("list.title"));
    Templates.answer(ctx, 200, "list", frame, Map.of("view", view));
  }

  private static String address(Filter filter, int page) {
    return filter.at(PATH) + (filter.any() ? "&page=" : "?page=") + page;
  }
}
