package io.wellkept.probe.social;

import io.wellkept.probe.RetryAfter;
import io.wellkept.probe.access.Meaning;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A network that means its status codes and says in a header when it may be asked again: Mastodon
 * as a moment, Bluesky as seconds since 1970. Google says what it means in words besides.
 */
record Network(String name) implements Vendor {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  /** Quotas of a day come back at midnight at the earliest. */
  private static final long QUOTA_PAUSE_SECONDS = 3_600;

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    String words = words(body);
    String reason = Trees.text(body.path("error").path("errors").path(0).path("reason"));
    String detail = "answered " + status + (words.isEmpty() ? "" : ": " + words);
    if (status == FORBIDDEN && reason.matches("(?i).*(quota|rateLimit)\\w*exceeded.*")) {
      return new Meaning.TooOften(detail, now.plusSeconds(QUOTA_PAUSE_SECONDS));
    }
    if (status == BAD_REQUEST && words.contains("API key")) {
      return new Meaning.StaleToken(detail);
    }
    return status == TOO_MANY_REQUESTS
        ? new Meaning.TooOften(detail, until(headers, now).orElse(null))
        : PlainVendor.byStatus(status, headers, words, now);
  }

  private static String words(JsonNode body) {
    return Stream.of(body.path("error").path("message"), body.path("message"), body.path("error"))
        .map(Trees::text)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  private static Optional<Instant> until(Headers headers, Instant now) {
    return RetryAfter.read(headers.get("Retry-After"), now)
        .or(() -> moment(headers.get("X-RateLimit-Reset")))
        .or(() -> moment(headers.get("RateLimit-Reset")));
  }

  private static Optional<Instant> moment(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return text.matches("\\d{9,11}")
          ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
          : Moments.read(text);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
