package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.Throttled;
import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TrustpilotTest extends ReviewSourceContract {
  private static final String UNIT = "5f00aa";
  private static final String OPEN = "/v1/business-units/" + UNIT;
  private static final String PRIVATE = "/v1/private/business-units/" + UNIT + "/reviews";
  private static final String TOKENS =
      "/v1/oauth/oauth-business-users-for-applications/accesstoken";

  @Override
  protected SourceSettings settings(String base) {
    return settings(base, "tp-s3cret");
  }

  private static SourceSettings settings(String base, String secret) {
    return new SourceSettings(
        null,
        new TrustpilotSettings(UNIT, "tp-k3y-tp", secret, base),
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
    return "trustpilot";
  }

  @Override
  protected void prepare() {
    server.stubFor(
        post(TOKENS)
            .atPriority(5)
            .withBasicAuth("tp-k3y-tp", "tp-s3cret")
            .withRequestBody(equalTo("grant_type=client_credentials"))
            .willReturn(okJson("{\"access_token\": \"tp-bearer-1\", \"expires_in\": \"359999\"}")));
    server.stubFor(
        get(urlPathEqualTo(OPEN))
            .atPriority(5)
            .withHeader("apikey", equalTo("tp-k3y-tp"))
            .willReturn(
                okJson(
                    """
                    {"id": "5f00aa", "score": {"trustScore": 4.2, "stars": 4},
                     "numberOfReviews": {"total": 61, "oneStar": 5}}\
                    """)));
  }

  @Override
  protected List<String> secrets() {
    return List.of("tp-s3cret", "tp-bearer-1", "dHAtazN5LXRwOnRwLXMzY3JldA==");
  }

  @Override
  protected int perPage() {
    return Trustpilot.PER_PAGE;
  }

  @Override
  protected String cutOff() {
    return "{\"reviews\": [" + row(reviews(1).get(0)) + ", {\"id\": \"2\", ";
  }

  @Override
  protected void shows(List<Review> reviews) {
    for (int from = 0; from <= reviews.size(); from += perPage()) {
      int to = Math.min(from + perPage(), reviews.size());
      String rows =
          reviews.subList(from, to).stream()
              .map(TrustpilotTest::row)
              .collect(Collectors.joining(","));
      page(from / perPage() + 1, rows, to < reviews.size());
    }
  }

  /** Tells the next page with an address of another host, as nobody should. */
  private void page(int number, String rows, boolean more) {
    String link =
        """
        {"rel": "next-page", "method": "GET", "href": "https://elsewhere.example/r?page=9"}\
        """;
    server.stubFor(
        get(urlPathEqualTo(PRIVATE))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer tp-bearer-1"))
            .withQueryParam("perPage", equalTo("100"))
            .withQueryParam("orderBy", equalTo("createdat.desc"))
            .withQueryParam("page", equalTo(String.valueOf(number)))
            .willReturn(
                okJson("{\"links\": [%s], \"reviews\": [%s]}".formatted(more ? link : "", rows))));
  }

  private static String row(Review review) {
    return """
    {"id": "%s", "stars": %d, "title": "%s", "text": "%s", "createdAt": "%s", "updatedAt": %s,
     "consumer": {"id": "9c1", "displayName": "%s"}, "referralEmail": "o@quendelhuber.example",
     "companyReply": %s}\
    """
        .formatted(
            review.id(),
            review.stars(),
            review.text(),
            review.text(),
            review.at(),
            review.edited() == null ? "null" : "\"" + review.edited() + "\"",
            CUSTOMER,
            review.answered() == null
                ? "null"
                : "{\"text\": \"Sorry.\", \"createdAt\": \"" + review.answered() + "\"}");
  }

  @Override
  protected void showsABareReview() {
    page(1, "{\"id\": \"77\", \"createdAt\": \"" + NOON + "\"}", false);
  }

  @Test
  void tellsTheRating() throws Exception {
    shows(reviews(1));
    assertThat(told().rating()).isEqualTo(new Rating(4.2, 61));
  }

  @Test
  void tellsReviewsAlsoWhereTheRatingIsKeptFromUs() throws Exception {
    shows(reviews(1));
    server.stubFor(get(urlPathEqualTo(OPEN)).atPriority(1).willReturn(aResponse().withStatus(403)));
    assertThat(told().voices()).hasSize(1);
    assertThat(told().rating()).isNull();
  }

  @Test
  void putsTitleAndTextTogether() throws Exception {
    page(
        1,
        """
        {"id": "6551a0", "stars": 1, "title": "No answer", "text": "Three mails, no reply.",
         "createdAt": "2026-06-10T07:41:10Z"}\
        """,
        false);
    Voice voice = only();
    assertThat(voice.text()).isEqualTo("No answer\nThree mails, no reply.");
    assertThat(voice.link()).isEqualTo("https://www.trustpilot.com/reviews/6551a0");
  }

  @Test
  void anAnswerThatWasChangedIsTheLaterOne() throws Exception {
    page(
        1,
        """
        {"id": "1", "stars": 1, "createdAt": "2026-06-10T07:00:00Z",
         "updatedAt": "2026-06-10T09:00:00Z", "companyReply": {"text": "Sorry.",
         "createdAt": "2026-06-10T08:00:00Z", "updatedAt": "2026-06-10T10:00:00Z"}}\
        """,
        false);
    assertThat(only().waits()).isFalse();
  }

  @Test
  void readsWhatEverybodyMayReadWithoutASecret() throws Exception {
    server.stubFor(
        get(urlPathEqualTo(OPEN + "/reviews"))
            .withHeader("apikey", equalTo("tp-k3y-tp"))
            .willReturn(okJson("{\"reviews\": [" + row(reviews(1).get(0)) + "]}")));
    Heard heard = hear(settings(server.baseUrl(), null), SINCE);
    assertThat(((Heard.Told) heard).voices()).singleElement().matches(Voice::waits);
    server.verify(0, postRequestedFor(urlPathEqualTo(TOKENS)));
  }

  @Test
  void asksForATokenOnce() throws Exception {
    shows(reviews(1));
    told();
    clock.move(Duration.ofHours(20));
    told();
    server.verify(
        1, postRequestedFor(urlPathEqualTo(TOKENS)).withHeader("Accept", containing("json")));
  }

  @Test
  void saysThatTheSecretIsWrong() throws Exception {
    server.stubFor(
        post(TOKENS)
            .atPriority(1)
            .willReturn(aResponse().withStatus(401).withBody("{\"error\": \"invalid_client\"}")));
    assertThat(fault())
        .isEqualTo(
            new NoAccess(
                "the API key of Trustpilot (invalid_client)",
                "source.trustpilot.api-secret of shop/reviews"));
  }

  @Test
  void leavesAloneWhoGivesTokens() throws Exception {
    server.stubFor(
        post(TOKENS)
            .atPriority(1)
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));
    assertThat(fault()).isInstanceOf(Throttled.class);
    clock.move(Duration.ofMinutes(50));
    assertThat(fault()).isInstanceOf(Throttled.class);
    server.verify(1, postRequestedFor(urlPathEqualTo(TOKENS)));
    clock.move(Duration.ofMinutes(11));
    fault();
    server.verify(2, postRequestedFor(urlPathEqualTo(TOKENS)));
  }

  @Test
  void refusesWhatCannotBeAUnit() {
    assertThatThrownBy(() -> new TrustpilotSettings("shop.example", "k", null, null))
        .hasMessageContaining("how to find it");
  }
}
