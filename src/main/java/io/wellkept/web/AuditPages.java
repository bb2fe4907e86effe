package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Event;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.People;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who did what: sign-ins, changes of accounts, and every act; latest first. */
final class AuditPages {
  private final WebContext context;
  private final Templates templates;

  /** One act, for programs. */
  record Entry(
      Instant at,
      String type,
      @Nullable String person,
      @Nullable String touchpoint,
      @Nullable String incident,
      String text) {}

  AuditPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/audit", this::show).needs(Right.OPERATE),
        Route.get(Surface.PAGES, "/api/v1/audit", this::list)
            .needs(Right.OPERATE)
            .promises(Promised.pageOf("Who did what, latest first", Entry.class)));
  }

  private List<Event> events(int page) {
    int skipped = (int) Math.min(Integer.MAX_VALUE, (page - 1L) * Listing.PAGE);
    return context.ledger().read(view -> view.events(Audit.TYPES, skipped, Listing.PAGE));
  }

  private int total() {
    return context.ledger().read(view -> view.countEvents(Audit.TYPES));
  }

  private void show(Context ctx) {
    Reader reader = Reader.of(ctx);
    Words words = reader.words();
    People people = context.plan().get().people();
    Instant now = context.clock().instant();
    int page = Listing.page(ctx);
    int total = total();
    List<AuditView.Line> lines =
        events(page).stream().map(event -> line(event, reader, people, now)).toList();
    AuditView view =
        new AuditView(
            lines,
            total,
            page > 1 ? "/audit?page=" + (page - 1) : null,
            page < Listing.pages(total) ? "/audit?page=" + (page + 1) : null);
    Templates.answer(
        ctx, 200, "audit", templates.inside(ctx, words.say("signin.audit")), Map.of("view", view));
  }

  private static AuditView.Line line(Event event, Reader reader, People people, Instant now) {
    Words words = reader.words();
    String who = event.person();
    CheckId check = event.check();
    return new AuditView.Line(
        words.moment(event.at(), reader.zone(), now),
        who == null ? "" : people.nameOf(who),
        words.say("signin.event." + type(event)),
        check == null ? "" : check.touchpoint(),
        Moments.localised(new EventWords(words).of(event), reader.zone(), now, words));
  }

  private static String type(Event event) {
    return event.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void list(Context ctx) {
    int page = Listing.page(ctx);
    int total = total();
    List<Entry> entries =
        events(page).stream()
            .map(event ->
                new Entry(
                    event.at(),
                    type(event),
                    event.person(),
                    event.check() == null ? null : event.check().touchpoint(),
                    event.incident(),
                    event.text()))
            .toList();
    Json.answer(ctx, 200, new Api.Page<>(entries, total, page, Listing.pages(total)));
  }
}
