package io.wellkept.probe.social;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.wellkept.probe.Scene;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class BlueskyTest extends SocialSourceContract {
  private static final String US = "did:plc:shop";
  private static final String FEED = "/xrpc/app.bsky.feed.getAuthorFeed";
  private static final String THREAD = "/xrpc/app.bsky.feed.getPostThread";

  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(
        SourceSettings.class, "bluesky", new BlueskySettings("@shop.example.org", base));
  }

  private void feed(List<String> entries) {
    server.stubFor(
        get(urlPathEqualTo(FEED))
            .withQueryParam("actor", equalTo("shop.example.org"))
            .withQueryParam("filter", equalTo("posts_no_replies"))
            .atPriority(5)
            .willReturn(okJson("{\"feed\": " + entries + ", \"cursor\": \"x\"}")));
  }

  private static String post(String id, String author, Instant at, int replies, String text) {
    return """
    {"uri": "at://%s/app.bsky.feed.post/%s", "author": {"did": "%s"}, "indexedAt": "%s",
     "replyCount": %d, "record": {"createdAt": "%s", "text": "%s"}}\
    """
        .formatted(author, id, author, at, replies, at, text);
  }

  @Override
  protected void shows(List<Instant> posts, List<Said> comments) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      int replies = i == 0 ? comments.size() : 0;
      entries.add("{\"post\": " + post("p" + i, US, posts.get(i), replies, "Post") + "}");
    }
    feed(entries);
    List<String> replies = new ArrayList<>();
    for (Said said : comments) {
      String below =
          said.answered() == null
              ? ""
              : "{\"post\": " + post("a" + said.id(), US, said.answered(), 0, "Answer") + "}";
      replies.add(
          "{\"post\": "
              + post(said.id(), "did:plc:else", said.at(), 0, said.text())
              + ", \"replies\": ["
              + below
              + "]}");
    }
    if (!posts.isEmpty()) {
      server.stubFor(
          get(urlPathEqualTo(THREAD))
              .withQueryParam("uri", equalTo("at://" + US + "/app.bsky.feed.post/p0"))
              .atPriority(5)
              .willReturn(
                  okJson(
                      "{\"thread\": {\"post\": "
                          + post("p0", US, posts.get(0), 0, "Post")
                          + ", \"replies\": "
                          + replies
                          + "}}")));
    }
  }

  @Override
  protected void showsABarePost() {
    feed(List.of("{}", "{\"post\": {\"indexedAt\": \"2026-06-10T09:30:00Z\"}}"));
  }

  @Override
  protected String cutOff() {
    return "{\"feed\": [{\"post\": {\"uri\": ";
  }

  @Override
  protected List<String> secrets() {
    return List.of();
  }

  @Override
  protected ResponseDefinitionBuilder notThere() {
    return aResponse()
        .withStatus(400)
        .withBody("{\"error\": \"InvalidRequest\", \"message\": \"Profile not found\"}");
  }

  @Test
  void whatWasPassedOnIsNoPost() throws Exception {
    String own = "{\"post\": " + post("1", US, MAY, 0, "Own") + "}";
    String passedOn =
        "{\"post\": "
            + post("2", "did:plc:else", JUNE, 0, "Theirs")
            + ", \"reason\": {\"$type\": \"app.bsky.feed.defs#reasonRepost\"}}";
    feed(List.of(passedOn, own));
    assertThat(Objects.requireNonNull(here().last()).at()).isEqualTo(MAY);
  }

  @Test
  void aProgramThatDatesAPostIntoTheFutureIsNotBelieved() throws Exception {
    String odd =
        post("1", US, JUNE, 0, "Odd").replace("\"createdAt\": \"2026", "\"createdAt\": \"2027");
    feed(List.of("{\"post\": " + odd + "}"));
    assertThat(Objects.requireNonNull(here().last()).at()).isEqualTo(JUNE);
  }

  @Test
  void tellsThatAnAccountIsSuspended() throws Exception {
    answers(
        aResponse()
            .withStatus(400)
            .withBody(
                "{\"error\": \"AccountTakedown\", \"message\": \"Account has been suspended\"}"));
    assertThat(((Away) look()).sort()).isEqualTo(Sort.SUSPENDED);
  }

  @Test
  void waitsUntilTheMomentThatTheHeaderNames() throws Exception {
    answers(
        aResponse()
            .withStatus(429)
            .withHeader("ratelimit-reset", String.valueOf(Scene.NOON.getEpochSecond() + 90)));
    assertThat(fault().words()).contains("2026-06-15T12:01:30Z");
  }

  @Test
  void refusesWhatIsNoHandle() {
    assertThatThrownBy(() -> new BlueskySettings("shop", null))
        .hasMessageContaining("not a handle");
  }
}
