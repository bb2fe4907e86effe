package io.wellkept.probe.review;

import io.wellkept.probe.RetryAfter;
import io.wellkept.probe.access.Meaning;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How App Store Connect says that something is wrong: a list of errors.
 *
 * @see <a
 *     href="https://developer.apple.com/documentation/appstoreconnectapi/identifying-rate-limits">
 *     Identifying rate limits</a>
 */
record AppStoreVendor() implements Vendor {
  /** Calls are counted over the hour that ends now: some are free again after a part of it. */
  private static final Duration USED_UP = Duration.ofMinutes(15);

  @Override
  public String name() {
    return "App Store Connect";
  }

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    JsonNode error = body.path("errors").path(0);
    String code = Trees.text(error.path("code"));
    String detail = Trees.text(error.path("detail"));
    String words = (code + " " + (detail.isEmpty() ? Trees.text(error.path("title")) : detail));
    if (status == 429 || code.equals("RATE_LIMIT_EXCEEDED")) {
      return new Meaning.TooOften(
          ("answered " + status + " " + words).strip(), until(headers, now));
    }
    return PlainVendor.byStatus(status, headers, words.strip(), now);
  }

  private static @Nullable Instant until(Headers headers, Instant now) {
    Instant told = RetryAfter.read(headers.get("Retry-After"), now).orElse(null);
    String left = headers.get("X-Rate-Limit");
    boolean usedUp = left != null && left.matches(".*user-hour-rem:\\s*0*(;.*)?");
    return told == null && usedUp ? now.plus(USED_UP) : told;
  }
}
