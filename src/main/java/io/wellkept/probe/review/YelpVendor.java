package io.wellkept.probe.review;

import io.wellkept.probe.RetryAfter;
import io.wellkept.probe.access.Meaning;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How Yelp says that something is wrong: a code, and when the day's calls begin anew.
 *
 * @see <a href="https://docs.developer.yelp.com/docs/places-rate-limiting">Rate limiting</a>
 */
record YelpVendor() implements Vendor {
  @Override
  public String name() {
    return "Yelp";
  }

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    JsonNode error = body.path("error");
    String code = Trees.text(error.path("code"));
    String description = Trees.text(error.path("description"));
    String words = (code + " " + description).strip();
    if (status == 429 || code.equals("ACCESS_LIMIT_REACHED")) {
      return new Meaning.TooOften(
          ("answered " + status + " " + words).strip(), until(code, headers, now));
    }
    // A key of the wrong form is answered as a parameter of the wrong form.
    boolean refused =
        code.equals("TOKEN_INVALID")
            || code.equals("UNAUTHORIZED_ACCESS_TOKEN")
            || (status == 400 && description.contains("Authorization"));
    return refused
        ? new Meaning.StaleToken("answered " + status + ": " + words)
        : PlainVendor.byStatus(status, headers, words, now);
  }

  /** The end of the day counts only for those who have used up the day. */
  private static @Nullable Instant until(String code, Headers headers, Instant now) {
    Instant told = RetryAfter.read(headers.get("Retry-After"), now).orElse(null);
    String reset = headers.get("RateLimit-ResetTime");
    if (told != null || reset == null || code.equals("TOO_MANY_REQUESTS_PER_SECOND")) {
      return told;
    }
    return Moments.read(reset, ZoneOffset.UTC);
  }
}
