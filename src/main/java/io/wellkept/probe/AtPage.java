package io.wellkept.probe;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Settings of a check that looks at a page: its touchpoint's own, if they name none. */
public interface AtPage {
  /** The page's address; null for the touchpoint's own. */
  @Nullable String url();

  /** Sent along; may hold secrets. */
  Map<String, String> headers();

  /** When to give up. */
  Duration timeout();

  /** Where to look, if not at the touchpoint's own address. */
  default Optional<String> target() {
    return Optional.ofNullable(url());
  }

  /**
   * Where to look.
   *
   * @param touchpoints the touchpoint's own address
   */
  default URI addressOr(@Nullable URI touchpoints) {
    String url = url();
    return url != null
        ? HttpUrl.get(url).uri()
        : Objects.requireNonNull(touchpoints, "the plan lets no page pass without an address");
  }

  /** Asks for the page. The touchpoint's checks share an answer where they ask the same. */
  default Ask ask(Look<?> look) {
    boolean alone = look.touchpoint().checks().size() < 2;
    return Ask.of(addressOr(look.touchpoint().address()), look.atMost(timeout()))
        .headers(headers())
        .fresh(look.fresh())
        .sharedBy(alone ? null : look.check().id());
  }

  /** What logs may show: no secrets of addresses and headers. */
  default String shown() {
    String url = url();
    return (url == null ? "" : ShownAddress.of(url) + ", ") + "headers " + headers().keySet();
  }
}
