package io.wellkept.web;

import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.Edition;
import java.util.List;
import java.util.Objects;

/** Which digests a reader may see: an owner's own only that person, and whoever operates. */
final class DigestDesk {
  static final int PAGE = 50;

  private final WebContext context;

  /**
   * @param total of all pages
   */
  record Page(List<KeptDigest> digests, int total, int number, int pages) {}

  DigestDesk(WebContext context) {
    this.context = context;
  }

  /**
   * Latest first.
   *
   * @param number of the page, from 1
   */
  Page page(Reader reader, int number) {
    String person =
        reader.may(Right.OPERATE) ? null : Objects.requireNonNullElse(reader.person(), "");
    return context
        .ledger()
        .read(view -> {
          List<KeptDigest> kept = view.digestsFor(person, (number - 1) * PAGE, PAGE);
          int total = view.digestCount(person);
          int pages = Math.max(1, (total + PAGE - 1) / PAGE);
          return new Page(kept, total, number, pages);
        });
  }

  /**
   * @throws HttpResponseException if there is none with that id, or it is somebody else's, or a
   *     later version wrote it
   */
  Edition find(Reader reader, String id) {
    KeptDigest kept =
        context
            .ledger()
            .read(view -> view.digest(id))
            .filter(one -> maySee(reader, one))
            .orElseThrow(
                () -> new HttpResponseException(404, reader.words().say("digest.page.gone")));
    try {
      return Edition.of(kept);
    } catch (IllegalArgumentException e) {
      throw new HttpResponseException(501, reader.words().say("digest.page.later"));
    }
  }

  private static boolean maySee(Reader reader, KeptDigest kept) {
    return !kept.whose().equals(Whose.OWNER.name())
        || reader.may(Right.OPERATE)
        || kept.subject().equals(reader.person());
  }
}
