package io.wellkept.probe.ad;

import io.wellkept.probe.RetryAfter;
import io.wellkept.probe.access.Meaning;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How Google Ads says that something is wrong.
 *
 * @param version the one that we ask: a version that is gone answers 404 without a word
 * @see <a href="https://developers.google.com/google-ads/api/docs/best-practices/error-types">Error
 *     types</a>
 */
record GoogleWords(String version) implements Vendor {
  private static final int NOT_FOUND = 404;

  @Override
  public String name() {
    return "Google Ads";
  }

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    JsonNode error = error(body);
    if (error.isObject()) {
      return meaning(error, status, headers, now);
    }
    String hint = status == NOT_FOUND ? "the API may have given up " + version : "";
    return PlainVendor.byStatus(status, headers, hint, now);
  }

  /** The error itself: searchStream wraps it in an array, other calls do not. */
  private static JsonNode error(JsonNode body) {
    return body.isArray() ? body.path(0).path("error") : body.path("error");
  }

  /** What an error means that came within an answer that began well. */
  Meaning meaning(JsonNode error, Instant now) {
    return meaning(error, error.path("code").asInt(0), Headers.EMPTY, now);
  }

  private Meaning meaning(JsonNode error, int status, Headers headers, Instant now) {
    List<String> codes = codes(error);
    String said = Trees.text(error.path("status"));
    String detail = "answered " + status + ": " + words(error, said, codes);
    if (said.equals("RESOURCE_EXHAUSTED") || has(codes, "EXHAUSTED") || status == 429) {
      return new Meaning.TooOften(detail, until(error, headers, now));
    }
    if (said.equals("UNAUTHENTICATED") || status == 401) {
      return new Meaning.StaleToken(detail);
    }
    if (said.equals("PERMISSION_DENIED") || has(codes, "authorizationError") || status == 403) {
      return new Meaning.NoRight(detail);
    }
    return new Meaning.Trouble(detail, status >= 500);
  }

  private static boolean has(List<String> codes, String part) {
    return codes.stream().anyMatch(code -> code.contains(part));
  }

  /** Such as {@code queryError UNRECOGNIZED_FIELD}, of every error that is told. */
  private static List<String> codes(JsonNode error) {
    List<String> codes = new ArrayList<>();
    for (JsonNode detail : error.path("details")) {
      for (JsonNode each : detail.path("errors")) {
        each.path("errorCode")
            .properties()
            .forEach(code -> codes.add(code.getKey() + " " + Trees.text(code.getValue())));
      }
    }
    return codes;
  }

  /** The codes and the first message that says more than that a request failed. */
  private static String words(JsonNode error, String said, List<String> codes) {
    String message = Trees.text(error.path("message"));
    for (JsonNode detail : error.path("details")) {
      String precise = Trees.text(detail.path("errors").path(0).path("message"));
      message = precise.isEmpty() ? message : precise;
    }
    return (codes.isEmpty() ? said : String.join(", ", codes)) + " (" + message + ")";
  }

  /** What Google or its front asks for; null if neither says. */
  private static @Nullable Instant until(JsonNode error, Headers headers, Instant now) {
    for (JsonNode detail : error.path("details")) {
      for (JsonNode each : detail.path("errors")) {
        String delay =
            Trees.text(each.path("details").path("quotaErrorDetails").path("retryDelay"));
        if (delay.matches("\\d{1,7}(\\.\\d+)?s")) {
          return now.plusSeconds(Math.max((long) Double.parseDouble(strip(delay)), 1));
        }
      }
    }
    return RetryAfter.read(headers.get("Retry-After"), now).orElse(null);
  }

  private static String strip(String seconds) {
    return seconds.substring(0, seconds.length() - 1);
  }
}
