package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppStoreTest extends ReviewSourceContract {
  private static final String PATH = "/v1/apps/9/customerReviews";
  private static final KeyPair KEYS = keys("secp256r1");
  private static final String PEM = pem(KEYS);

  private static KeyPair keys(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(KeyPair keys) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Override
  protected SourceSettings settings(String base) {
    return settings(base, "issuer-1", PEM);
  }

  private static SourceSettings settings(String base, String issuer, String pem) {
    return new SourceSettings(
        null,
        null,
        new AppStoreSettings("9", "2X9R4HXF34", issuer, pem, base),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  protected String source() {
    return "app-store";
  }

  @Override
  protected List<String> secrets() {
    return List.of(PEM, PEM.lines().skip(1).findFirst().orElseThrow(), "eyJ");
  }

  @Override
  protected List<String> sent() {
    return List.of("eyJraWQiOiIyWDlSNEhYRjM0In0.eyJpc3MiOiJpc3N1ZXItMSJ9.c2lnbmF0dXJl");
  }

  @Override
  protected int perPage() {
    return 200;
  }

  @Override
  protected String cutOff() {
    return "{\"data\": [" + row(reviews(1).get(0)) + ", {\"id\": \"2\", ";
  }

  @Override
  protected void shows(List<Review> reviews) {
    for (int from = 0; from == 0 || from < reviews.size(); from += perPage()) {
      List<Review> page = reviews.subList(from, Math.min(from + perPage(), reviews.size()));
      boolean more = from + perPage() < reviews.size();
      page(
          from == 0 ? null : "c" + from,
          page.stream().map(AppStoreTest::row).collect(Collectors.joining(",")),
          page.stream().flatMap(AppStoreTest::response).collect(Collectors.joining(",")),
          more ? "https://elsewhere.example" + PATH + "?cursor=c" + (from + perPage()) : null);
    }
  }

  private void page(String mark, String rows, String included, String next) {
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .atPriority(5)
            .withQueryParam("sort", equalTo("-createdDate"))
            .withQueryParam("include", equalTo("response"))
            .withQueryParam("limit", equalTo("200"))
            .withQueryParam("cursor", mark == null ? absent() : equalTo(mark))
            .willReturn(
                okJson(
                    """
                    {"data": [%s], "included": [%s], "links": {"self": "x"%s}}\
                    """
                        .formatted(
                            rows, included, next == null ? "" : ", \"next\": \"" + next + "\""))));
  }

  private static String row(Review review) {
    String response =
        review.answered() == null
            ? "{\"links\": {\"related\": \"https://elsewhere.example/response\"}}"
            : "{\"data\": {\"type\": \"customerReviewResponses\", \"id\": \"r-%s\"}}"
                .formatted(review.id());
    return """
    {"type": "customerReviews", "id": "%s", "attributes": {"rating": %d, "title": null,
     "body": "%s", "reviewerNickname": "%s", "createdDate": "%s", "territory": "DEU"},
     "relationships": {"response": %s}}\
    """
        .formatted(
            review.id(), review.stars(), review.text(), CUSTOMER, review.written(), response);
  }

  private static Stream<String> response(Review review) {
    return Stream.ofNullable(review.answered())
        .map(when -> response(review.id(), "PUBLISHED", String.valueOf(when)));
  }

  private static String response(String id, String state, String when) {
    return """
    {"type": "customerReviewResponses", "id": "r-%s",
     "attributes": {"state": "%s", "lastModifiedDate": "%s"}}\
    """
        .formatted(id, state, when);
  }

  @Override
  protected void showsABareReview() {
    page(null, "{\"id\": \"77\", \"attributes\": {\"createdDate\": \"" + NOON + "\"}}", "", null);
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, PUBLISHED, false",
    "PENDING_PUBLISH, PENDING, true",
    "PONDERED, PENDING, true",
    "'', UNKNOWN, false"
  })
  void anAnswerThatIsNotPublicIsNone(String state, Reply reply, boolean waits) throws Exception {
    page(
        null,
        row(Review.of("1", NOON.minusSeconds(20_000)).answered(NOON)),
        response("1", state, "2026-06-15T01:00:00-08:00"),
        null);
    Voice voice = only();
    assertThat(voice.reply()).isEqualTo(reply);
    assertThat(voice.waits()).isEqualTo(waits);
    assertThat(voice.answeredAt()).isEqualTo(Instant.parse("2026-06-15T09:00:00Z"));
  }

  @Test
  void anAnswerThatIsNotToldMayBePublic() throws Exception {
    page(null, row(Review.of("1", NOON).answered(NOON)), "", null);
    assertThat(only().reply()).isEqualTo(Reply.UNKNOWN);
  }

  @Test
  void aNextPageWithoutAMarkIsNotTheEnd() throws Exception {
    page(null, row(reviews(1).get(0)), "", "https://elsewhere.example/?page=2");
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains("round in circles");
  }

  @Test
  void signsATokenThatLivesForLessThanTwentyMinutes() throws Exception {
    shows(reviews(1));
    told();
    clock.move(Duration.ofMinutes(13));
    told();
    assertThat(tokens()).hasSize(1);
    clock.move(Duration.ofMinutes(2));
    told();
    assertThat(tokens()).hasSize(2);
    SignedJWT token = SignedJWT.parse(tokens().get(0));
    assertThat(token.verify(new ECDSAVerifier((ECPublicKey) KEYS.getPublic()))).isTrue();
    assertThat(token.getHeader().toJSONObject())
        .containsEntry("alg", "ES256")
        .containsEntry("typ", "JWT")
        .containsEntry("kid", "2X9R4HXF34");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("issuer-1");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("appstoreconnect-v1");
    Date issued = token.getJWTClaimsSet().getIssueTime();
    Date end = token.getJWTClaimsSet().getExpirationTime();
    assertThat(Duration.between(issued.toInstant(), end.toInstant()))
        .isLessThan(Duration.ofMinutes(20));
    assertThat(end.toInstant()).isAfter(NOON.plus(Duration.ofMinutes(13)));
  }

  @Test
  void signsForAPersonWhereThereIsNoIssuer() throws Exception {
    shows(reviews(1));
    hear(settings(server.baseUrl(), null, PEM), SINCE);
    SignedJWT token = SignedJWT.parse(tokens().get(0));
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("user");
    assertThat(token.getJWTClaimsSet().getIssuer()).isNull();
  }

  /** The tokens that were shown, each once. */
  private List<String> tokens() {
    return server.findAll(getRequestedFor(anyUrl())).stream()
        .map(request -> request.getHeader("Authorization").substring("Bearer ".length()))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"no key at all", "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----", "''"})
  void saysThatTheKeyIsNone(String pem) throws Exception {
    saysThatTheKeyIsUnreadable(pem);
  }

  @Test
  void saysThatTheKeyIsOfAnotherCurve() throws Exception {
    saysThatTheKeyIsUnreadable(pem(keys("secp384r1")));
  }

  private void saysThatTheKeyIsUnreadable(String pem) throws Exception {
    Heard heard = hear(settings(server.baseUrl(), "issuer-1", pem), SINCE);
    assertThat(((Heard.Deaf) heard).fault())
        .isInstanceOfSatisfying(
            NoAccess.class,
            no -> {
              assertThat(no.what()).startsWith("the private key of App Store Connect");
              assertThat(no.whereConfigured())
                  .isEqualTo("source.app-store.private-key of shop/reviews");
            });
    assertThat(asked()).isZero();
  }

  @Test
  void quotesTheFirstOfTheErrors() throws Exception {
    answers(
        aResponse()
            .withStatus(403)
            .withBody(
                """
                {"errors": [{"status": "403", "code": "FORBIDDEN_ERROR",
                 "title": "This request is forbidden", "detail": "The API key has no such role."}]}\
                """));
    assertThat(fault().words()).contains("FORBIDDEN_ERROR The API key has no such role.");
  }

  @Test
  void waitsALittleWhenTheHourIsUsedUp() throws Exception {
    answers(
        aResponse()
            .withStatus(429)
            .withHeader("X-Rate-Limit", "user-hour-lim:3500;user-hour-rem:0;")
            .withBody("{\"errors\": [{\"code\": \"RATE_LIMIT_EXCEEDED\"}]}"));
    assertThat(fault().words()).contains("2026-06-15T12:15:00Z");
  }

  @Test
  void refusesWhatCannotBeAnApp() {
    assertThatThrownBy(() -> new AppStoreSettings("org.example", "K", null, "x", null))
        .hasMessageContaining("Apple ID");
  }
}
