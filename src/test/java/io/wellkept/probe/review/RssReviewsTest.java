package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Voice;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RssReviewsTest extends ReviewSourceContract {
  private static final String SECRET = "r55-s3cr3t";
  private static final String NO_ANSWERS = "a feed does not tell what is answered";

  private static SourceSettings source(Object... pairs) {
    return Scene.settings(
        SourceSettings.class, "rss", Scene.settings(RssReviewSettings.class, pairs));
  }

  @Override
  protected SourceSettings settings(String base) {
    return source("url", base + "/feed", "headers", Map.of("X-Key", SECRET), "stars", "im:rating");
  }

  @Override
  protected String source() {
    return "rss";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(
        Able.PAGES, "a feed has one",
        Able.SINCE, "a feed tells what it tells",
        Able.ANSWERS, NO_ANSWERS,
        Able.EDITS, NO_ANSWERS,
        Able.COMPLETE, "a feed tells of the newest only",
        Able.RENEWAL, "a header is renewed by people");
  }

  private void serves(String entries) {
    server.stubFor(
        get(urlPathEqualTo("/feed"))
            .atPriority(5)
            .willReturn(
                ok(
                    "<?xml version='1.0'?><rss xmlns:im='urn:im'><channel><title>Reviews</title>"
                        + entries
                        + "</channel></rss>")));
  }

  @Override
  protected void shows(List<Review> reviews) {
    serves(reviews.stream().map(RssReviewsTest::row).collect(Collectors.joining()));
  }

  private static String row(Review review) {
    return """
    <item><guid>%s</guid><author>%s</author><im:rating>%d</im:rating><pubDate>%s</pubDate>
    <description><![CDATA[<p>%s</p>]]></description><link>https://r.example/%s</link></item>
    """
        .formatted(
            review.id(),
            CUSTOMER,
            review.stars(),
            DateTimeFormatter.RFC_1123_DATE_TIME.format(review.at().atOffset(ZoneOffset.UTC)),
            review.text(),
            review.id());
  }

  @Override
  protected void showsABareReview() {
    serves("<item><guid>77</guid><pubDate>Mon, 15 Jun 2026 12:00:00 GMT</pubDate></item>");
  }

  @Override
  protected List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  protected String cutOff() {
    return "<rss><channel>" + row(reviews(1).get(0)) + "<item><guid>2";
  }

  @Override
  protected int perPage() {
    return 0;
  }

  @Test
  void readsAtomAndStarsThatStandInTheText() throws Exception {
    Files.writeString(
        home.resolve("atom.xml"),
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a1</id><title>2/5: meh</title>
        <published>2026-06-01T10:00:00Z</published><updated>2026-06-02T10:00:00Z</updated>
        <link rel="self" href="https://r.example/self"/><link href="https://r.example/a1"/>
        <content type="html">&lt;b&gt;Cold&lt;/b&gt; tea</content></entry></feed>
        """);
    SourceSettings atom = source("file", "atom.xml", "starsInText", Pattern.compile("(\\d)/5"));
    assertThat(((Heard.Told) hear(atom, SINCE)).voices())
        .singleElement()
        .satisfies(voice -> {
          assertThat(voice.stars()).isEqualTo(2);
          assertThat(voice.text()).isEqualTo("2/5: meh\nCold tea");
          assertThat(voice.link()).isEqualTo("https://r.example/a1");
          assertThat(voice.editedAt()).isEqualTo("2026-06-02T10:00:00Z");
          assertThat(voice.reply()).isEqualTo(Voice.Reply.UNKNOWN);
        });
    assertThat(((Heard.Told) hear(atom, SINCE)).rating()).isNull();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(
            () -> source("url", "http://x.example", "starsInText", Pattern.compile("\\d")))
        .hasMessageContaining("no group");
    assertThatThrownBy(() ->
            source(
                "url", "http://x.example",
                "stars", "s",
                "starsInText", Pattern.compile("(\\d)")))
        .hasMessageContaining("either stars or stars-in-text");
  }

  @Test
  void fetchesNothingThatAFeedNamesAndSurvivesAnything() throws Exception {
    Random random = new Random(17);
    String[] parts = {
      "<item>",
      "</item>",
      "<pubDate>",
      "2026-06-15",
      "</pubDate>",
      "<![CDATA[",
      "]]>",
      "&bomb;",
      "<!DOCTYPE x [<!ENTITY bomb SYSTEM 'file:///etc/passwd'>]>",
      "<im:rating>5",
      "\u0000",
      "<",
      "</rss>",
      "<link href='x'>",
      "<description>&lt;script&gt;"
    };
    for (int i = 0; i < 300; i++) {
      StringBuilder xml = new StringBuilder("<rss>");
      for (int at = random.nextInt(50); at >= 0; at--) {
        xml.append(parts[random.nextInt(parts.length)]);
      }
      Files.writeString(home.resolve("any.xml"), xml.append("</rss>"));
      assertThat(hear(source("file", "any.xml", "stars", "im:rating"), SINCE).toString())
          .doesNotContain("root:");
    }
  }
}
