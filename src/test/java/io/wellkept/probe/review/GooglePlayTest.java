package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.GoogleKey;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GooglePlayTest extends ReviewSourceContract {
  private static final String PATH = "/androidpublisher/v3/applications/org.example.shop/reviews";
  private static final KeyPair KEYS = keys();
  private static final String PRIVATE =
      Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded());

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected SourceSettings settings(String base) {
    return settings(
        base,
        """
        {"client_email": "robot@project.example", "private_key_id": "k1",
         "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}\
        """
            .formatted(PRIVATE));
  }

  private static SourceSettings settings(String base, String account) {
    GoogleKey key = new GoogleKey(null, null, null, account, base + "/token");
    return new SourceSettings(
        null,
        null,
        null,
        new GooglePlaySettings("org.example.shop", key, base),
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
    return "google-play";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(Able.COMPLETE, "the service lists the last seven days only");
  }

  @Override
  protected void prepare() {
    server.stubFor(
        post("/token")
            .atPriority(5)
            .willReturn(okJson("{\"access_token\": \"ya29.robot-token\", \"expires_in\": 3600}")));
  }

  @Override
  protected List<String> secrets() {
    return List.of("ya29.robot-token", PRIVATE.substring(0, 60));
  }

  @Override
  protected List<String> sent() {
    return List.of("ya29.robot-token");
  }

  @Override
  protected int perPage() {
    return 100;
  }

  @Override
  protected String cutOff() {
    return "{\"reviews\": [" + row(reviews(1).get(0)) + ", {\"reviewId\": \"2\", ";
  }

  @Override
  protected void shows(List<Review> reviews) {
    if (reviews.isEmpty()) {
      page(null, "{}");
    }
    for (int from = 0; from < reviews.size(); from += perPage()) {
      int to = Math.min(from + perPage(), reviews.size());
      String rows =
          reviews.subList(from, to).stream()
              .map(GooglePlayTest::row)
              .collect(Collectors.joining(","));
      String next =
          to < reviews.size() ? ", \"tokenPagination\": {\"nextPageToken\": \"t" + to + "\"}" : "";
      page(from == 0 ? null : "t" + from, "{\"reviews\": [%s]%s}".formatted(rows, next));
    }
  }

  private void page(String mark, String body) {
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer ya29.robot-token"))
            .withQueryParam("maxResults", equalTo("100"))
            .withQueryParam("token", mark == null ? absent() : equalTo(mark))
            .willReturn(okJson(body)));
  }

  private static String row(Review review) {
    String answer =
        review.answered() == null
            ? ""
            : """
            , {"developerComment": {"text": "Please update.",
             "lastModified": {"seconds": "%d", "nanos": 0}}}\
            """
                .formatted(review.answered().getEpochSecond());
    return """
    {"reviewId": "%s", "authorName": "%s", "comments": [{"userComment": {"text": "\\t%s",
     "lastModified": {"seconds": "%d", "nanos": 0}, "starRating": %d}}%s]}\
    """
        .formatted(
            review.id(),
            CUSTOMER,
            review.text(),
            review.written().getEpochSecond(),
            review.stars(),
            answer);
  }

  @Override
  protected void showsABareReview() {
    shows("{\"lastModified\": {\"seconds\": \"" + NOON.getEpochSecond() + "\"}}");
  }

  private void shows(String userComment) {
    page(
        null,
        "{\"reviews\": [{\"reviewId\": \"77\", \"comments\": [{\"userComment\": %s}]}]}"
            .formatted(userComment));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"text\": \"Slow\\tTakes minutes\" | 'Slow\nTakes minutes'",
        "\"text\": \"\\tTakes minutes\" | Takes minutes",
        "\"text\": \"Takes minutes\" | Takes minutes",
        "\"text\": \"Slow\", \"originalText\": \"Langsam\" | Langsam",
      })
  void quotesTheCustomersOwnWords(String said, String text) throws Exception {
    shows("{\"lastModified\": {\"seconds\": \"1781500000\"}, %s}".formatted(said));
    assertThat(only().text()).isEqualTo(text);
  }

  @Test
  void tellsWhereToReadIt() throws Exception {
    shows(reviews(1));
    Voice voice = only();
    assertThat(voice.link())
        .isEqualTo("https://play.google.com/store/apps/details?id=org.example.shop&reviewId=1");
    assertThat(told().rating()).isNull();
  }

  @Test
  void aReviewWithoutATimeIsNotListedAndNotForgotten() throws Exception {
    page(null, "{\"reviews\": [{\"reviewId\": \"1\"}, " + row(reviews(2).get(1)) + "]}");
    assertThat(only().id()).isEqualTo("2");
  }

  @Test
  void asksForWhatWaitsAndIsListedNoMore() throws Exception {
    shows(reviews(1));
    Instant then = NOON.minus(Duration.ofDays(9));
    single("old/1", row(Review.of("old/1", then).answered(then.plusSeconds(60))));
    Heard heard = hear(Set.of("1", "old/1", "lost"));
    assertThat(((Heard.Told) heard).voices())
        .extracting(Voice::id, Voice::waits)
        .containsExactly(tuple("1", true), tuple("old/1", false));
    server.verify(0, getRequestedFor(urlPathEqualTo(PATH + "/1")));
  }

  @Test
  void isDeafWhereWhatWaitsCannotBeAskedFor() throws Exception {
    shows(reviews(1));
    server.stubFor(get(urlPathEqualTo(PATH + "/old")).willReturn(aResponse().withStatus(503)));
    assertThat(hear(Set.of("old"))).isInstanceOf(Heard.Deaf.class);
  }

  @Test
  void anAnswerThatComesAfterAWeekIsSeen() throws Exception {
    shows(reviews(1));
    ReviewProbe probe = new ReviewProbe(sources, clock);
    Memory memory = judged(probe, Memory.EMPTY).memory();
    server.resetAll();
    prepare();
    shows(List.of());
    clock.move(Duration.ofDays(9));
    Review review = reviews(1).get(0);
    single("1", row(review));
    memory = judged(probe, memory).memory();
    assertThat(AnswerClock.open(memory)).containsExactly("1");
    single("1", row(review.answered(clock.instant())));
    assertThat(AnswerClock.open(judged(probe, memory).memory())).isEmpty();
  }

  private Judgement judged(ReviewProbe probe, Memory memory) throws InterruptedException {
    ReviewSettings settings =
        Scene.settings(ReviewSettings.class, "source", settings(server.baseUrl()));
    Touchpoint touchpoint = Scene.touchpoint(null, ReviewProbe.KIND, settings);
    Look<ReviewSettings> look =
        new Look<>(
            touchpoint,
            touchpoint.checks().get(0),
            settings,
            memory,
            false,
            Look.DEADLINE,
            Leave.NEVER,
            OWNER);
    return probe.judge(look, probe.look(look), memory, clock.instant());
  }

  private Heard hear(Set<String> open) throws InterruptedException {
    return sources.of(settings(server.baseUrl()), CHECK).hear(SINCE, open, WITHIN, false);
  }

  private void single(String id, String review) {
    String path = PATH + "/" + id.replace("/", "%2F");
    server.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(review)));
  }

  @Test
  void signsThatItIsTheServiceAccount() throws Exception {
    shows(reviews(1));
    told();
    String body = server.findAll(postRequestedFor(urlEqualTo("/token"))).get(0).getBodyAsString();
    String assertion =
        URLDecoder.decode(
            body.substring(body.indexOf("assertion=") + "assertion=".length()),
            StandardCharsets.UTF_8);
    SignedJWT token = SignedJWT.parse(assertion);
    assertThat(token.verify(new RSASSAVerifier((RSAPublicKey) KEYS.getPublic()))).isTrue();
    assertThat(token.getJWTClaimsSet().getStringClaim("scope"))
        .isEqualTo("https://www.googleapis.com/auth/androidpublisher");
  }

  @Test
  void saysThatTheAccountIsNoKeyFile() throws Exception {
    Heard heard = hear(settings(server.baseUrl(), "{\"client_email\": \"x\"}"), SINCE);
    assertThat(((Heard.Deaf) heard).fault())
        .isInstanceOfSatisfying(
            NoAccess.class,
            no ->
                assertThat(no.whereConfigured())
                    .isEqualTo("source.google-play.key of shop/reviews"));
  }

  @Test
  void refusesWhatCannotBeAnApp() {
    GoogleKey key = new GoogleKey(null, null, null, "x", null);
    assertThatThrownBy(() -> new GooglePlaySettings("shop", key, null))
        .hasMessageContaining("org.example.shop");
  }
}
