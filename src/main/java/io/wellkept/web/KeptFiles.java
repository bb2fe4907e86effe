package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import java.util.List;
import java.util.Optional;

/** Pictures of pages, as long as they are kept. */
final class KeptFiles {
  private final WebContext context;

  KeptFiles(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/files/{file}", this::show),
        Route.get(Surface.PAGES, "/incidents/{id}/files/{file}", this::show));
  }

  private void show(Context ctx) {
    send(ctx, context, ctx.pathParam("file"));
  }

  /** Only what this incident shows: who holds a link to one may not see all. */
  static void show(Context ctx, WebContext context, Incident incident) {
    String file = ctx.pathParam("file");
    boolean shown =
        incident.findings().stream()
            .flatMap(finding -> finding.evidence().stream())
            .anyMatch(evidence -> evidence.isFile() && evidence.text().equals(file));
    send(ctx, context, shown ? file : "");
  }

  private static void send(Context ctx, WebContext context, String id) {
    Optional<Ledger.KeptFile> file =
        id.isEmpty() ? Optional.empty() : context.ledger().read(view -> view.file(id));
    Ledger.KeptFile kept =
        file.orElseThrow(
            () -> new HttpResponseException(404, Failures.say(ctx, "failure.no-picture")));
    // a picture and nothing else, whatever somebody made of it
    ctx.header("Content-Security-Policy", "default-src 'none'; sandbox");
    ctx.contentType(kept.type()).result(kept.bytes());
  }
}
