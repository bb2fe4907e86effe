package io.wellkept.web;

import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.Edition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which digests a reader may see: an owner's own only that person, and whoever operates. */
final class DigestDesk {
  static final int PAGE = 50;

  private final WebContext context;

  /**
   * @param total of all pages
   */
  record Page(List<Edition> editions, int total, int number, int pages) {}

  DigestDesk(WebContext context) {
    this.context = context;
  }

  /**
   * Latest first.
   *
   * @param number of the page, from 1
   */
  Page page(Reader reader, int number) {
    String person = seesAll(reader) ? null : Objects.requireNonNullElse(reader.person(), "");
    return context
        .ledger()
        .read(view -> {
          List<KeptDigest> kept = view.digestsFor(person, (number - 1) * PAGE, PAGE);
          int total = view.digestCount(person);
          int pages = Math.max(1, (total + PAGE - 1) / PAGE);
          return new Page(kept.stream().map(Edition::of).toList(), total, number, pages);
        });
  }

  /**
   * @throws HttpResponseException if there is none with that id, or it is somebody else's
   */
  Edition find(Reader reader, String id) {
    Optional<KeptDigest> kept = context.ledger().read(view -> view.digest(id));
    return kept.map(Edition::of)
        .filter(edition -> maySee(reader, edition))
        .orElseThrow(() -> new HttpResponseException(404, reader.words().say("digest.page.gone")));
  }

  private static boolean maySee(Reader reader, Edition edition) {
    return edition.digest().scope().whose() != Whose.OWNER
        || seesAll(reader)
        || edition.digest().scope().id().equals(reader.person());
  }

  private static boolean seesAll(Reader reader) {
    return reader.role().compareTo(Role.OPERATOR) >= 0;
  }
}
