package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YelpTest extends ReviewSourceContract {
  private static final String BUSINESS = "/v3/businesses/WavvLdfdP6g8aZTtbBQHTw";
  private static final String NO_ANSWERS = "Yelp does not tell whether anybody answered";

  @Override
  protected SourceSettings settings(String base) {
    return settings(base, null);
  }

  private static SourceSettings settings(String base, ZoneId zone) {
    return new SourceSettings(
        null,
        null,
        null,
        null,
        null,
        new YelpSettings("WavvLdfdP6g8aZTtbBQHTw", "y3lp-k3y", zone, base),
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  protected String source() {
    return "yelp";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(
        Able.PAGES, "Yelp shows three reviews and no more",
        Able.ANSWERS, NO_ANSWERS,
        Able.EDITS, NO_ANSWERS,
        Able.COMPLETE, "Yelp shows three reviews and no more",
        Able.RENEWAL, "a key of Yelp's is renewed by people");
  }

  @Override
  protected void prepare() {
    business("\"rating\": 3.5, \"review_count\": 61");
  }

  private void business(String said) {
    server.stubFor(
        get(urlPathEqualTo(BUSINESS))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer y3lp-k3y"))
            .willReturn(okJson("{\"id\": \"WavvLdfdP6g8aZTtbBQHTw\", %s}".formatted(said))));
  }

  @Override
  protected List<String> secrets() {
    return List.of("y3lp-k3y");
  }

  @Override
  protected int perPage() {
    return 0;
  }

  @Override
  protected String cutOff() {
    return "{\"reviews\": [" + row(reviews(1).get(0)) + ", {\"id\": \"2\", ";
  }

  @Override
  protected void shows(List<Review> reviews) {
    page(reviews.stream().map(YelpTest::row).collect(Collectors.joining(",")));
  }

  private void page(String rows) {
    server.stubFor(
        get(urlPathEqualTo(BUSINESS + "/reviews"))
            .atPriority(5)
            .withQueryParam("sort_by", equalTo("newest"))
            .willReturn(okJson("{\"reviews\": [%s], \"total\": 61}".formatted(rows))));
  }

  private static String row(Review review) {
    return """
    {"id": "%s", "url": "https://www.yelp.com/biz/x?hrid=%s", "text": "%s", "rating": %d,
     "time_created": "%s", "user": {"id": "u77", "name": "%s"}}\
    """
        .formatted(
            review.id(),
            review.id(),
            review.text(),
            review.stars(),
            review.at().toString().replace('T', ' ').replace("Z", ""),
            CUSTOMER);
  }

  @Override
  protected void showsABareReview() {
    page("{\"id\": \"77\", \"time_created\": \"2026-06-15 12:00:00\"}");
  }

  private void reviewsAnswer(int status) {
    server.stubFor(
        get(urlPathEqualTo(BUSINESS + "/reviews"))
            .atPriority(1)
            .willReturn(aResponse().withStatus(status)));
  }

  @Test
  void countsAndRates() throws Exception {
    shows(reviews(1));
    assertThat(told().rating()).isEqualTo(new Rating(3.5, 61));
    assertThat(only().reply()).isEqualTo(Reply.UNKNOWN);
    assertThat(only().link()).isEqualTo("https://www.yelp.com/biz/x?hrid=1");
    business("\"rating\": 0, \"review_count\": 0");
    assertThat(told().rating()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void ratesAlsoWhereReviewsAreKeptFromUs(int status) throws Exception {
    reviewsAnswer(status);
    Heard.Told told = told();
    assertThat(told.voices()).isEmpty();
    assertThat(told.complete()).isFalse();
    assertThat(told.rating()).isEqualTo(new Rating(3.5, 61));
  }

  @Test
  void isDeafWhereReviewsFail() throws Exception {
    reviewsAnswer(503);
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void isDeafWhereReviewsAreCutOff() throws Exception {
    answersSecond(aResponse().withBody(cutOff()));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void readsTimesInTheZoneThatIsSet() throws Exception {
    page("{\"id\": \"1\", \"time_created\": \"2026-06-10 19:02:11\"}");
    Heard heard = hear(settings(server.baseUrl(), ZoneId.of("America/Los_Angeles")), SINCE);
    assertThat(((Heard.Told) heard).voices())
        .extracting(Voice::at)
        .containsExactly(Instant.parse("2026-06-11T02:02:11Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_LIMIT_REACHED, 2026-06-15T14:00:00Z",
    "TOO_MANY_REQUESTS_PER_SECOND, 2026-06-15T12:01:00Z",
  })
  void waitsForTheEndOfTheDayOnlyWhenTheDayIsUsedUp(String code, String until) throws Exception {
    answers(
        aResponse()
            .withStatus(429)
            .withHeader("RateLimit-ResetTime", "2026-06-15T14:00:00+00:00")
            .withBody("{\"error\": {\"code\": \"%s\", \"description\": \"x\"}}".formatted(code)));
    assertThat(fault().words()).contains(until).contains(code);
  }

  @Test
  void aKeyOfTheWrongFormIsAKey() throws Exception {
    answers(
        aResponse()
            .withStatus(400)
            .withBody(
                """
                {"error": {"code": "VALIDATION_ERROR",
                 "description": "'Authorization: Bearer' does not match"}}\
                """));
    assertThat(fault()).isInstanceOf(NoAccess.class);
  }

  @Test
  void refusesWhatCannotBeABusiness() {
    assertThatThrownBy(() -> new YelpSettings("my shop", "k", null, null))
        .hasMessageContaining("WavvLdfdP6g8aZTtbBQHTw");
  }
}
