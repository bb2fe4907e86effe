package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.Digest.Stand;
import io.wellkept.report.digest.DigestJson;
import io.wellkept.report.digest.Edition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Digests that were written, and the score as it is. */
final class DigestsApi {
  private static final String ROOT = "/api/v1";
  private static final int MOST = 1_000;

  private final WebContext context;

  /**
   * @param audience {@code company}, {@code team} or {@code owner}
   * @param of the id of the team or the owner; empty for the company
   * @param late whether it came later than its readers expect
   */
  record DigestBrief(
      String id,
      String name,
      String audience,
      String of,
      String period,
      Instant from,
      Instant until,
      Instant due,
      Instant made,
      boolean late) {}

  /**
   * @param score null if nothing was seen
   */
  record ScoreWhole(
      Instant from,
      Instant until,
      @Nullable Double score,
      @Nullable Double before,
      int touchpoints,
      List<Stand> stands) {}

  DigestsApi(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, ROOT + "/digests", this::digests),
        Route.get(Surface.PAGES, ROOT + "/digests/{id}", this::digest),
        Route.get(Surface.PAGES, ROOT + "/score", this::score));
  }

  private void digests(Context ctx) {
    List<KeptDigest> all = context.ledger().read(view -> view.digests(MOST));
    int pages = Math.max(1, (all.size() + Listing.PAGE - 1) / Listing.PAGE);
    int page = Listing.page(ctx);
    List<DigestBrief> items =
        all.stream()
            .skip((page - 1L) * Listing.PAGE)
            .limit(Listing.PAGE)
            .map(DigestsApi::brief)
            .toList();
    Json.answer(ctx, 200, new Api.Page<>(items, all.size(), page, pages));
  }

  private static DigestBrief brief(KeptDigest kept) {
    return new DigestBrief(
        kept.id(),
        kept.name(),
        kept.whose().toLowerCase(Locale.ROOT),
        kept.subject(),
        kept.label(),
        kept.from(),
        kept.until(),
        kept.dueAt(),
        kept.madeAt(),
        Edition.isLate(kept.dueAt(), kept.madeAt()));
  }

  private void digest(Context ctx) {
    KeptDigest kept =
        context
            .ledger()
            .read(view -> view.digest(ctx.pathParam("id")))
            .orElseThrow(() -> new HttpResponseException(404, "No digest has that id."));
    ctx.status(200).contentType("application/json").result(kept.body());
  }

  private void score(Context ctx) {
    Digest digest = context.present().get();
    Json.answer(
        ctx,
        200,
        new ScoreWhole(
            digest.period().from(),
            digest.period().until(),
            digest.score().now(),
            digest.score().before(),
            digest.score().touchpoints(),
            digest.stands()));
  }
}
