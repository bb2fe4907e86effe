package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.report.digest.DigestForms;
import io.wellkept.report.digest.DigestLetter;
import io.wellkept.report.digest.Edition;
import io.wellkept.report.digest.Reckoning;
import io.wellkept.words.Words;
import java.util.List;
import java.util.Map;

/** The archive of digests: each as it was written, in the reader's language. */
final class DigestPages {
  /** The digest of somebody who begins. */
  private static final String A_DIGEST =
      "- {name: week, when: weekly mon 07:30, audience: company}";

  private final WebContext context;
  private final DigestDesk desk;
  private final Templates templates;

  DigestPages(WebContext context, Templates templates) {
    this.context = context;
    this.desk = new DigestDesk(context);
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/digests", this::list),
        Route.get(Surface.PAGES, "/digests/{id}.txt", this::text),
        Route.get(Surface.PAGES, "/digests/{id}", this::show));
  }

  private void list(Context ctx) {
    Reader reader = Reader.of(ctx);
    DigestDesk.Page page = desk.page(reader, Listing.page(ctx));
    List<DigestView.Row> rows =
        page.digests().stream().map(kept -> row(kept, reader.words())).toList();
    Words words = reader.words();
    boolean set = !context.plan().get().daemon().digests().isEmpty();
    String none =
        set ? words.say("digest.list.empty") : words.say("digest.list.none-set", A_DIGEST);
    DigestView.Rows view =
        new DigestView.Rows(rows, page.number(), page.number() < page.pages(), none);
    Frame frame = templates.inside(ctx, reader.words().say("digest.list.title"));
    Templates.answer(ctx, 200, "digests", frame, Map.of("view", view));
  }

  private static DigestView.Row row(KeptDigest kept, Words words) {
    DigestForms.Heading heading = DigestForms.heading(kept, words);
    String called = kept.gist().called();
    return new DigestView.Row(
        kept.id(),
        heading.title(),
        heading.when(),
        called.isEmpty() ? words.say("digest.list.everybody") : called,
        heading.score(),
        kept.gist().acts());
  }

  private void show(Context ctx) {
    Reader reader = Reader.of(ctx);
    Edition edition = desk.find(reader, ctx.pathParam("id"));
    DigestLetter letter = DigestForms.page(edition, reader.words());
    DigestView view =
        new DigestView(
            edition.id(),
            letter,
            ScoreLine.of(edition, letter),
            Reckoning.of(edition.digest(), reader.words()));
    Templates.answer(
        ctx, 200, "digest", templates.inside(ctx, letter.title()), Map.of("view", view));
  }

  private void text(Context ctx) {
    Reader reader = Reader.of(ctx);
    Edition edition = desk.find(reader, ctx.pathParam("id"));
    ctx.contentType("text/plain;charset=utf-8")
        .result(DigestForms.text(DigestForms.page(edition, reader.words())));
  }
}
