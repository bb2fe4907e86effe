package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.wellkept.probe.access.GoogleKey;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.Throttled;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoogleProfileTest extends ReviewSourceContract {
  private static final String PATH = "/v4/accounts/101/locations/202/reviews";
  private static final List<String> WORDS = List.of("", "ONE", "TWO", "THREE", "FOUR", "FIVE");

  @Override
  protected SourceSettings settings(String base) {
    GoogleKey key =
        new GoogleKey("client-1", "s3cret-client", "1//refresh-t0ken", null, base + "/token");
    return new SourceSettings(
        new GoogleProfileSettings("101", "locations/202", key, base),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  protected String source() {
    return "google";
  }

  @Override
  protected void prepare() {
    server.stubFor(
        post("/token")
            .atPriority(5)
            .willReturn(okJson("{\"access_token\": \"ya29.first-token\", \"expires_in\": 3600}")));
  }

  @Override
  protected List<String> secrets() {
    return List.of("s3cret-client", "1//refresh-t0ken", "ya29.first-token");
  }

  @Override
  protected int perPage() {
    return 50;
  }

  @Override
  protected String cutOff() {
    return "{\"reviews\": [" + row(reviews(1).get(0)) + ", {\"reviewId\": \"2\", ";
  }

  @Override
  protected void shows(List<Review> reviews) {
    if (reviews.isEmpty()) {
      page(null, "{}");
    }
    for (int from = 0; from < reviews.size(); from += perPage()) {
      int to = Math.min(from + perPage(), reviews.size());
      String rows =
          reviews.subList(from, to).stream()
              .map(GoogleProfileTest::row)
              .collect(Collectors.joining(","));
      String next = to < reviews.size() ? ", \"nextPageToken\": \"p=" + to + "\"" : "";
      page(
          from == 0 ? null : "p=" + from,
          """
          {"reviews": [%s], "averageRating": 4.3, "totalReviewCount": 187%s}\
          """
              .formatted(rows, next));
    }
  }

  private void page(String mark, String body) {
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer ya29.first-token"))
            .withQueryParam("pageSize", equalTo("50"))
            .withQueryParam("orderBy", equalTo("updateTime desc"))
            .withQueryParam("pageToken", mark == null ? absent() : equalTo(mark))
            .willReturn(okJson(body)));
  }

  private static String row(Review review) {
    String reply =
        review.answered() == null
            ? ""
            : ", \"reviewReply\": {\"comment\": \"Sorry.\", \"updateTime\": \"%s\"}"
                .formatted(review.answered());
    return """
    {"name": "accounts/101/locations/202/reviews/%1$s", "reviewId": "%1$s",
     "reviewer": {"displayName": "%2$s", "isAnonymous": false}, "starRating": "%3$s",
     "comment": "%4$s", "createTime": "%5$s", "updateTime": "%6$s"%7$s}\
    """
        .formatted(
            review.id(),
            CUSTOMER,
            WORDS.get(review.stars()),
            review.text(),
            review.at(),
            review.written(),
            reply);
  }

  @Override
  protected void showsABareReview() {
    page(
        null,
        "{\"reviews\": [{\"name\": \"accounts/1/locations/2/reviews/77\", \"createTime\": \"%s\"}]}"
            .formatted(NOON));
  }

  private void shows(String rest) {
    page(
        null,
        """
        {"reviews": [{"reviewId": "AbCd3", "createTime": "2026-06-02T09:14:05.120Z",
         "updateTime": "2026-06-02T09:14:05.120Z", %s}]}\
        """
            .formatted(rest));
  }

  @Test
  void tellsTheRating() throws Exception {
    shows(reviews(1));
    assertThat(told().rating()).isEqualTo(new Rating(4.3, 187));
    shows(List.of());
    assertThat(told().rating()).isNull();
  }

  @Test
  void tellsWhereToAnswer() throws Exception {
    shows(
        "\"starRating\": \"STAR_RATING_UNSPECIFIED\","
            + " \"reviewReplyUrl\": \"https://business.google.example/r/AbCd3\"");
    Voice voice = only();
    assertThat(voice.link()).isEqualTo("https://business.google.example/r/AbCd3");
    assertThat(voice.stars()).isNull();
    assertThat(voice.at()).isEqualTo(Instant.parse("2026-06-02T09:14:05.120Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "APPROVED, PUBLISHED",
    "PUBLISHED, PUBLISHED",
    "REVIEW_REPLY_STATE_UNSPECIFIED, PUBLISHED",
    "PENDING, PENDING",
    "PENDING_REVIEW, PENDING",
    "UNDER_MODERATION, PENDING",
    "IN_REVIEW, PENDING",
    "REJECTED, REJECTED",
    "DISAPPROVED, REJECTED",
    "NOT_APPROVED, REJECTED",
    "UNPUBLISHED, REJECTED",
  })
  void anAnswerThatIsNotPublicIsNone(String state, Reply reply) throws Exception {
    shows(
        """
        "reviewReply": {"comment": "Sorry.", "updateTime": "2026-06-02T10:00:00Z",
         "reviewReplyState": "%s"}\
        """
            .formatted(state));
    Voice voice = only();
    assertThat(voice.reply()).isEqualTo(reply);
    assertThat(voice.waits()).isEqualTo(reply != Reply.PUBLISHED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"SPAM\" | REJECTED",
        "{\"reason\": \"SPAM\"} | REJECTED",
        "{} | PUBLISHED",
        "\"POLICY_VIOLATION_UNSPECIFIED\" | PUBLISHED",
        "null | PUBLISHED",
      })
  void anAnswerAgainstTheRulesIsNone(String violation, Reply reply) throws Exception {
    shows(
        """
        "reviewReply": {"comment": "Sorry.", "updateTime": "2026-06-02T10:00:00Z",
         "policyViolation": %s}\
        """
            .formatted(violation));
    assertThat(only().reply()).isEqualTo(reply);
  }

  @Test
  void aStampThatTheAnswerLeftIsNoEdit() throws Exception {
    page(
        null,
        """
        {"reviews": [{"reviewId": "1", "createTime": "2026-06-02T09:00:00Z",
         "updateTime": "2026-06-02T10:00:00.400Z",
         "reviewReply": {"comment": "Sorry.", "updateTime": "2026-06-02T10:00:00Z"}}]}\
        """);
    assertThat(only().waits()).isFalse();
    assertThat(only().editedAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "(Translated by Google) Nice place\\n\\n(Original)\\nTolles Lokal, Tolles Lokal",
    "Tolles Lokal\\n\\n(Translated by Google)\\nNice place, Tolles Lokal",
    "(Translated by Google) Nice place, Nice place",
    "Tolles Lokal, Tolles Lokal",
  })
  void quotesTheCustomersOwnWords(String comment, String text) throws Exception {
    shows("\"comment\": \"" + comment + "\"");
    assertThat(only().text()).isEqualTo(text);
  }

  @Test
  void saysThatTheConsentWasTakenBack() throws Exception {
    server.stubFor(
        post("/token")
            .atPriority(1)
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        "{\"error\": \"invalid_grant\", \"error_description\": \"Token revoked.\"}")));
    assertThat(fault())
        .isEqualTo(
            new NoAccess(
                "the refresh token of Google Business Profile (invalid_grant Token revoked.)",
                "source.google.key of shop/reviews"));
  }

  @Test
  void saysThatTheProjectWasNeverLetIn() throws Exception {
    answers(exhausted("\"metadata\": {\"quota_limit_value\": \"0\"}"));
    Fault fault = fault();
    assertThat(fault).isInstanceOf(NoAccess.class);
    assertThat(fault.words()).contains("no quota");
  }

  @Test
  void waitsForAsLongAsTheErrorSays() throws Exception {
    answers(exhausted("\"retryDelay\": \"90s\""));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault().words()).contains("2026-06-15T12:01:30Z").contains("RESOURCE_EXHAUSTED");
  }

  private static ResponseDefinitionBuilder exhausted(String detail) {
    return aResponse()
        .withStatus(429)
        .withBody(
            """
            {"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED",
             "details": [{"reason": "RATE_LIMIT_EXCEEDED", %s}]}}\
            """
                .formatted(detail));
  }

  @Test
  void refusesWhatCannotBeAPlace() {
    GoogleKey key = new GoogleKey("c", "s", "r", null, null);
    assertThatThrownBy(() -> new GoogleProfileSettings("101", "my shop", key, null))
        .hasMessageContaining("locations/101");
  }
}
