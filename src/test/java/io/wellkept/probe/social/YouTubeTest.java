package io.wellkept.probe.social;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a key: what the channel's feed tells, and who spoke below its videos. */
final class YouTubeTest extends SocialSourceContract {
  private static final String KEY = "AIzaYouTubeKey";
  private static final String CHANNEL = "UCabcdefghijklmnopqrstuv";
  private static final String FEED = "/feeds/videos.xml";
  private static final String THREADS = "/youtube/v3/commentThreads";
  private static final int PAGE = 100;

  private static SourceSettings settings(String base, @Nullable String key) {
    return Scene.settings(
        SourceSettings.class, "youtube", new YouTubeSettings(CHANNEL, key, base, base));
  }

  @Override
  protected SourceSettings settings(String base) {
    return settings(base, KEY);
  }

  private void feed(String entries) {
    server.stubFor(
        get(urlPathEqualTo(FEED))
            .withQueryParam("channel_id", equalTo(CHANNEL))
            .atPriority(5)
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/xml")
                    .withBody(
                        "<feed xmlns:yt=\"http://www.youtube.com/xml/schemas/2015\""
                            + " xmlns:media=\"http://search.yahoo.com/mrss/\""
                            + " xmlns=\"http://www.w3.org/2005/Atom\"><title>Tea TV</title>"
                            + "<published>2026-06-14T10:00:00+00:00</published>"
                            + entries
                            + "</feed>")));
  }

  private static String thread(Said said) {
    String replies =
        said.answered() == null
            ? ""
            : ", \"replies\": {\"comments\": ["
                + comment(said.id() + ".a", CHANNEL, said.answered(), "Answer")
                + "]}";
    return """
    {"id": "%s", "snippet": {"videoId": "v1", "totalReplyCount": %d, "topLevelComment": %s}%s}\
    """
        .formatted(
            said.id(),
            said.answered() == null ? 0 : 1,
            comment(said.id(), "UCsomebody", said.at(), said.text()),
            replies);
  }

  private static String comment(String id, String author, Instant at, String text) {
    return """
    {"id": "%s", "snippet": {"textDisplay": "%s", "publishedAt": "%s",
     "authorChannelId": {"value": "%s"}}}\
    """
        .formatted(id, text, at, author);
  }

  @Override
  protected void shows(List<Instant> posts, List<Said> comments) {
    feed(
        posts.stream()
            .map(at ->
                "<entry><title>Video</title><published>"
                    + at
                    + "</published><updated>2026-06-15T11:00:00+00:00</updated></entry>")
            .collect(Collectors.joining()));
    threads(comments);
  }

  private void threads(List<Said> comments) {
    List<List<Said>> pages = new ArrayList<>();
    for (int from = 0; from < Math.max(1, comments.size()); from += PAGE) {
      pages.add(comments.subList(from, Math.min(comments.size(), from + PAGE)));
    }
    for (int i = 0; i < pages.size(); i++) {
      String next = i + 1 < pages.size() ? ", \"nextPageToken\": \"page" + (i + 1) + "\"" : "";
      List<String> items = pages.get(i).stream().map(YouTubeTest::thread).toList();
      server.stubFor(
          get(urlPathEqualTo(THREADS))
              .withQueryParam("pageToken", i == 0 ? absent() : equalTo("page" + i))
              .atPriority(5)
              .willReturn(okJson("{\"items\": " + items + next + "}")));
    }
  }

  @Override
  protected void showsABarePost() {
    feed("<entry><published>2026-06-10T09:30:00+00:00</published></entry>");
    server.stubFor(
        get(urlPathEqualTo(THREADS)).willReturn(okJson("{\"items\": [{}, {\"id\": \"1\"}]}")));
  }

  @Override
  protected String cutOff() {
    return "<?xml version=\"1.0\"?><fee";
  }

  @Override
  protected List<String> secrets() {
    return List.of(KEY);
  }

  @Override
  protected int manyComments() {
    return 2 * PAGE + 3;
  }

  /** The feed needs no key, so nothing of the kind can be refused there. */
  @Override
  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRefusedKeyIsNoSilence(int status) throws Exception {
    answers(aResponse().withStatus(status));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  private void dataApiAnswers(int status, String reason, String message) {
    server.stubFor(
        get(urlPathEqualTo(THREADS))
            .atPriority(1)
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withBody(
                        """
                        {"error": {"code": %d, "message": "%s", "errors": [{"reason": "%s"}]}}\
                        """
                            .formatted(status, message, reason))));
  }

  @Test
  void saysWhichKeyIsNotTaken() throws Exception {
    shows(List.of(JUNE), List.of());
    dataApiAnswers(400, "badRequest", "API key not valid. Please pass a valid API key.");
    assertThat(fault())
        .isInstanceOfSatisfying(
            NoAccess.class,
            refused ->
                assertThat(refused.whereConfigured())
                    .isEqualTo("source.youtube.key of channel/social"));
  }

  @Test
  void waitsWhenTheDaysQuotaIsUsedUp() throws Exception {
    shows(List.of(JUNE), List.of());
    dataApiAnswers(403, "quotaExceeded", "The request cannot be completed");
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault().words()).contains("2026-06-15T13:00:00Z");
  }

  @Test
  void needsThreeLooksToBelieveThatAChannelIsGone() throws Exception {
    answers(aResponse().withStatus(404));
    assertThat(((Away) look()).looks()).isEqualTo(3);
  }

  @Test
  void withoutAKeyTellsPostsAlone() throws Exception {
    shows(List.of(JUNE), List.of());
    Profile.Here here = (Profile.Here) look(settings(server.baseUrl(), null), java.util.Set.of());
    assertThat(here.talk()).isNull();
    server.verify(0, getRequestedFor(urlPathEqualTo(THREADS)));
  }

  @Test
  void sendsTheKeyInAHeaderAndNoAddress() throws Exception {
    shows(List.of(JUNE), List.of());
    here();
    server.verify(
        getRequestedFor(urlPathEqualTo(THREADS)).withHeader("X-Goog-Api-Key", equalTo(KEY)));
    server.verify(getRequestedFor(urlPathEqualTo(FEED)).withHeader("X-Goog-Api-Key", absent()));
  }

  @Test
  void asksForTheRepliesThatAThreadDoesNotShow() throws Exception {
    shows(List.of(JUNE), List.of());
    String thread =
        """
        {"id": "t", "snippet": {"videoId": "v", "totalReplyCount": 9, "topLevelComment": %s},
         "replies": {"comments": [%s]}}\
        """
            .formatted(
                comment("t", "UCx", JUNE, "When?"), comment("t.1", "UCy", JUNE, "Yes, when?"));
    server.stubFor(
        get(urlPathEqualTo(THREADS)).willReturn(okJson("{\"items\": [" + thread + "]}")));
    String answer = comment("t.9", CHANNEL, JUNE.plusSeconds(60), "Tomorrow");
    server.stubFor(
        get(urlPathEqualTo("/youtube/v3/comments"))
            .withQueryParam("parentId", equalTo("t"))
            .willReturn(okJson("{\"items\": [" + answer + "]}")));
    assertThat(voices()).singleElement().extracting(Voice::waits).isEqualTo(false);
  }

  @Test
  void refusesWhatIsNoId() {
    assertThatThrownBy(() -> new YouTubeSettings("@teashop", null, null, null))
        .hasMessageContaining("not the id of a channel");
  }
}
