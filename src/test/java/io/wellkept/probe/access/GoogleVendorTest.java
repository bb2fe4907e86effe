package io.wellkept.probe.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoogleVendorTest {
  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

  private static Meaning meaning(int status, String body, String... headers) {
    return new GoogleVendor("Example")
        .meaning(
            status,
            Headers.of(headers),
            Trees.orMissing(body.getBytes(StandardCharsets.UTF_8)),
            NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHENTICATED, '', StaleToken",
    "403, PERMISSION_DENIED, SERVICE_DISABLED, NoRight",
    "429, RESOURCE_EXHAUSTED, RATE_LIMIT_EXCEEDED, TooOften",
    "403, PERMISSION_DENIED, RATE_LIMIT_EXCEEDED, TooOften",
    "400, INVALID_ARGUMENT, '', Trouble",
    "503, UNAVAILABLE, '', Trouble",
  })
  void readsStatusAndReason(int status, String said, String reason, String kind) {
    Meaning meaning =
        meaning(
            status,
            """
            {"error": {"code": %d, "status": "%s", "message": "So it is.",
             "details": [{"@type": "x"}, {"reason": "%s"}]}}\
            """
                .formatted(status, said, reason));
    assertThat(meaning.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(meaning.detail()).contains(said).contains(reason).contains("So it is.");
  }

  @Test
  void readsTheOlderListOfErrors() {
    Meaning meaning =
        meaning(
            403,
            """
            {"error": {"code": 403, "message": "Daily limit", "errors":
             [{"domain": "usageLimits", "reason": "dailyLimitExceeded"}]}}\
            """,
            "Retry-After",
            "120");
    assertThat(meaning)
        .isInstanceOfSatisfying(
            Meaning.TooOften.class,
            often -> assertThat(often.until()).isEqualTo("2026-06-15T12:02:00Z"));
  }

  @Test
  void aQuotaOfNothingIsAMissingRight() {
    Meaning meaning =
        meaning(
            429,
            """
            {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details":
             [{"reason": "RATE_LIMIT_EXCEEDED", "metadata": {"quota_limit_value": "0"}}]}}\
            """);
    assertThat(meaning).isInstanceOf(Meaning.NoRight.class);
  }

  @Test
  void goesByTheStatusWhereThereAreNoWords() {
    assertThat(meaning(403, "<html>")).isInstanceOf(Meaning.NoRight.class);
    assertThat(meaning(429, "")).isInstanceOf(Meaning.TooOften.class);
  }
}
