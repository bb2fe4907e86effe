package io.wellkept.probe.social;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.wellkept.probe.Scene;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MastodonTest extends SocialSourceContract {
  private static final String TOKEN = "mast0donT0ken";

  private @Nullable String token = TOKEN;
  private boolean hears = true;

  @BeforeEach
  void withToken() {
    token = TOKEN;
    hears = true;
  }

  @Override
  protected boolean hears() {
    return hears;
  }

  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(
        SourceSettings.class,
        "mastodon",
        new MastodonSettings("@shop@social.example", token, base));
  }

  private void serves(String path, String json) {
    server.stubFor(get(urlPathEqualTo("/api/v1/" + path)).atPriority(5).willReturn(okJson(json)));
  }

  private void account(String more) {
    serves(
        "accounts/lookup",
        "{\"id\": \"14\", \"acct\": \"shop\", \"followers_count\": 900" + more + "}");
  }

  private static String status(
      String id, @Nullable String parent, String author, Instant at, int replies, String text) {
    return """
    {"id": "%s", "in_reply_to_id": %s, "created_at": "%s", "replies_count": %d, "reblog": null,
     "content": "<p>%s</p>", "visibility": "public", "url": "https://social.example/@x/%s",
     "account": {"id": "%s"}}\
    """
        .formatted(id, parent == null ? null : '"' + parent + '"', at, replies, text, id, author);
  }

  @Override
  protected void shows(List<Instant> posts, List<Said> comments) {
    account("");
    List<String> statuses = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      int replies = i == 0 ? comments.size() : 0;
      statuses.add(status("p" + i, null, "14", posts.get(i), replies, "Post " + i));
    }
    serves("accounts/14/statuses", statuses.toString());
    List<String> words = new ArrayList<>();
    for (Said said : comments) {
      words.add(status(said.id(), "p0", "99", said.at(), 0, said.text()));
      if (said.answered() != null) {
        words.add(status("a" + said.id(), said.id(), "14", said.answered(), 0, "Answer"));
      }
    }
    if (!posts.isEmpty()) {
      serves("statuses/p0", statuses.get(0));
      serves("statuses/p0/context", "{\"ancestors\": [], \"descendants\": " + words + "}");
    }
    serves("notifications", "[]");
  }

  @Override
  protected void showsABarePost() {
    account("");
    serves("accounts/14/statuses", "[{\"id\": \"1\", \"created_at\": \"2026-06-10T09:30:00Z\"}]");
    serves("notifications", "[{}, {\"status\": null}]");
  }

  @Override
  protected String cutOff() {
    return "{\"id\": \"14\", \"acct\": \"sh";
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  protected ResponseDefinitionBuilder notThere() {
    return aResponse().withStatus(404).withBody("{\"error\": \"Record not found\"}");
  }

  @Test
  void tellsWhereAnAccountHasMovedTo() throws Exception {
    account(", \"moved\": {\"id\": \"2\", \"url\": \"https://other.example/@shop\"}");
    assertThat(look())
        .isInstanceOfSatisfying(
            Away.class,
            away -> {
              assertThat(away.sort()).isEqualTo(Sort.MOVED);
              assertThat(away.found()).isEqualTo("now https://other.example/@shop");
            });
  }

  @Test
  void tellsThatAnAccountIsSuspended() throws Exception {
    account(", \"suspended\": true");
    assertThat(((Away) look()).sort()).isEqualTo(Sort.SUSPENDED);
  }

  @Test
  void waitsUntilTheMomentThatTheHeaderNames() throws Exception {
    answers(
        aResponse()
            .withStatus(429)
            .withHeader("X-RateLimit-Reset", "2026-06-15T12:04:30.000000Z")
            .withBody("{\"error\": \"Too many requests\"}"));
    assertThat(fault().words()).contains("2026-06-15T12:04:30Z");
  }

  @Test
  void readsTheFeedOfAServerThatLetsNobodyReadWithoutAToken() throws Exception {
    token = null;
    hears = false;
    answers(aResponse().withStatus(401).withBody("{\"error\": \"This API requires a user\"}"));
    server.stubFor(
        get(urlPathEqualTo("/@shop.rss"))
            .atPriority(1)
            .willReturn(
                aResponse()
                    .withBody(
                        "<rss><channel><item><pubDate>Wed, 10 Jun 2026 09:30:00 GMT</pubDate>"
                            + "</item></channel></rss>")));
    assertThat(Objects.requireNonNull(here().last()).at()).isEqualTo(JUNE);
    assertThat(here().talk()).isNull();
    hears = true;
    assertThat(fault())
        .as("a feed does not tell who waits for an answer")
        .isEqualTo(
            new NoAccess(
                "reading comments on Mastodon (localhost) without a token",
                "source.mastodon.token of channel/social"));
  }

  @Test
  void saysThatWithoutATokenItIsNotToldOfAllBelowAPost() throws Exception {
    List<Said> many =
        IntStream.rangeClosed(1, 60)
            .mapToObj(i -> new Said(String.valueOf(i), JUNE.plusSeconds(i), "Word " + i, null))
            .toList();
    shows(List.of(JUNE), many);
    assertThat(Objects.requireNonNull(here().talk()).complete()).isTrue();
    token = null;
    assertThat(Objects.requireNonNull(here().talk()).complete()).isFalse();
    shows(List.of(JUNE), many.subList(0, 59));
    assertThat(Objects.requireNonNull(here().talk()).complete()).isTrue();
  }

  @Test
  void saysThatAFullPageMayNotHoldAllMentions() throws Exception {
    shows(List.of(JUNE), List.of());
    List<String> page = new ArrayList<>();
    for (int i = 0; i < 79; i++) {
      page.add("{\"status\": " + status("m" + i, null, "77", JUNE, 0, "@shop?") + "}");
    }
    serves("notifications", page.toString());
    assertThat(Objects.requireNonNull(here().talk()).complete()).isTrue();
    String old = status("m80", null, "77", MAY.minusSeconds(60L * 86_400), 0, "@shop?");
    page.add("{\"status\": " + old + "}");
    serves("notifications", page.toString());
    assertThat(Objects.requireNonNull(here().talk()).complete())
        .as("it reaches further back than is asked")
        .isTrue();
    page.set(79, page.get(0));
    serves("notifications", page.toString());
    assertThat(Objects.requireNonNull(here().talk()).complete()).isFalse();
  }

  @Test
  void saysWhereATokenBelongsForAServerThatShowsNothingWithout() throws Exception {
    token = null;
    hears = false;
    answers(aResponse().withStatus(401));
    assertThat(fault())
        .isEqualTo(
            new NoAccess(
                "reading Mastodon (localhost) without a token",
                "source.mastodon.token of channel/social"));
  }

  @Test
  void asksNobodyForMentionsWithoutAToken() throws Exception {
    token = null;
    shows(List.of(JUNE), List.of());
    here();
    server.verify(0, getRequestedFor(urlPathEqualTo("/api/v1/notifications")));
    token = TOKEN;
    here();
    server.verify(
        getRequestedFor(urlPathEqualTo("/api/v1/notifications"))
            .withQueryParam("types[]", equalTo("mention"))
            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
  }

  @Test
  void tellsMentionsAndWhetherTheyWereAnswered() throws Exception {
    shows(List.of(MAY), List.of());
    String open = status("m1", null, "77", JUNE, 0, "Where is @shop?");
    String done = status("m2", null, "78", JUNE, 1, "Is @shop open?");
    serves("notifications", "[{\"status\": " + open + "}, {\"status\": " + done + "}]");
    serves("statuses/m2", done);
    String answer = status("a2", "m2", "14", JUNE.plusSeconds(60), 0, "Yes");
    serves("statuses/m2/context", "{\"descendants\": [" + answer + "]}");
    assertThat(voices())
        .extracting(Voice::id, Voice::waits)
        .containsExactlyInAnyOrder(tuple("m1", true), tuple("m2", false));
  }

  @Test
  void doesNotRepeatWhatWasSaidInPrivate() throws Exception {
    shows(List.of(MAY), List.of());
    String direct = status("m1", null, "77", JUNE, 0, "My order 4711").replace("public", "direct");
    serves("notifications", "[{\"status\": " + direct + "}]");
    assertThat(voices()).singleElement().extracting(Voice::text).isEqualTo("");
  }

  @Test
  void aThreadWhosePostWasDeletedWaitsForNobody() throws Exception {
    shows(List.of(JUNE), List.of());
    server.stubFor(
        get(urlPathMatching("/api/v1/statuses/gone.*"))
            .atPriority(1)
            .willReturn(aResponse().withStatus(404)));
    Profile.Here here = (Profile.Here) look(settings(server.baseUrl()), Set.of("gone"));
    assertThat(Objects.requireNonNull(here.talk())).isEqualTo(new Profile.Talk(List.of(), true));
  }

  @Test
  void whatWasPassedOnIsNoPost() throws Exception {
    account("");
    serves(
        "accounts/14/statuses",
        "[{\"id\": \"1\", \"created_at\": \"2026-06-10T09:30:00Z\", \"reblog\": {\"id\": \"2\"}}]");
    serves("notifications", "[]");
    assertThat(here().last()).isNull();
    assertThat(here().followers()).isEqualTo(900);
  }

  @Test
  void refusesWhatCannotBeAnAccount() {
    assertThatThrownBy(() -> new MastodonSettings("shop", null, null))
        .hasMessageContaining("@shop@social.example");
    assertThatThrownBy(() -> new MastodonSettings("@a@b.example", "two words", null))
        .hasMessageNotContaining("two words");
  }
}
