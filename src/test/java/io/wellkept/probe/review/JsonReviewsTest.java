package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReviewsTest extends ReviewSourceContract {
  private static final String SECRET = "j50n-s3cr3t";
  private static final String PATH = "/api/reviews";

  private static ReviewFields fields() {
    return Scene.settings(
        ReviewFields.class,
        "reply",
        "answer.text",
        "replyAt",
        "$.answer.at",
        "replyState",
        "state",
        "edited",
        "updated_at");
  }

  private static SourceSettings source(Object... pairs) {
    return Scene.settings(
        SourceSettings.class, "json", Scene.settings(JsonReviewSettings.class, pairs));
  }

  @Override
  protected SourceSettings settings(String base) {
    return source(
        "url",
        base + PATH,
        "headers",
        Map.of("X-Token", SECRET),
        "items",
        "$.reviews",
        "fields",
        fields(),
        "next",
        "$.next");
  }

  @Override
  protected String source() {
    return "json";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(
        Able.SINCE, "a list tells all that it has",
        Able.RENEWAL, "a header is renewed by people");
  }

  @Override
  protected void shows(List<Review> reviews) {
    for (int page = 0; page == 0 || page * perPage() < reviews.size(); page++) {
      int end = Math.min(reviews.size(), (page + 1) * perPage());
      boolean last = end == reviews.size();
      String rows =
          reviews.subList(page * perPage(), end).stream()
              .map(JsonReviewsTest::row)
              .collect(Collectors.joining(","));
      server.stubFor(
          get(urlPathEqualTo(page == 0 ? PATH : PATH + "/" + page))
              .atPriority(5)
              .withHeader("X-Token", equalTo(SECRET))
              .willReturn(
                  okJson(
                      "{\"reviews\": [%s], \"next\": %s}"
                          .formatted(
                              rows, last ? "null" : "\"" + PATH + "/" + (page + 1) + "\""))));
    }
  }

  private static String row(Review review) {
    return """
    {"id": "%s", "stars": %d, "text": "%s", "created_at": "%s", "updated_at": %s,
     "author": "%s", "answer": %s}\
    """
        .formatted(
            review.id(),
            review.stars(),
            review.text(),
            review.at(),
            review.edited() == null ? "null" : "\"" + review.edited() + "\"",
            CUSTOMER,
            review.answered() == null
                ? "null"
                : "{\"text\": \"Sorry\", \"at\": \"" + review.answered() + "\"}");
  }

  @Override
  protected void showsABareReview() {
    one("{\"id\": 77, \"date\": \"2026-06-15T12:00:00Z\"}");
  }

  private void one(String review) {
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .atPriority(5)
            .willReturn(okJson("{\"reviews\": [" + review + "]}")));
  }

  @Override
  protected List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  protected String cutOff() {
    return "{\"reviews\": [" + row(reviews(1).get(0)) + ", {\"id\": ";
  }

  @Override
  protected int perPage() {
    return 4;
  }

  @ParameterizedTest
  @CsvSource({
    "published, PUBLISHED",
    "PENDING_PUBLISH, PENDING",
    "awaiting moderation, PENDING",
    "rejected, REJECTED",
    "'', PUBLISHED",
    "none, NONE",
    "unpublished, PENDING",
    "not approved, PENDING",
    "invisible, PENDING",
    "REPLY_PUBLISHED, PUBLISHED",
    "visible, PUBLISHED",
    "true, PUBLISHED"
  })
  void answerThatNobodyCanReadIsNone(String state, Reply reply) throws Exception {
    one(
        """
        {"id": "1", "date": "2026-06-15", "state": "%s", "answer": {"text": "Sorry"}}
        """
            .formatted(state));
    assertThat(only().reply()).isEqualTo(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"answer\": {\"text\": null, \"at\": null}",
        "\"answer\": {\"text\": \"-\", \"at\": \"0000-00-00 00:00:00\"}",
        "\"answer\": {\"text\": {\"de\": \" \", \"sent\": false}, \"at\": 0}",
        "\"answer\": {\"text\": false}",
        "\"answer\": {\"text\": \"n/a\"}",
        "\"answer\": {\"text\": []}, \"state\": \"open\"",
        "\"state\": \"unanswered\""
      })
  void whatSaysNothingIsNoAnswer(String answer) throws Exception {
    one("{\"id\": \"1\", \"date\": \"2026-06-15\", " + answer + "}");
    assertThat(only().reply()).isEqualTo(Reply.NONE);
  }

  @Test
  void answerThatHasPartsIsAnAnswer() throws Exception {
    one("{\"id\": 1, \"date\": \"2026-06-15\", \"answer\": {\"text\": {\"de\": \"Ja\"}}}");
    assertThat(only().reply()).isEqualTo(Reply.PUBLISHED);
  }

  @Test
  void countsPagesWhereNoneNamesTheNext() throws Exception {
    SourceSettings counted =
        source("url", server.baseUrl() + PATH + "?per=2", "pageParameter", "page", "firstPage", 0);
    for (int page = 0; page < 3; page++) {
      String rows =
          page == 2
              ? ""
              : reviews(4).subList(page * 2, page * 2 + 2).stream()
                  .map(JsonReviewsTest::row)
                  .collect(Collectors.joining(","));
      server.stubFor(
          get(urlPathEqualTo(PATH))
              .withQueryParam("page", equalTo("" + page))
              .withQueryParam("per", equalTo("2"))
              .willReturn(okJson("[" + rows + "]")));
    }
    Heard.Told told = (Heard.Told) hear(counted, SINCE);
    assertThat(told.voices()).hasSize(4);
    assertThat(told.complete()).isTrue();
    assertThat(told.voices()).extracting(Voice::reply).containsOnly(Reply.UNKNOWN);
  }

  @Test
  void oneThatMovesToTheNextPageWhileWeReadIsOne() throws Exception {
    String row = "{\"date\": \"2026-06-14\", \"text\": \"Cold tea\"}";
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .willReturn(okJson("{\"reviews\": [" + row + "], \"next\": \"" + PATH + "/1\"}")));
    server.stubFor(
        get(urlPathEqualTo(PATH + "/1")).willReturn(okJson("{\"reviews\": [" + row + "]}")));
    assertThat(told().voices()).hasSize(1);
  }

  @Test
  void pagesThatNeverEndAreLeft() throws Exception {
    SourceSettings counted = source("url", server.baseUrl() + PATH, "pageParameter", "page");
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .willReturn(
                aResponse()
                    .withBody("[{\"id\": \"{{request.query.page}}\", \"date\": \"2026-06-01\"}]")
                    .withTransformers("response-template")));
    Heard.Told told = (Heard.Told) hear(counted, SINCE);
    assertThat(told.complete()).isFalse();
    assertThat(asked()).isEqualTo(100);
  }

  @Test
  void samePageAgainIsTheEnd() throws Exception {
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .willReturn(okJson("{\"reviews\": [], \"next\": \"" + PATH + "\"}")));
    assertThat(told().voices()).isEmpty();
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void tokenGoesToItsOwnHostOnly() throws Exception {
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .willReturn(
                okJson(
                    "{\"reviews\": [], \"next\": \"http://127.0.0.1:%d/other\"}"
                        .formatted(server.port()))));
    server.stubFor(get(urlPathEqualTo("/other")).willReturn(okJson("{\"reviews\": []}")));
    assertThat(told().complete()).isTrue();
    server.verify(1, getRequestedFor(urlPathEqualTo("/other")).withoutHeader("X-Token"));
  }

  @Test
  void ratingIsWhatTheListSaysOrWhatItsStarsComeTo() throws Exception {
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .willReturn(
                okJson(
                    """
                    {"average": "4,6", "total": "1.234", "items": [
                      {"id": 1, "date": "2026-06-01", "rating": 8},
                      {"id": 2, "date": "2026-06-02", "rating": "5 / 10"}]}
                    """)));
    SourceSettings told =
        source(
            "url", server.baseUrl() + PATH,
            "items", "$.items",
            "average", "$.average",
            "count", "$.total");
    assertThat(((Heard.Told) hear(told, SINCE)).rating()).isEqualTo(new Rating(4.6, 1234));
    SourceSettings own = source("url", server.baseUrl() + PATH, "items", "$.items", "best", 10.0);
    Heard.Told heard = (Heard.Told) hear(own, SINCE);
    assertThat(heard.rating()).isEqualTo(new Rating(3.25, 2));
    assertThat(heard.voices()).extracting(Voice::stars).containsExactly(4.0, 2.5);
  }

  @Test
  void zeroIsNoRating() throws Exception {
    one("{\"id\": 1, \"date\": \"2026-06-15\", \"stars\": 0}");
    assertThat(only().stars()).isNull();
    assertThat(told().rating()).isNull();
  }

  @Test
  void readsAFileBelowTheHomeFolder() throws Exception {
    Files.writeString(
        home.resolve("reviews.json"), "\ufeff[{\"date\": 1781000000, \"text\": \"Wet tea\"}]");
    Heard.Told told = (Heard.Told) hear(source("file", "reviews.json"), SINCE);
    assertThat(told.voices())
        .singleElement()
        .satisfies(voice -> {
          assertThat(voice.at()).isEqualTo(Instant.ofEpochSecond(1_781_000_000));
          assertThat(voice.id()).as("made of what it says").hasSize(36);
        });
    assertThat(hear(source("file", "nothing.json"), SINCE)).isInstanceOf(Heard.Deaf.class);
  }

  @Test
  void isDeafWhereDatesCannotBeRead() throws Exception {
    one("{\"id\": 1, \"date\": \"three days ago\"}");
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains("'three days ago'").contains("date-format");
  }

  @Test
  void oneDateOfManyThatCannotBeReadMakesTheListIncomplete() throws Exception {
    List<String> rows = new ArrayList<>();
    reviews(12).forEach(review -> rows.add(row(review)));
    rows.add("{\"id\": \"x\"}");
    one(String.join(",", rows));
    assertThat(told().voices()).hasSize(12);
    assertThat(told().complete()).isFalse();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> source("url", "http://x.example", "items", "$["))
        .hasMessageContaining("JSON path");
    assertThatThrownBy(() -> source("url", "http://x.example", "file", "x"))
        .hasMessageContaining("either url or file");
    assertThatThrownBy(() -> source("url", "http://x.example", "next", "$.n", "pageParameter", "p"))
        .hasMessageContaining("either next or page-parameter");
    assertThatThrownBy(() -> source("file", "x.json", "pageParameter", "p"))
        .hasMessageContaining("a file has no pages");
    assertThatThrownBy(() -> source("url", "http://x.example", "best", 0.0))
        .hasMessageContaining("best");
    assertThatThrownBy(() -> source("url", "http://x.example", "dateFormat", "nonsense"))
        .hasMessageContaining("date-format");
  }

  @Test
  void survivesAnythingInPlaceOfAReview() throws Exception {
    Random random = new Random(7);
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "\"id\"",
      "\"date\"",
      "\"2026-06-01\"",
      "1e999",
      "-0",
      "null",
      "\"stars\"",
      "\"\\u0000\"",
      "\"\\ud800\"",
      "{\"reviews\":[",
      "{\"date\":\"2026-06-01\"}",
      "7"
    };
    for (int i = 0; i < 300; i++) {
      StringBuilder json = new StringBuilder();
      for (int at = random.nextInt(40); at >= 0; at--) {
        json.append(parts[random.nextInt(parts.length)]);
      }
      Files.writeString(home.resolve("any.json"), json);
      hear(source("file", "any.json", "items", "$.reviews", "fields", fields()), SINCE);
    }
  }
}
