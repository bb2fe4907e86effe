package io.wellkept.probe.social;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Scene;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.Throttled;
import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FacebookTest extends SocialSourceContract {
  private static final String TOKEN = "EAAPageT0ken";
  private static final String PAGE = "/v26.0/88";
  private static final int PER_PAGE = 50;

  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(
        SourceSettings.class, "facebook", new FacebookSettings("88", TOKEN, null, base));
  }

  private void serves(String path, String json) {
    server.stubFor(get(urlPathEqualTo(path)).atPriority(5).willReturn(okJson(json)));
  }

  private void page(String more) {
    serves(PAGE, "{\"id\": \"88\", \"followers_count\": 12" + more + "}");
  }

  /** As Meta writes moments: without a colon. */
  private static String moment(Instant at) {
    return at.toString().replace("Z", "+0000");
  }

  private static List<String> comments(List<Said> all) {
    List<String> rows = new ArrayList<>();
    for (Said said : all) {
      rows.add(
          """
          {"id": "88_1_%s", "created_time": "%s", "message": "%s", "is_hidden": false}\
          """
              .formatted(said.id(), moment(said.at()), said.text()));
      if (said.answered() != null) {
        rows.add(
            """
            {"id": "88_1_a%s", "created_time": "%s", "message": "Answer", "from": {"id": "88"},
             "parent": {"id": "88_1_%s"}}\
            """
                .formatted(said.id(), moment(said.answered()), said.id()));
      }
    }
    return rows;
  }

  private String listing(List<String> rows, int page) {
    int from = page * PER_PAGE;
    int to = Math.min(rows.size(), from + PER_PAGE);
    String next =
        to < rows.size()
            ? ", \"next\": \""
                + server.baseUrl()
                + "/?access_token="
                + TOKEN
                + "&after=m"
                + to
                + '"'
            : "";
    return "{\"data\": "
        + rows.subList(from, to)
        + ", \"paging\": {\"cursors\": {\"after\": \"m"
        + to
        + "\"}"
        + next
        + "}}";
  }

  @Override
  protected void shows(List<Instant> posts, List<Said> comments) {
    page(", \"is_published\": true");
    List<String> rows = comments(comments);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      String below = i == 0 && !rows.isEmpty() ? ", \"comments\": " + listing(rows, 0) : "";
      all.add(
          """
          {"id": "88_%d", "created_time": "%s", "message": "Post", "is_published": true,
           "permalink_url": "https://www.facebook.com/88/posts/%d"%s}\
          """
              .formatted(i, moment(posts.get(i)), i, below));
    }
    serves(PAGE + "/published_posts", "{\"data\": " + all + "}");
    if (!all.isEmpty()) {
      serves("/v26.0/88_0", all.get(0));
    }
    for (int i = 1; i * PER_PAGE < rows.size(); i++) {
      server.stubFor(
          get(urlPathEqualTo("/v26.0/88_0/comments"))
              .withQueryParam("after", equalTo("m" + i * PER_PAGE))
              .withQueryParam("access_token", absent())
              .atPriority(5)
              .willReturn(okJson(listing(rows, i))));
    }
  }

  @Override
  protected void showsABarePost() {
    page("");
    serves(
        PAGE + "/published_posts",
        "{\"data\": [{}, {\"id\": \"1\", \"created_time\": \"2026-06-10T09:30:00+0000\"}]}");
  }

  @Override
  protected String cutOff() {
    return "{\"data\": [{\"id\": \"88_1\", ";
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  protected int manyComments() {
    return 2 * PER_PAGE + 7;
  }

  @Override
  protected boolean knowsWhatIsGone() {
    return false;
  }

  @ParameterizedTest
  @CsvSource({"is_permanently_closed, true, CLOSED", "is_published, false, UNPUBLISHED"})
  void tellsThatThePageIsNotOpenToAnybody(String field, boolean value, Sort sort) throws Exception {
    page(", \"" + field + "\": " + value);
    assertThat(((Away) look()).sort()).isEqualTo(sort);
  }

  @Test
  void whatIsNotShownIsNoPost() throws Exception {
    page("");
    serves(
        PAGE + "/published_posts",
        """
        {"data": [
         {"id": "1", "created_time": "2026-06-10T09:30:00+0000", "is_published": false},
         {"id": "2", "created_time": "2026-06-09T09:30:00+0000", "is_expired": true},
         {"id": "3", "created_time": "2026-05-20T08:00:00+0000"}]}\
        """);
    assertThat(Objects.requireNonNull(here().last()).at()).isEqualTo(MAY);
    assertThat(here().followers()).isEqualTo(12);
  }

  @Test
  void neitherHiddenCommentsNorOurOwnWait() throws Exception {
    page("");
    serves(
        PAGE + "/published_posts",
        """
        {"data": [{"id": "1", "created_time": "2026-06-10T09:30:00+0000", "comments": {"data": [
         {"id": "1_1", "created_time": "2026-06-11T09:30:00+0000", "is_hidden": true},
         {"id": "1_2", "created_time": "2026-06-11T09:30:00+0000", "from": {"id": "88"}},
         {"id": "1_3", "created_time": "2026-06-11T09:30:00+0000", "message": "And?"}]}}]}\
        """);
    assertThat(voices()).extracting(Voice::id).containsExactly("1_3");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 17, 32, 613, 80001})
  void readsThatItAsksTooOftenFromThe400(int code) throws Exception {
    answers(aResponse().withStatus(400).withBody(error(code, "limit")));
    assertThat(fault()).isInstanceOf(Throttled.class);
  }

  @Test
  void saysThatTheTokenIsDead() throws Exception {
    answers(aResponse().withStatus(400).withBody(error(190, "Session has expired")));
    assertThat(fault())
        .isEqualTo(
            new NoAccess(
                "the key of Facebook (answered 400, code 190: Session has expired)",
                "source.facebook.token of channel/social"));
  }

  private static String error(int code, String message) {
    return """
    {"error": {"message": "%s", "type": "OAuthException", "code": %d, "fbtrace_id": "Az"}}\
    """
        .formatted(message, code);
  }
}
