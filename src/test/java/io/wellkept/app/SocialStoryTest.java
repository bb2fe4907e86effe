package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile that falls silent, and a customer whom nobody answers, come to somebody's ears. */
final class SocialStoryTest {
  @TempDir Path home;

  private static void shows(House house, String path, String body) {
    house.site.answers(path, 200, body, Map.of());
  }

  private static String feed(String... moments) {
    StringBuilder items = new StringBuilder();
    for (String moment : moments) {
      items.append("<item><title>Oak &amp; ash</title><pubDate>").append(moment);
      items.append("</pubDate></item>");
    }
    return "<rss version='2.0'><channel>" + items + "</channel></rss>";
  }

  @Test
  void aFeedThatFallsSilentIsToldOnceAndItsNextPostEndsIt() {
    try (House house = new House(home)) {
      house.with(
          House.touchpoint(
              "news",
              "checks:",
              "  social: {source: {feed: {url: \"${env:SITE}/feed\"}}, post-every: 14d}"));
      shows(house, "/feed", feed("Wed, 20 May 26 08:00:00 EST"));
      house.opens().passes(Duration.ofHours(29));
      assertThat(house.heard()).as("it is the 3rd of June, one o'clock there").isEmpty();

      house.passes(Duration.ofHours(2).plusMinutes(5));
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
          .contains("Nothing was posted for 14 days")
          .contains("something new every 14 days")
          .contains("Oak & ash");

      shows(house, "/feed", feed("Wed, 03 Jun 2026 15:00:00 GMT", "Wed, 20 May 26 08:00:00 EST"));
      house.passes(Duration.ofMinutes(65));
      assertThat(house.open()).isEmpty();
      assertThat(house.heard()).singleElement().asString().startsWith("anna: Over");
    }
  }

  private static String status(String id, String parent, String author, Instant at, int replies) {
    return """
    {"id": "%s", "in_reply_to_id": %s, "created_at": "%s", "replies_count": %d,
     "content": "<p>Is it oak?</p>", "url": "https://social.example/%s", "account": {"id": "%s"}}\
    """
        .formatted(id, parent, at, replies, id, author);
  }

  private static void talks(House house, String... below) {
    String post = status("1", null, "14", House.START.minusSeconds(600), below.length);
    shows(house, "/api/v1/accounts/lookup", "{\"id\": \"14\", \"acct\": \"shop\"}");
    shows(house, "/api/v1/accounts/14/statuses", "[" + post + "]");
    shows(house, "/api/v1/statuses/1", post);
    shows(
        house,
        "/api/v1/statuses/1/context",
        "{\"descendants\": [" + String.join(", ", below) + "]}");
  }

  @Test
  void aCommentThatNobodyAnswersIsRemindedOfThenToldAndTheAnswerEndsItAtTheNextLook() {
    try (House house = new House(home)) {
      house.with(
          House.touchpoint(
              "profile",
              "checks:",
              "  social:",
              "    source: {mastodon: {account: \"@shop@social.example\", base: \"${env:SITE}\"}}",
              "    answer-within: 4h",
              "    every: 30m"));
      talks(house);
      house.opens().passes(Duration.ofHours(1));

      Instant asked = house.clock.instant();
      String comment = status("2", "\"1\"", "99", asked, 0);
      talks(house, comment);
      house.passes(Duration.ofMinutes(110));
      assertThat(house.heard()).as("half of the time is not over").isEmpty();

      house.passes(Duration.ofMinutes(20));
      assertThat(house.whoHeard()).as("there are two hours left").containsExactly("anna");
      house.passes(Duration.ofMinutes(90));
      assertThat(house.heard()).as("nobody else hears of it before it is late").isEmpty();

      house.passes(Duration.ofHours(3));
      assertThat(house.open()).extracting(Incident::subject).containsExactly("mastodon/2");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow())).contains("Is it oak?");

      talks(house, comment, status("3", "\"2\"", "14", house.clock.instant(), 0));
      house.passes(Duration.ofMinutes(35));
      assertThat(house.open()).isEmpty();
    }
  }
}
