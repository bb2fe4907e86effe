package io.wellkept.probe.access;

import io.wellkept.probe.RetryAfter;
import java.time.Instant;
import java.util.Set;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How most of Google's services say that something is wrong.
 *
 * @see <a href="https://google.aip.dev/193">Errors of Google's APIs</a>
 */
public record GoogleVendor(String name) implements Vendor {
  /** Some services still say that we ask too often with 403, and one of these. */
  private static final Set<String> TOO_OFTEN =
      Set.of(
          "RATE_LIMIT_EXCEEDED",
          "rateLimitExceeded",
          "userRateLimitExceeded",
          "dailyLimitExceeded",
          "quotaExceeded");

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    JsonNode error = body.path("error");
    if (!error.isObject()) {
      return PlainVendor.byStatus(status, headers, "", now);
    }
    String said = Trees.text(error.path("status"));
    String reason = reason(error);
    String detail = detail(status, said, reason, Trees.text(error.path("message")));
    if (status == 429 || said.equals("RESOURCE_EXHAUSTED") || TOO_OFTEN.contains(reason)) {
      return unopened(error)
          ? new Meaning.NoRight(detail + ": the project was given no quota yet")
          : new Meaning.TooOften(detail, until(error, headers, now));
    }
    if (status == 401 || said.equals("UNAUTHENTICATED")) {
      return new Meaning.StaleToken(detail);
    }
    if (status == 403 || said.equals("PERMISSION_DENIED")) {
      return new Meaning.NoRight(detail);
    }
    return new Meaning.Trouble(detail, status >= 500);
  }

  private static String detail(int status, String said, String reason, String message) {
    StringBuilder words = new StringBuilder("answered ").append(status);
    for (String part : new String[] {said, reason, message}) {
      words.append(part.isEmpty() ? "" : " " + part);
    }
    return words.toString();
  }

  /** From the newer details, or from the older list of errors; empty if there is none. */
  private static String reason(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      String reason = Trees.text(detail.path("reason"));
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return Trees.text(error.path("errors").path(0).path("reason"));
  }

  /** Projects begin with a quota of nothing at some services, until somebody has let them in. */
  private static boolean unopened(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      if (Trees.text(detail.path("metadata").path("quota_limit_value")).equals("0")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Instant until(JsonNode error, Headers headers, Instant now) {
    for (JsonNode detail : error.path("details")) {
      String delay = Trees.text(detail.path("retryDelay"));
      if (delay.matches("\\d{1,7}(\\.\\d+)?s")) {
        String seconds = delay.substring(0, delay.length() - 1);
        return now.plusSeconds(Math.max((long) Double.parseDouble(seconds), 1));
      }
    }
    return RetryAfter.read(headers.get("Retry-After"), now).orElse(null);
  }
}
