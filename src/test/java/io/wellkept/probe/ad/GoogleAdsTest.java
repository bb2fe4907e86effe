package io.wellkept.probe.ad;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.access.GoogleKey;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoogleAdsTest extends AdSourceContract {
  private static final String PATH = "/v25/customers/1112223333/googleAds:searchStream";
  private static final String ADS = "FROM ad_group_ad WHERE (?!.*segments).*";
  private static final String GROUPS = "FROM asset_group WHERE (?!.*segments).*";
  private static final String SPENT = "FROM ad_group_ad WHERE .*segments.date DURING LAST_7_DAYS.*";

  @Override
  protected SourceSettings settings(String base) {
    return settings(base, "444-555-6666", "d3veloper-token");
  }

  private SourceSettings settings(String base, String manager, String developer) {
    GoogleKey key =
        new GoogleKey("client-1", "s3cret-client", "1//refresh-t0ken", null, base + "/token");
    return new SourceSettings(
        new GoogleSettings("111-222-3333", manager, key, developer, null, null, base),
        null,
        null,
        null);
  }

  @Override
  protected void prepare() {
    server.stubFor(
        post("/token")
            .atPriority(0)
            .willReturn(okJson("{\"access_token\": \"ya29.first-token\", \"expires_in\": 3600}")));
    server.stubFor(post(urlEqualTo(PATH)).atPriority(9).willReturn(okJson("[]")));
  }

  @Override
  protected List<String> secrets() {
    return List.of("s3cret-client", "1//refresh-t0ken", "ya29.first-token", "d3veloper-token");
  }

  @Override
  protected int manyPages() {
    return GoogleAds.ROWS + 7;
  }

  @Override
  protected String cutOff() {
    String whole = chunk(List.of(row("1"), row("2")));
    return whole.substring(0, whole.length() - 40);
  }

  @Override
  protected void shows(List<String> ids) {
    for (int from = 0; from <= ids.size(); from += GoogleAds.ROWS) {
      List<String> page = ids.subList(from, Math.min(from + GoogleAds.ROWS, ids.size()));
      String last = from == 0 ? "0" : ids.get(from - 1);
      answers(
          ADS,
          ".*ad.id > " + last + " ORDER.*",
          chunk(page.stream().map(GoogleAdsTest::row).toList()));
    }
  }

  @Override
  protected void showsABareAd() {
    answers(ADS, ".*", chunk(List.of("{\"adGroupAd\": {\"ad\": {\"id\": \"77\"}}}")));
  }

  @Override
  protected void showsAnUnknownWord() {
    answers(
        ADS,
        ".*",
        chunk(
            List.of(
                """
                {"campaign": {"status": "ENABLED"}, "adGroup": {"status": "ENABLED"},
                 "adGroupAd": {"ad": {"id": "78"}, "status": "NAPPING", "primaryStatus": "DREAMING",
                  "policySummary": {"approvalStatus": "PONDERED"}}}\
                """)));
  }

  private void answers(String query, String more, String body) {
    server.stubFor(
        post(urlEqualTo(PATH))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer ya29.first-token"))
            .withRequestBody(matching("(?s).*" + query))
            .withRequestBody(matching("(?s)" + more))
            .willReturn(okJson(body)));
  }

  private static String row(String id) {
    return row(id, "2026-10-31 23:59:59");
  }

  private static String row(String id, String end) {
    return """
    {"customer": {"id": "1112223333", "timeZone": "Europe/Berlin", "currencyCode": "EUR"},
     "campaign": {"id": "55", "name": "Autumn sale", "status": "ENABLED", "endDateTime": "%s"},
     "adGroup": {"id": "66", "status": "ENABLED"},
     "adGroupAd": {"status": "ENABLED", "primaryStatus": "ELIGIBLE",
      "policySummary": {"approvalStatus": "APPROVED", "reviewStatus": "REVIEWED"},
      "ad": {"id": "%s", "type": "RESPONSIVE_SEARCH_AD",
       "finalUrls": ["https://shop.example/%s"]}}}\
    """
        .formatted(end, id, id);
  }

  /** Two chunks, as streams come. */
  private static String chunk(List<String> rows) {
    return rows.stream()
        .collect(
            Collectors.joining(
                ",",
                "[{\"results\": [",
                "], \"fieldMask\": \"customer.id\", \"requestId\": \"q1\"},"
                    + " {\"requestId\": \"q2\"}]"));
  }

  @Test
  void readsWhatTheDocumentsSay() throws Exception {
    answers(
        ADS,
        ".*",
        chunk(
            List.of(
                """
                {"customer": {"timeZone": "Europe/Berlin", "currencyCode": "EUR"},
                 "campaign": {"id": "55", "name": "Autumn sale", "status": "ENABLED",
                  "endDateTime": "2026-10-31 23:59:59"},
                 "adGroup": {"id": "66", "status": "ENABLED"},
                 "adGroupAd": {"status": "ENABLED", "primaryStatus": "NOT_ELIGIBLE",
                  "primaryStatusReasons": ["AD_GROUP_AD_DISAPPROVED"],
                  "policySummary": {"approvalStatus": "DISAPPROVED", "reviewStatus": "REVIEWED",
                   "policyTopicEntries": [{"topic": "DESTINATION_NOT_WORKING",
                    "type": "PROHIBITED"}]},
                  "ad": {"id": "9007199254740993", "finalUrls": ["https://shop.example/sale"],
                   "finalMobileUrls": ["https://m.shop.example/sale"]}}}\
                """)));
    answers(
        SPENT,
        ".*",
        chunk(
            List.of(
                """
                {"customer": {"currencyCode": "EUR"},
                 "adGroupAd": {"ad": {"id": "9007199254740993"}},
                 "metrics": {"impressions": "9007199254740995", "clicks": "112",
                  "costMicros": "212340000"}}\
                """)));
    Ad ad = only();
    assertThat(ad.id()).isEqualTo("9007199254740993");
    assertThat(ad.campaign()).isEqualTo("Autumn sale");
    assertThat(ad.destinations())
        .containsExactly("https://shop.example/sale", "https://m.shop.example/sale");
    assertThat(ad.endsAt()).isEqualTo(Instant.parse("2026-10-31T22:59:59Z"));
    assertThat(ad.running()).isEqualTo(Running.RUNNING);
    assertThat(ad.review().verdict()).isEqualTo(Verdict.DISAPPROVED);
    assertThat(ad.review().reasons())
        .containsExactly("DESTINATION_NOT_WORKING", "AD_GROUP_AD_DISAPPROVED");
    assertThat(ad.spend())
        .isEqualTo(
            new Spend(new BigDecimal("212.34"), "EUR", 9007199254740995L, 112, Duration.ofDays(7)));
    assertThat(listed().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void knowsNoEndWhereThereIsNone() throws Exception {
    answers(ADS, ".*", chunk(List.of(row("1", "2037-12-30 23:59:59"))));
    assertThat(only().endsAt()).isNull();
  }

  @Test
  void knowsThatACampaignHasEnded() throws Exception {
    answers(
        ADS,
        ".*",
        chunk(
            List.of(
                row("1")
                    .replace(
                        "\"ELIGIBLE\"",
                        "\"NOT_ELIGIBLE\"," + "\"primaryStatusReasons\": [\"CAMPAIGN_ENDED\"]"))));
    assertThat(only().running()).isEqualTo(Running.ENDED);
  }

  @Test
  void anAdWithoutFiguresHasCostNothing() throws Exception {
    shows(List.of("1"));
    assertThat(only().spend())
        .isEqualTo(new Spend(BigDecimal.ZERO, "EUR", 0, 0, Duration.ofDays(7)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"ok\": true}", "[{\"ok\": true}]"})
  void anAnswerWithoutAChunkIsNoEmptyList(String body) throws Exception {
    answers(okJson(body));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void aRowWithoutAnIdMakesTheListIncomplete() throws Exception {
    answers(ADS, ".*", chunk(List.of(row("1"), row("2").replace("\"id\": \"2\", ", ""))));
    assertThat(listed().complete()).isFalse();
    assertThat(listed().notes()).containsExactly("an ad came without an id");
    assertThat(listed().ads()).extracting(Ad::id).containsExactly("1");
  }

  @Test
  void nobodyKnowsTheCostIfItCannotBeGot() throws Exception {
    shows(List.of("1"));
    server.stubFor(
        post(urlEqualTo(PATH))
            .atPriority(2)
            .withRequestBody(containing("segments.date"))
            .willReturn(aResponse().withStatus(500)));
    Listed listed = listed();
    assertThat(listed.complete()).isTrue();
    assertThat(listed.figures()).isFalse();
    assertThat(listed.ads().get(0).spend()).isNull();
    assertThat(listed.notes()).singleElement().asString().contains("cost could not be got");
  }

  @Test
  void countsAssetGroupsAsAds() throws Exception {
    answers(
        GROUPS,
        ".*",
        chunk(
            List.of(
                """
                {"campaign": {"id": "55", "status": "ENABLED"},
                 "assetGroup": {"id": "99", "name": "Coats", "status": "ENABLED",
                  "finalUrls": ["https://shop.example/coats"]}}\
                """)));
    assertThat(only().id()).isEqualTo("asset-group-99");
    assertThat(only().destinations()).containsExactly("https://shop.example/coats");
  }

  @Test
  void saysThatTheListIsNotWholeWhenALaterPageFails() throws Exception {
    shows(ids(GoogleAds.ROWS));
    server.stubFor(
        post(urlEqualTo(PATH))
            .atPriority(2)
            .withRequestBody(containing("ad.id > " + GoogleAds.ROWS))
            .willReturn(aResponse().withStatus(500)));
    Listed listed = listed();
    assertThat(listed.ads()).hasSize(GoogleAds.ROWS);
    assertThat(listed.complete()).isFalse();
    assertThat(listed.notes()).anyMatch(note -> note.contains("not all ads could be listed"));
  }

  @Test
  void sendsAManagerAndATokenOnlyIfTheyAreSet() throws Exception {
    shows(List.of("1"));
    ask(settings(server.baseUrl(), null, null));
    server.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("login-customer-id", absent())
            .withHeader("developer-token", absent()));
    server.resetRequests();
    listed();
    server.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("login-customer-id", equalTo("4445556666"))
            .withHeader("developer-token", equalTo("d3veloper-token")));
  }

  @Test
  void asksForANewTokenWhenOneIsRefusedEarly() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withStatus(401));
    assertThat(listed().ads()).hasSize(1);
    server.verify(2, postRequestedFor(urlEqualTo("/token")));
  }

  @Test
  void asksForNoMoreThanTwoTokensWhenTheKeyIsDead() throws Exception {
    answers(aResponse().withStatus(401));
    assertThat(fault()).isInstanceOf(NoAccess.class);
    server.verify(2, postRequestedFor(urlEqualTo("/token")));
  }

  /** As two test suites of clients have it, in an array and without. */
  @ParameterizedTest
  @CsvSource({
    "429, RESOURCE_EXHAUSTED, quotaError, RESOURCE_EXHAUSTED, Throttled",
    "400, INVALID_ARGUMENT, quotaError, RESOURCE_TEMPORARILY_EXHAUSTED, Throttled",
    "403, PERMISSION_DENIED, authorizationError, CUSTOMER_NOT_ENABLED, NoAccess",
    "403, PERMISSION_DENIED, authorizationError, CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION, NoAccess",
    "400, INVALID_ARGUMENT, queryError, REQUESTED_METRICS_FOR_MANAGER, ServiceFails",
    "500, INTERNAL, internalError, INTERNAL_ERROR, ServiceFails",
    "400, NEW_WORD, newError, NEW_CODE, ServiceFails",
  })
  void readsErrors(int status, String said, String family, String code, String fault)
      throws Exception {
    String error =
        """
        {"error": {"code": %d, "message": "Request contains an invalid argument.", "status": "%s",
         "details": [{"@type": "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure",
          "errors": [{"errorCode": {"%s": "%s"}, "message": "Precisely this."}],
          "requestId": "r1"}]}}\
        """
            .formatted(status, said, family, code);
    for (String body : List.of(error, "[" + error + "]")) {
      clock.move(Duration.ofHours(1));
      answers(aResponse().withStatus(status).withBody(body));
      io.wellkept.touchpoint.Fault seen = fault();
      assertThat(seen.getClass().getSimpleName()).isEqualTo(fault);
      assertThat(seen.words()).contains(code).contains("Precisely this.");
    }
  }

  @Test
  void waitsAsLongAsTheErrorSays() throws Exception {
    answers(
        aResponse()
            .withStatus(400)
            .withBody(
                """
                [{"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [{"errors": [
                 {"errorCode": {"quotaError": "RESOURCE_EXHAUSTED"},
                  "details": {"quotaErrorDetails": {"retryDelay": "1800s"}}}]}]}}]\
                """));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault().words()).contains("2026-06-15T12:30:00Z");
  }

  @Test
  void readsAnErrorThatComesAfterTheFirstRows() throws Exception {
    String error = "{\"error\": {\"code\": 500, \"status\": \"INTERNAL\", \"message\": \"Oops\"}}";
    answers(ADS, ".*", "[{\"results\": [" + row("1") + "]}, " + error + "]");
    Listed listed = listed();
    assertThat(listed.ads()).hasSize(1);
    assertThat(listed.complete()).isFalse();
    assertThat(listed.notes()).anyMatch(note -> note.contains("Oops"));
  }

  @Test
  void saysThatAVersionMayBeGone() throws Exception {
    answers(aResponse().withStatus(404).withBody("<html>not found</html>"));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains("v25");
  }

  @Test
  void refusesWhatCannotBeAnAccount() {
    GoogleKey key = new GoogleKey("a", "b", "c", null, null);
    assertThatThrownBy(() -> new GoogleSettings("shop", null, key, null, null, null, null))
        .hasMessageContaining("111-222-3333");
    assertThatThrownBy(() -> new GoogleSettings("1", null, key, null, null, "25", null))
        .hasMessageContaining("v25");
    assertThatThrownBy(
            () -> new GoogleSettings("1", null, key, null, null, null, "http://x.example"))
        .hasMessageContaining("https://");
  }
}
