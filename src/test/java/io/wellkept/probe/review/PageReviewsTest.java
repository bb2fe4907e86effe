package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Scene;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.touchpoint.Voice;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PageReviewsTest extends ReviewSourceContract {
  private static final String SECRET = "p4ge-s3cr3t";
  private static final String NO_ANSWERS = "JSON-LD has no word for an answer";

  private static SourceSettings source(Object... pairs) {
    return Scene.settings(
        SourceSettings.class, "page", Scene.settings(PageReviewSettings.class, pairs));
  }

  @Override
  protected SourceSettings settings(String base) {
    return source("url", base + "/tea", "headers", Map.of("X-Key", SECRET));
  }

  @Override
  protected String source() {
    return "page";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(
        Able.PAGES, "a page is one",
        Able.SINCE, "a page shows what it shows",
        Able.ANSWERS, NO_ANSWERS,
        Able.EDITS, NO_ANSWERS,
        Able.COMPLETE, "a page shows some of them",
        Able.RENEWAL, "a header is renewed by people");
  }

  private static String page(String... blocks) {
    StringBuilder html = new StringBuilder("<html><body>");
    for (String block : blocks) {
      html.append("<script type=\"application/ld+json\">").append(block).append("</script>");
    }
    return html.append("</body></html>").toString();
  }

  private void serves(String... blocks) {
    server.stubFor(get(urlPathEqualTo("/tea")).atPriority(5).willReturn(ok(page(blocks))));
  }

  @Override
  protected void shows(List<Review> reviews) {
    String rows = reviews.stream().map(PageReviewsTest::row).collect(Collectors.joining(","));
    serves(
        """
        {"@type": "Product", "aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.4",
         "reviewCount": "89"}, "review": [%s]}
        """
            .formatted(rows));
  }

  private static String row(Review review) {
    return """
    {"@type": "Review", "@id": "%s", "author": {"@type": "Person", "name": "%s"},
     "datePublished": "%s", "reviewBody": "%s",
     "reviewRating": {"@type": "Rating", "ratingValue": "%d", "bestRating": "5"}}
    """
        .formatted(review.id(), CUSTOMER, review.at(), review.text(), review.stars());
  }

  @Override
  protected void showsABareReview() {
    serves("{\"@type\": \"Review\", \"@id\": \"77\", \"datePublished\": \"2026-06-15T12:00Z\"}");
  }

  @Override
  protected List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  protected String cutOff() {
    return "<html><script type=\"application/ld+json\">{\"@type\": \"Review\", \"@id";
  }

  @Override
  protected int perPage() {
    return 0;
  }

  @Test
  void readsAGraphWhoseThingsReferToEachOther() throws Exception {
    serves(
        "<!-- {\"@type\": \"Broken\", -->",
        """
        <!--
        {"@context": "https://schema.org", "@graph": [
          {"@type": ["LocalBusiness", "Store"], "aggregateRating": {"@id": "#all"},
           "review": [{"@id": "#r1"}, {"@id": "#r2"}]},
          {"@type": "AggregateRating", "@id": "#all", "ratingValue": "8,6", "bestRating": 10,
           "ratingCount": "1.204"},
          {"@type": "http://schema.org/UserReview", "@id": "#r1", "datePublished": "2026-06-01",
           "headline": "Late", "reviewBody": "Very.", "reviewRating": {"@id": "#two"}},
          {"@type": "Rating", "@id": "#two", "ratingValue": 2},
          {"@type": "Review", "@id": "#r2", "datePublished": "2026-06-02",
           "reviewRating": {"ratingValue": "90", "bestRating": "100"},},
        ]}
        -->
        """);
    Heard.Told told = told();
    assertThat(told.rating()).isEqualTo(new Rating(4.3, 1204));
    assertThat(told.voices()).extracting(Voice::id).containsExactly("#r1", "#r2");
    assertThat(told.voices()).extracting(Voice::stars).containsExactly(2.0, 4.5);
    assertThat(told.voices().get(0).text()).isEqualTo("Late\nVery.");
    assertThat(told.voices()).extracting(Voice::reply).containsOnly(Voice.Reply.UNKNOWN);
  }

  @Test
  void ratingAloneWillDo() throws Exception {
    serves("{\"@type\": \"EmployerAggregateRating\", \"ratingValue\": 3.9, \"reviewCount\": 12}");
    assertThat(told().rating()).isEqualTo(new Rating(3.9, 12));
  }

  @Test
  void survivesAnythingInPlaceOfADescription() throws Exception {
    Random random = new Random(19);
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"@type\"",
      "\"Review\"",
      "\"AggregateRating\"",
      "\"@id\"",
      "\"#1\"",
      "{\"@id\":\"#1\"}",
      "\"ratingValue\"",
      "\"NaN\"",
      "1e400",
      "-5",
      "\"@graph\"",
      "\"datePublished\"",
      "\"2026-06-01\"",
      "<!--",
      "-->",
      "null",
      "{\"@type\":\"Review\","
    };
    for (int i = 0; i < 300; i++) {
      StringBuilder json = new StringBuilder();
      for (int at = random.nextInt(50); at >= 0; at--) {
        json.append(parts[random.nextInt(parts.length)]);
      }
      Files.writeString(home.resolve("any.html"), page(json.toString(), "{".repeat(3_000)));
      hear(source("file", "any.html"), SINCE);
    }
  }
}
