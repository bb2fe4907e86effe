package io.wellkept.probe.access;

import io.wellkept.probe.RetryAfter;
import java.time.Instant;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;

/** A service that means its status codes; what vendors do otherwise stands on top of it. */
public record PlainVendor(String name) implements Vendor {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    return byStatus(status, headers, "", now);
  }

  /**
   * What the status alone means.
   *
   * @param words what the service says besides; empty if nothing
   */
  public static Meaning byStatus(int status, Headers headers, String words, Instant now) {
    String detail = "answered " + status + (words.isEmpty() ? "" : ": " + words);
    return switch (status) {
      case UNAUTHORIZED -> new Meaning.StaleToken(detail);
      case FORBIDDEN -> new Meaning.NoRight(detail);
      case TOO_MANY_REQUESTS ->
          new Meaning.TooOften(
              detail, RetryAfter.read(headers.get("Retry-After"), now).orElse(null));
      default -> new Meaning.Trouble(detail, status >= 500);
    };
  }
}
