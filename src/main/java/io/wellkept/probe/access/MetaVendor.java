package io.wellkept.probe.access;

import io.wellkept.probe.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How Meta says that something is wrong: mostly with 400 and a code of its own, also when we ask
 * too often.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/guides/error-handling">Error
 *     handling</a>
 */
public record MetaVendor(String name) implements Vendor {
  private static final Set<Integer> TOO_OFTEN = Set.of(4, 17, 32, 613);
  private static final int FIRST_BUSINESS_LIMIT = 80_000;
  private static final int LAST_BUSINESS_LIMIT = 80_014;
  private static final Set<Integer> DEAD_TOKEN = Set.of(102, 190);
  private static final Set<Integer> NO_RIGHT = Set.of(3, 10);
  private static final int FIRST_RIGHT = 200;
  private static final int LAST_RIGHT = 299;
  private static final Set<Integer> PASSING = Set.of(1, 2);
  private static final long MOST_MINUTES = 10_000;

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    JsonNode error = body.path("error");
    int code = error.path("code").asInt(0);
    if (!error.isObject() || code == 0) {
      return PlainVendor.byStatus(status, headers, Trees.text(error.path("message")), now);
    }
    String detail = "answered %d, code %s: %s".formatted(status, codes(error), message(error));
    if (TOO_OFTEN.contains(code)
        || (code >= FIRST_BUSINESS_LIMIT && code <= LAST_BUSINESS_LIMIT)
        || status == 429) {
      return new Meaning.TooOften(detail, until(headers, now));
    }
    if (DEAD_TOKEN.contains(code)) {
      return new Meaning.StaleToken(detail);
    }
    if (NO_RIGHT.contains(code) || (code >= FIRST_RIGHT && code <= LAST_RIGHT)) {
      return new Meaning.NoRight(detail);
    }
    boolean passing = status >= 500 || PASSING.contains(code);
    return new Meaning.Trouble(detail, passing || error.path("is_transient").asBoolean(false));
  }

  private static String codes(JsonNode error) {
    String part = Trees.text(error.path("error_subcode"));
    return Trees.text(error.path("code")) + (part.isEmpty() ? "" : "/" + part);
  }

  private static String message(JsonNode error) {
    return Trees.text(error.path("message"));
  }

  /** The longest of all waits that the header tells, in minutes; null if it tells none. */
  private static @Nullable Instant until(Headers headers, Instant now) {
    String usage = headers.get("X-Business-Use-Case-Usage");
    long minutes = 0;
    if (usage != null) {
      JsonNode told = Trees.whole(usage.getBytes(StandardCharsets.UTF_8)).orElse(null);
      for (JsonNode business : told == null ? Set.<JsonNode>of() : told.values()) {
        for (JsonNode use : business) {
          long wait = Trees.number(use.path("estimated_time_to_regain_access")).orElse(0L);
          minutes = Math.max(minutes, Math.min(wait, MOST_MINUTES));
        }
      }
    }
    return minutes > 0
        ? now.plusSeconds(minutes * 60)
        : RetryAfter.read(headers.get("Retry-After"), now).orElse(null);
  }

  /**
   * Proves that whoever sends the token knows the app's secret.
   *
   * @see <a href="https://developers.facebook.com/docs/graph-api/guides/secure-requests">Secure
   *     requests</a>
   */
  public static String proof(String token, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
