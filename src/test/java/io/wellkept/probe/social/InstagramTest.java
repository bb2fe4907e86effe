package io.wellkept.probe.social;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.probe.social.InstagramSettings.Login;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstagramTest extends SocialSourceContract {
  private static final String TOKEN = "IGQVinstaT0ken";
  private static final String ACCOUNT = "/v26.0/1784";
  private static final int PER_PAGE = 50;

  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(
        SourceSettings.class, "instagram", new InstagramSettings("1784", TOKEN, null, null, base));
  }

  private void serves(String path, String json) {
    server.stubFor(get(urlPathEqualTo(path)).atPriority(5).willReturn(okJson(json)));
  }

  private static String moment(Instant at) {
    return at.toString().replace("Z", "+0000");
  }

  private static String comment(Said said) {
    String replies =
        said.answered() == null
            ? ""
            : """
            , "replies": {"data": [{"id": "a%s", "username": "shop", "timestamp": "%s"}]}\
            """
                .formatted(said.id(), moment(said.answered()));
    return """
    {"id": "%s", "text": "%s", "timestamp": "%s", "username": "somebody", "hidden": false%s}\
    """
        .formatted(said.id(), said.text(), moment(said.at()), replies);
  }

  @Override
  protected void shows(List<Instant> posts, List<Said> comments) {
    serves(ACCOUNT, "{\"id\": \"1784\", \"username\": \"shop\", \"followers_count\": 5}");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      all.add(
          """
          {"id": "%d", "timestamp": "%s", "permalink": "https://www.instagram.com/p/%d/",
           "comments_count": %d}\
          """
              .formatted(179 + i, moment(posts.get(i)), i, i == 0 ? comments.size() : 0));
    }
    serves(ACCOUNT + "/media", "{\"data\": " + all + "}");
    List<String> rows = comments.stream().map(InstagramTest::comment).toList();
    for (int from = 0; from < Math.max(1, rows.size()); from += PER_PAGE) {
      int to = Math.min(rows.size(), from + PER_PAGE);
      String next =
          to < rows.size()
              ? ", \"paging\": {\"next\": \"https://graph.facebook.com/?after=m" + to + "\"}"
              : "";
      server.stubFor(
          get(urlPathEqualTo("/v26.0/179/comments"))
              .withQueryParam("after", from == 0 ? absent() : equalTo("m" + from))
              .atPriority(5)
              .willReturn(okJson("{\"data\": " + rows.subList(from, to) + next + "}")));
    }
  }

  @Override
  protected void showsABarePost() {
    serves(ACCOUNT, "{\"id\": \"1784\"}");
    serves(
        ACCOUNT + "/media",
        "{\"data\": [{}, {\"id\": \"1\", \"timestamp\": \"2026-06-10T09:30:00+0000\"}]}");
  }

  @Override
  protected String cutOff() {
    return "{\"data\": [{\"id\": \"179\", ";
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  protected int manyComments() {
    return PER_PAGE + 9;
  }

  @Override
  protected boolean knowsWhatIsGone() {
    return false;
  }

  @Test
  void asksWhereTheLoginSays() {
    assertThat(new InstagramSettings("1", TOKEN, null, null, null).base())
        .isEqualTo("https://graph.facebook.com");
    assertThat(new InstagramSettings("me", TOKEN, Login.INSTAGRAM, null, null).base())
        .isEqualTo("https://graph.instagram.com");
  }

  @Test
  void refusesAnAccountThatTheLoginDoesNotKnow() {
    assertThatThrownBy(() -> new InstagramSettings("me", TOKEN, null, null, null))
        .hasMessageContaining("write the account's id");
  }
}
