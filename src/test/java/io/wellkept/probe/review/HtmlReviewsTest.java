package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.touchpoint.Voice;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HtmlReviewsTest extends ReviewSourceContract {
  private static final String SECRET = "h7ml-s3cr3t";
  private static final ReviewFields FIELDS =
      Scene.settings(
          ReviewFields.class,
          "id",
          "@data-id",
          "at",
          "time.written@datetime",
          "edited",
          "time.edited@datetime",
          "stars",
          ".stars@aria-label",
          "text",
          "p.text",
          "link",
          "a.permalink@href",
          "replyAt",
          ".reply time@datetime");

  private static SourceSettings source(Object... pairs) {
    return Scene.settings(
        SourceSettings.class, "html", Scene.settings(HtmlReviewSettings.class, pairs));
  }

  @Override
  protected SourceSettings settings(String base) {
    return source(
        "url", base + "/shop",
        "headers", Map.of("Cookie", SECRET),
        "items", "article.review",
        "fields", FIELDS,
        "count", ".count",
        "average", ".average@content",
        "next", "a[rel=next]@href");
  }

  @Override
  protected String source() {
    return "html";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(
        Able.SINCE, "a page shows what it shows",
        Able.RENEWAL, "a header is renewed by people");
  }

  @Override
  protected void shows(List<Review> reviews) {
    for (int page = 0; page == 0 || page * perPage() < reviews.size(); page++) {
      int end = Math.min(reviews.size(), (page + 1) * perPage());
      String rows =
          reviews.subList(page * perPage(), end).stream()
              .map(HtmlReviewsTest::row)
              .collect(Collectors.joining());
      String next =
          end == reviews.size() ? "" : "<a rel=next href='/shop/" + (page + 1) + "'>More</a>";
      server.stubFor(
          get(urlPathEqualTo(page == 0 ? "/shop" : "/shop/" + page))
              .atPriority(5)
              .willReturn(ok(page("<b class=count>" + reviews.size() + "</b>" + rows + next))));
    }
  }

  private static String page(String content) {
    return "<!doctype html><html><body>" + content + "</body></html>";
  }

  private static String row(Review review) {
    return """
    <article class=review data-id="%s"><b>%s</b><span class=stars aria-label="%d of 5 stars"></span>
    <time class=written datetime="%s">then</time>%s<p class=text>%s</p>
    <a class=permalink href="/r/%s">link</a>%s</article>
    """
        .formatted(
            review.id(),
            CUSTOMER,
            review.stars(),
            review.at(),
            review.edited() == null
                ? ""
                : "<time class=edited datetime='" + review.edited() + "'></time>",
            review.text(),
            review.id(),
            review.answered() == null
                ? ""
                : "<div class=reply>Sorry <time datetime='"
                    + review.answered()
                    + "'></time></div>");
  }

  @Override
  protected void showsABareReview() {
    server.stubFor(
        get(urlPathEqualTo("/shop"))
            .atPriority(5)
            .willReturn(
                ok(
                    page(
                        "<article class=review data-id=77>"
                            + "<time class=written datetime=2026-06-15T12:00:00Z>"))));
  }

  @Override
  protected List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  protected String cutOff() {
    return "<!doctype html><html><body><article cla";
  }

  @Override
  protected int perPage() {
    return 3;
  }

  @Test
  void readsRatingAndLinks() throws Exception {
    server.stubFor(
        get(urlPathEqualTo("/shop"))
            .willReturn(
                ok(
                    page(
                        "<meta class=average content='4,3'><b class=count>1,204 reviews</b>"
                            + row(reviews(1).get(0))))));
    assertThat(told().rating()).isEqualTo(new Rating(4.3, 1204));
    assertThat(only().link()).isEqualTo(server.baseUrl() + "/r/1");
  }

  @Test
  void isDeafWhereThePageWasBuiltAnew() throws Exception {
    server.stubFor(
        get(urlPathEqualTo("/shop")).willReturn(ok(page("<div class=new-review>Bad</div>"))));
    assertThat(fault().words()).contains("items 'article.review'");
  }

  @Test
  void pageThatMayBreakOffEndsNothing() throws Exception {
    server.stubFor(
        get(urlPathEqualTo("/shop")).willReturn(ok("<html><body>" + row(reviews(1).get(0)))));
    assertThat(told().complete()).isFalse();
  }

  @Test
  void readsWhatPeopleSee() throws Exception {
    Files.writeString(
        home.resolve("page.html"),
        """
        <ul><li><i>★★☆☆☆</i> <em>15. März 2026</em> Zu spät.</li>
            <li><i>★★★★★</i> <em>1. April 2026</em> Gut.<blockquote>Danke!</blockquote></li></ul>
        """);
    SourceSettings people =
        source(
            "file", "page.html",
            "items", "li",
            "language", "de",
            "fields",
                Scene.settings(
                    ReviewFields.class, "at", "em", "stars", "i", "reply", "blockquote"));
    List<Voice> voices = ((Heard.Told) hear(people, SINCE)).voices();
    assertThat(voices).extracting(Voice::stars).containsExactly(2.0, 5.0);
    assertThat(voices).extracting(Voice::waits).containsExactly(true, false);
    assertThat(voices.get(0).at()).isEqualTo(Instant.parse("2026-03-15T00:00:00Z"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> source("file", "p.html", "items", "a[", "fields", FIELDS))
        .hasMessageContaining("CSS selector");
    assertThatThrownBy(
            () -> source("file", "p.html", "items", "li", "fields", ReviewFields.GUESSED))
        .hasMessageContaining("fields.at is missing");
    assertThatThrownBy(() -> source("file", "p.html", "fields", FIELDS))
        .hasMessageContaining("items is missing");
  }

  @Test
  void survivesAnythingInPlaceOfAPage() throws Exception {
    Random random = new Random(13);
    String[] parts = {
      "<article class=review>",
      "</article>",
      "<time class=written datetime=",
      "2026-06-15",
      ">",
      "\"",
      "<a rel=next href='/shop'>",
      "<p class=text>",
      "<script>",
      "<!--",
      "\u0000",
      "★",
      "<b",
      "</html>",
      "<table><tr>",
      "<svg><style>",
      "data-id=",
      "<div class=reply><time datetime=x>"
    };
    for (int i = 0; i < 200; i++) {
      StringBuilder html = new StringBuilder();
      for (int at = random.nextInt(60); at >= 0; at--) {
        html.append(parts[random.nextInt(parts.length)]);
      }
      Files.writeString(home.resolve("any.html"), html);
      hear(source("file", "any.html", "items", "article.review", "fields", FIELDS), SINCE);
    }
  }
}
