package io.wellkept.probe.ad;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.ad.Ad.Running;
import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.probe.ad.Ad.Verdict;
import io.wellkept.probe.ad.AdsSeen.Listed;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetaAdsTest extends AdSourceContract {
  private static final String ACCOUNT = "/v26.0/act_1234567890";
  private static final String TOKEN = "EAAsecretT0kenOfASystemUser";
  private static final int PAGE = 100;

  @Override
  protected SourceSettings settings(String base) {
    return settings(base, null);
  }

  private static SourceSettings settings(String base, String appSecret) {
    return new SourceSettings(
        null, new MetaSettings("act_1234567890", TOKEN, appSecret, null, base), null, null);
  }

  @Override
  protected void prepare() {
    server.stubFor(
        get(urlPathEqualTo(ACCOUNT))
            .atPriority(9)
            .willReturn(
                okJson("{\"timezone_name\": \"America/New_York\", \"currency\": \"USD\"}")));
    server.stubFor(
        get(urlPathEqualTo(ACCOUNT + "/insights"))
            .atPriority(9)
            .willReturn(okJson("{\"data\": []}")));
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  protected int manyPages() {
    return 2 * PAGE + 3;
  }

  @Override
  protected String cutOff() {
    return "{\"data\": [" + row("1") + ", {\"id\": \"2\", ";
  }

  @Override
  protected void shows(List<String> ids) {
    for (int from = 0; from <= ids.size(); from += PAGE) {
      int to = Math.min(from + PAGE, ids.size());
      String rows = String.join(",", ids.subList(from, to).stream().map(MetaAdsTest::row).toList());
      shows(from == 0 ? null : "mark" + from, rows, to < ids.size() ? "mark" + to : null);
    }
  }

  /** Tells the next page as Meta does: an address elsewhere, with the token in it. */
  private void shows(String mark, String rows, String nextMark) {
    String next =
        nextMark == null
            ? ""
            : ", \"next\": \"https://elsewhere.example/v26.0/act_1/ads?access_token=%s&after=%s\""
                .formatted(TOKEN, nextMark);
    server.stubFor(
        get(urlPathEqualTo(ACCOUNT + "/ads"))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer " + TOKEN))
            .withQueryParam("access_token", absent())
            .withQueryParam("after", mark == null ? absent() : equalTo(mark))
            .willReturn(
                okJson(
                    "{\"data\": [%s], \"paging\": {\"cursors\": {\"before\": \"MA\"}%s}}"
                        .formatted(rows, next))));
  }

  @Override
  protected void showsABareAd() {
    shows(null, "{\"id\": \"77\"}", null);
  }

  @Override
  protected void showsAnUnknownWord() {
    shows(null, "{\"id\": \"78\", \"effective_status\": \"NAPPING_AND_PONDERED\"}", null);
  }

  private static String row(String id) {
    return """
    {"id": "%s", "effective_status": "ACTIVE",
     "creative": {"object_story_spec": {"link_data": {"link": "https://shop.example/%s"}}}}\
    """
        .formatted(id, id);
  }

  @Test
  void readsWhatTheDocumentsSay() throws Exception {
    shows(
        null,
        """
        {"id": "23801", "name": "Carousel A", "effective_status": "WITH_ISSUES",
         "issues_info": [{"level": "AD", "error_code": 1815869,
          "error_summary": "Landing page problem", "error_message": "The link did not load."}],
         "ad_review_feedback": {"global": {"ADULT": "Too warm"},
          "placement_specific": {"instagram": {"TEXT": "Too much text"}}},
         "adset": {"id": "23790", "end_time": "2026-11-30T23:59:59+0100"},
         "campaign": {"id": "23780", "name": "Black week", "stop_time": "2026-12-05T00:00:00+0000"},
         "creative": {"id": "23795", "url_tags": "utm_source=fb",
          "object_story_spec": {"link_data": {"link": "https://shop.example/a",
           "call_to_action": {"value": {"link": "https://shop.example/a"}},
           "child_attachments": [{"link": "https://shop.example/b"},
            {"call_to_action": {"value": {"link": "https://shop.example/c"}}}]},
           "video_data": {"call_to_action": {"value": {"link": "https://shop.example/d"}}},
           "template_data": {"link": "https://shop.example/e"}},
          "asset_feed_spec": {"link_urls": [{"website_url": "https://shop.example/f?x=1",
           "url_tags": "utm_id=7"}]},
          "link_url": "https://shop.example/g", "object_url": "https://shop.example/h"}}\
        """,
        null);
    server.stubFor(
        get(urlPathEqualTo(ACCOUNT + "/insights"))
            .withQueryParam("level", equalTo("ad"))
            .withQueryParam("date_preset", equalTo("last_7d"))
            .willReturn(
                okJson(
                    """
                    {"data": [{"ad_id": "23801", "impressions": "9007199254740995",
                     "clicks": "140", "inline_link_clicks": "112", "spend": "212.34",
                     "account_currency": "USD"}]}\
                    """)));
    Ad ad = only();
    assertThat(ad.name()).isEqualTo("Carousel A");
    assertThat(ad.campaign()).isEqualTo("Black week");
    assertThat(ad.destinations())
        .containsExactly(
            "https://shop.example/a",
            "https://shop.example/b",
            "https://shop.example/c",
            "https://shop.example/d",
            "https://shop.example/e",
            "https://shop.example/f?x=1&utm_id=7",
            "https://shop.example/g",
            "https://shop.example/h");
    assertThat(ad.parameters()).isEqualTo("utm_source=fb");
    assertThat(ad.endsAt()).isEqualTo(Instant.parse("2026-11-30T22:59:59Z"));
    assertThat(ad.running()).isEqualTo(Running.RUNNING);
    assertThat(ad.review().verdict()).isEqualTo(Verdict.LIMITED);
    assertThat(ad.review().reasons())
        .containsExactly(
            "Landing page problem: The link did not load.",
            "ADULT: Too warm",
            "TEXT: Too much text");
    assertThat(ad.spend())
        .isEqualTo(
            new Spend(new BigDecimal("212.34"), "USD", 9007199254740995L, 112, Duration.ofDays(7)));
    assertThat(ad.link()).contains("23801");
    assertThat(listed().zone()).isEqualTo(ZoneId.of("America/New_York"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"ok\": true}", "{\"data\": null}", "{\"data\": {}}"})
  void anAnswerWithoutAListIsNoEmptyList(String body) throws Exception {
    answers(okJson(body));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void figuresThatDoNotComeAreUnknown() throws Exception {
    shows(List.of("1"));
    server.stubFor(
        get(urlPathEqualTo(ACCOUNT + "/insights")).atPriority(1).willReturn(okJson("{}")));
    assertThat(listed().figures()).isFalse();
    assertThat(listed().complete()).isTrue();
  }

  @Test
  void anAdWithoutFiguresHasCostNothing() throws Exception {
    shows(List.of("1"));
    assertThat(only().spend())
        .isEqualTo(new Spend(BigDecimal.ZERO, "USD", 0, 0, Duration.ofDays(7)));
  }

  @Test
  void saysWhoseAddressIsKnownToThePostAlone() throws Exception {
    shows(null, "{\"id\": \"5\", \"creative\": {\"effective_object_story_id\": \"88_9\"}}", null);
    Listed listed = listed();
    assertThat(listed.ads().get(0).destinations()).isEmpty();
    assertThat(listed.notes()).singleElement().asString().contains("ad 5 shows a post");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 17, 32, 613, 80000, 80004, 80014})
  void readsThatItAsksTooOftenFromThe400(int code) throws Exception {
    answers(
        aResponse()
            .withStatus(400)
            .withHeader(
                "X-Business-Use-Case-Usage",
                """
                {"1": [{"type": "ads_management", "call_count": 100,\
                 "estimated_time_to_regain_access": 7}, {"type": "ads_insights",\
                 "estimated_time_to_regain_access": 42}]}\
                """)
            .withBody(error(code, "User request limit reached")));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault().words()).contains("2026-06-15T12:42:00Z").contains("code " + code);
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void waitsAMinuteWhenThe400DoesNotSayHowLong() throws Exception {
    answers(aResponse().withStatus(400).withBody(error(17, "limit")));
    assertThat(fault().words()).contains("2026-06-15T12:01:00Z");
  }

  @Test
  void saysThatTheTokenIsDead() throws Exception {
    answers(aResponse().withStatus(400).withBody(error(190, "Session has expired")));
    assertThat(fault())
        .isEqualTo(
            new NoAccess(
                "the key of Meta Ads (answered 400, code 190: Session has expired)",
                "source.meta.token of sale/ads"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 200, 294})
  void saysThatTheTokenMayNotDoThis(int code) throws Exception {
    answers(aResponse().withStatus(403).withBody(error(code, "Requires ads_read")));
    assertThat(fault()).isInstanceOf(NoAccess.class);
  }

  @Test
  void saysThatAParameterIsWrong() throws Exception {
    answers(aResponse().withStatus(400).withBody(error(100, "(#100) Tried accessing nonexisting")));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(asked()).isEqualTo(1);
  }

  private static String error(int code, String message) {
    return """
    {"error": {"message": "%s", "type": "OAuthException", "code": %d, "fbtrace_id": "Az"}}\
    """
        .formatted(message, code);
  }

  @Test
  void asksForFewerAdsWhenManyAreTooMuch() throws Exception {
    shows(List.of("1"));
    server.stubFor(
        get(urlPathEqualTo(ACCOUNT + "/ads"))
            .atPriority(2)
            .withQueryParam("limit", equalTo("100"))
            .willReturn(
                aResponse()
                    .withStatus(500)
                    .withBody(error(1, "Please reduce the amount of data you're asking for"))));
    assertThat(listed().complete()).isTrue();
    server.verify(
        getRequestedFor(urlPathEqualTo(ACCOUNT + "/ads")).withQueryParam("limit", equalTo("25")));
  }

  @Test
  void goesOnWithALongListAtTheNextLook() throws Exception {
    shows(ids(2 * PAGE));
    server.stubFor(
        get(urlPathEqualTo(ACCOUNT + "/ads"))
            .atPriority(2)
            .withQueryParam("after", equalTo("mark" + PAGE))
            .inScenario("slow")
            .whenScenarioStateIs("Started")
            .willSetStateTo("fast")
            .willReturn(aResponse().withFixedDelay(3_000)));
    SourceSettings settings = settings(server.baseUrl());
    Listed first = (Listed) sources.of(settings, CHECK).ads(Duration.ofMillis(1_500), false);
    assertThat(first.complete()).isFalse();
    assertThat(first.ads()).hasSize(PAGE);
    assertThat(first.notes()).anyMatch(note -> note.contains("the next look goes on"));
    server.resetRequests();

    Listed second = listed();
    assertThat(second.ads()).hasSize(2 * PAGE);
    assertThat(second.complete()).isTrue();
    server.verify(
        0, getRequestedFor(urlPathEqualTo(ACCOUNT + "/ads")).withQueryParam("after", absent()));
    assertThat(listed().ads()).hasSize(2 * PAGE);
  }

  @Test
  void provesThatItKnowsTheAppsSecret() throws Exception {
    shows(List.of("1"));
    SourceSettings settings = settings(server.baseUrl(), "appS3cret");
    ask(settings);
    assertThat(settings.toString()).doesNotContain("appS3cret");
    server.verify(
        getRequestedFor(urlPathEqualTo(ACCOUNT + "/ads"))
            .withQueryParam("appsecret_proof", matching("[0-9a-f]{64}")));
  }

  @Test
  void refusesWhatCannotBeAnAccount() {
    assertThatThrownBy(() -> new MetaSettings("shop", TOKEN, null, null, null))
        .hasMessageContaining("act_1234567890");
    assertThatThrownBy(() -> new MetaSettings("1", "two words", null, null, null))
        .hasMessageNotContaining("two words");
  }
}
