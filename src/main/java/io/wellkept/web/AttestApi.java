package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Ledger.Answer;
import io.wellkept.ledger.Ledger.Attestation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who said what of what no machine sees, for programs. */
final class AttestApi {
  private static final int MOST = 500;

  private final WebContext context;

  /** One word; {@code photo} is an address of this API's server, null if none was sent. */
  record Said(
      String check,
      Instant at,
      String person,
      boolean fine,
      String note,
      List<Answer> answers,
      @Nullable String photo,
      String via) {}

  AttestApi(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/api/v1/touchpoints/{id}/attestations", this::attestations)
            .promises(Promised.pageOf("Who said what, latest first", Said.class)));
  }

  private void attestations(Context ctx) {
    String id = ctx.pathParam("id");
    if (context.plan().get().touchpoint(id).isEmpty()) {
      throw new HttpResponseException(404, "No touchpoint has that id.");
    }
    List<Said> all =
        context.ledger().read(view -> view.attestations(id, MOST)).stream()
            .map(AttestApi::said)
            .toList();
    Json.answer(ctx, 200, new Api.Page<>(all, all.size(), 1, 1));
  }

  private static Said said(Attestation one) {
    return new Said(
        one.check().check(),
        one.at(),
        one.person(),
        one.fine(),
        one.note(),
        one.answers(),
        one.file() == null ? null : "/files/" + one.file(),
        one.via());
  }
}
