package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FacebookTest extends ReviewSourceContract {
  private static final String PAGE = "/v26.0/1789";
  private static final String TOKEN = "EAAsecretT0kenOfAPage";

  @Override
  protected SourceSettings settings(String base) {
    return settings(base, null);
  }

  private static SourceSettings settings(String base, String appSecret) {
    return new SourceSettings(
        null,
        null,
        null,
        null,
        new FacebookSettings("1789", TOKEN, appSecret, null, base),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  protected String source() {
    return "facebook";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(
        Able.EDITS, "the service does not say when a recommendation was written anew",
        Able.RENEWAL, "a page's token is renewed by people");
  }

  @Override
  protected void prepare() {
    server.stubFor(
        get(urlPathEqualTo(PAGE))
            .atPriority(5)
            .withQueryParam("fields", containing("overall_star_rating"))
            .willReturn(
                okJson("{\"overall_star_rating\": 4.6, \"rating_count\": 40, \"id\": \"1789\"}")));
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  protected int perPage() {
    return 50;
  }

  @Override
  protected String cutOff() {
    return "{\"data\": [" + row(reviews(1).get(0)) + ", {\"created_time\": ";
  }

  @Override
  protected void shows(List<Review> reviews) {
    for (int from = 0; from == 0 || from < reviews.size(); from += perPage()) {
      int to = Math.min(from + perPage(), reviews.size());
      page(
          from == 0 ? null : "m" + from,
          reviews.subList(from, to).stream()
              .map(FacebookTest::row)
              .collect(Collectors.joining(",")),
          to < reviews.size() ? "m" + to : null);
    }
  }

  /** Tells the next page as Meta does: an address elsewhere, with the token in it. */
  private void page(String mark, String rows, String next) {
    String paging =
        next == null
            ? "{\"cursors\": {\"before\": \"a\", \"after\": \"b\"}}"
            : """
            {"cursors": {"before": "a", "after": "%s"},
             "next": "https://elsewhere.example/ratings?access_token=%s&after=%s"}\
            """
                .formatted(next, TOKEN, next);
    server.stubFor(
        get(urlPathEqualTo(PAGE + "/ratings"))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer " + TOKEN))
            .withQueryParam("access_token", absent())
            .withQueryParam("after", mark == null ? absent() : equalTo(mark))
            .willReturn(okJson("{\"data\": [%s], \"paging\": %s}".formatted(rows, paging))));
  }

  private static String row(Review review) {
    String comment =
        review.answered() == null
            ? ""
            : "{\"from\": {\"id\": \"1789\"}, \"created_time\": \"%s\"}"
                .formatted(facebooks(review.answered()));
    return """
    {"created_time": "%s", "recommendation_type": "%s", "review_text": "%s",
     "reviewer": {"id": "5", "name": "%s"},
     "open_graph_story": {"id": "%s", "comments": {"data": [%s]}}}\
    """
        .formatted(
            facebooks(review.at()),
            review.stars() > 3 ? "positive" : "negative",
            review.text(),
            CUSTOMER,
            review.id(),
            comment);
  }

  private static String facebooks(Instant time) {
    return time.toString().replace("Z", "+0000");
  }

  @Override
  protected void showsABareReview() {
    page(
        null,
        "{\"created_time\": \"%s\", \"open_graph_story\": {\"id\": \"77\"}}"
            .formatted(facebooks(NOON)),
        null);
  }

  @Test
  void tellsTheRating() throws Exception {
    shows(reviews(1));
    assertThat(told().rating()).isEqualTo(new Rating(4.6, 40));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"recommendation_type\": \"positive\" | 5.0",
        "\"recommendation_type\": \"negative\" | 1.0",
        "\"rating\": 3 | 3.0",
        "\"rating\": 0 | ",
      })
  void aYesIsFiveStarsAndANoIsOne(String said, Double stars) throws Exception {
    page(
        null,
        "{\"created_time\": \"2026-06-10T10:00:00+0000\", \"open_graph_story\": {\"id\": \"1\"}, "
            + said
            + "}",
        null);
    assertThat(only().stars()).isEqualTo(stars);
    assertThat(only().link()).isEqualTo("https://www.facebook.com/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\": []} | NONE",
        "{\"data\": [{\"from\": {\"id\": \"5\"}}]} | NONE",
        "{\"data\": [{\"created_time\": \"2026-06-10T11:00:00+0000\"}]} | UNKNOWN",
        "{\"data\": [{\"from\": {\"id\": \"5\"}}], \"paging\": {\"next\": \"x\"}} | UNKNOWN",
        "{\"data\": [{\"from\": {\"id\": \"5\"}}, {\"from\": {\"id\": \"1789\"},"
            + " \"created_time\": \"2026-06-10T11:00:00+0000\"}]} | PUBLISHED",
      })
  void onlyACommentOfThePageIsAnAnswer(String comments, Reply reply) throws Exception {
    page(
        null,
        """
        {"created_time": "2026-06-10T10:00:00+0000",
         "open_graph_story": {"id": "1", "comments": %s}}\
        """
            .formatted(comments),
        null);
    assertThat(only().reply()).isEqualTo(reply);
  }

  @Test
  void whatHasNoStoryHasAnIdAllTheSame() throws Exception {
    page(null, "{\"created_time\": \"2026-06-10T10:00:00+0000\", \"review_text\": \"No\"}", null);
    Voice voice = only();
    assertThat(voice.id()).isEqualTo(only().id()).isNotEmpty();
    assertThat(voice.reply()).isEqualTo(Reply.UNKNOWN);
    assertThat(voice.link()).isNull();
  }

  @Test
  void aNextPageWithoutAMarkIsNotTheEnd() throws Exception {
    server.stubFor(
        get(urlPathEqualTo(PAGE + "/ratings"))
            .willReturn(okJson("{\"data\": [], \"paging\": {\"next\": \"https://x.example\"}}")));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void saysThatTheTokenIsDead() throws Exception {
    answers(aResponse().withStatus(400).withBody(coded(190, "Session has expired")));
    assertThat(fault())
        .isEqualTo(
            new NoAccess(
                "the key of Facebook (answered 400, code 190: Session has expired)",
                "source.facebook.token of shop/reviews"));
  }

  @Test
  void readsThatItAsksTooOftenFromThe400() throws Exception {
    answers(aResponse().withStatus(400).withBody(coded(32, "Page request limit reached")));
    assertThat(fault()).isInstanceOf(Throttled.class);
  }

  private static String coded(int code, String message) {
    return "{\"error\": {\"message\": \"%s\", \"type\": \"OAuthException\", \"code\": %d}}"
        .formatted(message, code);
  }

  @Test
  void provesThatItKnowsTheAppsSecret() throws Exception {
    shows(reviews(1));
    SourceSettings settings = settings(server.baseUrl(), "appS3cret");
    hear(settings, SINCE);
    assertThat(settings.toString()).doesNotContain("appS3cret");
    server.verify(
        getRequestedFor(urlPathEqualTo(PAGE + "/ratings"))
            .withQueryParam("appsecret_proof", matching("[0-9a-f]{64}")));
  }

  @Test
  void refusesWhatCannotBeAPage() {
    assertThatThrownBy(() -> new FacebookSettings("shop", TOKEN, null, null, null))
        .hasMessageContaining("1234567890");
  }
}
