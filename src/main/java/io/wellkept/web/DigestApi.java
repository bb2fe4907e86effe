package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.DigestJson;
import io.wellkept.report.digest.Edition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The archive of digests for programs. */
final class DigestApi {
  private static final String ROOT = "/api/v1/digests";

  private final DigestDesk desk;

  /**
   * One digest of the list.
   *
   * @param whose {@code company}, {@code team} or {@code owner}
   * @param subject the team's or the owner's id; null for the company
   * @param period {@code 2026-W47}, or a date
   * @param score from 0 to 100; null if nothing was seen
   */
  record DigestRow(
      String id,
      String name,
      String whose,
      @Nullable String subject,
      String period,
      Instant from,
      Instant until,
      Instant made,
      @Nullable Double score) {
    static DigestRow of(Edition edition) {
      Digest digest = edition.digest();
      String subject = digest.scope().id();
      return new DigestRow(
          edition.id(),
          edition.name(),
          digest.scope().whose().name().toLowerCase(Locale.ROOT),
          subject.isEmpty() ? null : subject,
          digest.period().label(),
          digest.period().from(),
          digest.period().until(),
          edition.madeAt(),
          digest.score().now());
    }
  }

  DigestApi(WebContext context) {
    this.desk = new DigestDesk(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT, this::list),
        Route.get(Surface.PAGES, ROOT + "/{id}", this::show));
  }

  private void list(Context ctx) {
    DigestDesk.Page page = desk.page(Reader.of(ctx), Listing.page(ctx));
    List<DigestRow> rows = page.editions().stream().map(DigestRow::of).toList();
    Json.answer(ctx, 200, new Api.Page<>(rows, page.total(), page.number(), page.pages()));
  }

  private void show(Context ctx) {
    Edition edition = desk.find(Reader.of(ctx), ctx.pathParam("id"));
    ctx.contentType("application/json").result(DigestJson.write(edition.digest()));
  }
}
