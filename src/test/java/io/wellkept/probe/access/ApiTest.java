package io.wellkept.probe.access;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.wellkept.probe.Http;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiTest {
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final String WHERE = "source.x of sale/ads";
  private static final Vendor SERVICE = new PlainVendor("Example");

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  private Scene.Clock clock = new Scene.Clock();
  private Http http = Scene.http(clock);
  private Api api = new Api(http, clock);

  @BeforeEach
  void start() {
    if (!server.isRunning()) {
      server.start();
    }
    server.resetAll();
    clock = new Scene.Clock();
    http = Scene.http(clock);
    api = new Api(http, clock);
  }

  @AfterEach
  void close() {
    http.close();
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  private Key consent() {
    return new GoogleKey("client-1", "cl1ent-secret", "r3fresh-token", null, tokenUrl()).key("s");
  }

  private String tokenUrl() {
    return server.baseUrl() + "/token";
  }

  private Reply ask(Key key) throws InterruptedException {
    Call call = Call.get(SERVICE, key, WHERE, URI.create(server.baseUrl() + "/data"));
    return api.ask(call, TimeLeft.of(WITHIN), false);
  }

  private Fault fault(Key key) throws InterruptedException {
    return ((Reply.Failed) ask(key)).fault();
  }

  private void gives(String token, int seconds) {
    gives(okJson("{\"access_token\": \"%s\", \"expires_in\": \"%d\"}".formatted(token, seconds)));
  }

  private void gives(ResponseDefinitionBuilder answer) {
    server.stubFor(post("/token").willReturn(answer));
  }

  private void takes(String token) {
    server.stubFor(
        get("/data")
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(okJson("{}")));
  }

  private int tokensAsked() {
    return server.findAll(postRequestedFor(urlEqualTo("/token"))).size();
  }

  @Test
  void keepsATokenUntilAMinuteBeforeItsEnd() throws Exception {
    gives("t0ken-one", 3600);
    takes("t0ken-one");
    assertThat(ask(consent())).isInstanceOf(Reply.Said.class);
    clock.move(Duration.ofMinutes(58));
    assertThat(ask(consent())).isInstanceOf(Reply.Said.class);
    assertThat(tokensAsked()).isEqualTo(1);
    clock.move(Duration.ofSeconds(61));
    gives("t0ken-two", 3600);
    takes("t0ken-two");
    assertThat(ask(consent())).isInstanceOf(Reply.Said.class);
    assertThat(tokensAsked()).isEqualTo(2);
    server.verify(
        postRequestedFor(urlEqualTo("/token"))
            .withHeader("Content-Type", containing("application/x-www-form-urlencoded"))
            .withRequestBody(containing("grant_type=refresh_token"))
            .withRequestBody(containing("client_id=client-1"))
            .withRequestBody(containing("refresh_token=r3fresh-token")));
  }

  @Test
  void neverAsksTwiceAtOnceForOneKey() throws Exception {
    gives(okJson("{\"access_token\": \"t0ken-one\", \"expires_in\": 3600}").withFixedDelay(300));
    takes("t0ken-one");
    assertThat(together(12)).allMatch(Reply.Said.class::isInstance);
    assertThat(tokensAsked()).isEqualTo(1);
  }

  @Test
  void renewsOnceForAllWhoseTokenWasRefused() throws Exception {
    gives("t0ken-old", 3600);
    takes("t0ken-old");
    ask(consent());
    server.resetAll();
    server.stubFor(get("/data").willReturn(aResponse().withStatus(401)));
    takes("t0ken-new");
    gives(okJson("{\"access_token\": \"t0ken-new\", \"expires_in\": 3600}").withFixedDelay(300));
    assertThat(together(12)).allMatch(Reply.Said.class::isInstance);
    assertThat(tokensAsked()).isEqualTo(1);
  }

  private List<Reply> together(int askers) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> asking = new ArrayList<>();
      for (int i = 0; i < askers; i++) {
        asking.add(() -> ask(consent()));
      }
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> each : threads.invokeAll(asking)) {
        replies.add(each.get());
      }
      return replies;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, the refresh token of Example",
    "401, invalid_client, the OAuth client of Example",
    "400, unauthorized_client, the OAuth client of Example",
    "403, access_denied, the OAuth client of Example",
  })
  void saysWhichKeyIsDead(int status, String error, String what) throws Exception {
    gives(
        aResponse()
            .withStatus(status)
            .withBody(
                """
                {"error": "%s", "error_description": "Token r3fresh-token was revoked."}\
                """
                    .formatted(error)));
    assertThat(fault(consent()))
        .isEqualTo(new NoAccess(what + " (" + error + " Token … was revoked.)", WHERE));
    assertThat(fault(consent())).isInstanceOf(NoAccess.class);
    assertThat(tokensAsked()).as("a dead key is not shown again at once").isEqualTo(1);
    clock.move(Duration.ofSeconds(61));
    gives("t0ken-one", 3600);
    takes("t0ken-one");
    assertThat(ask(consent())).isInstanceOf(Reply.Said.class);
  }

  @Test
  void asksOnceMoreWhenTheOneWhoGivesTokensStumbled() throws Exception {
    gives("t0ken-one", 3600);
    takes("t0ken-one");
    server.stubFor(
        post("/token")
            .inScenario("first")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(aResponse().withStatus(500)));
    assertThat(ask(consent())).isInstanceOf(Reply.Said.class);
  }

  @Test
  void isBlindWhileNoTokensAreGiven() throws Exception {
    gives(aResponse().withStatus(503));
    assertThat(fault(consent())).isInstanceOf(ServiceFails.class);
    clock.move(Duration.ofMinutes(2));
    gives(okJson("{\"access_token\": \"brok"));
    assertThat(fault(consent())).isInstanceOf(ServiceFails.class);
    clock.move(Duration.ofMinutes(2));
    gives(aResponse().withStatus(429));
    assertThat(fault(consent())).isInstanceOf(Throttled.class);
  }

  @Test
  void signsAsAServiceAccount() throws Exception {
    KeyPair pair = rsa();
    String account =
        """
        {"type": "service_account", "client_email": "w@p.iam.gserviceaccount.example",
         "private_key_id": "k1",
         "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}\
        """
            .formatted(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    Key key = new GoogleKey(null, null, null, account, tokenUrl()).key("https://scope.example/a");
    gives("t0ken-one", 3600);
    takes("t0ken-one");
    assertThat(ask(key)).isInstanceOf(Reply.Said.class);
    String form = server.findAll(postRequestedFor(urlEqualTo("/token"))).get(0).getBodyAsString();
    String sent = URLDecoder.decode(form, StandardCharsets.UTF_8);
    assertThat(sent).contains("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer");
    SignedJWT jwt = SignedJWT.parse(sent.substring(sent.indexOf("assertion=") + 10));
    assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic()))).isTrue();
    assertThat(jwt.getHeader().getKeyID()).isEqualTo("k1");
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("w@p.iam.gserviceaccount.example");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(tokenUrl());
    assertThat(jwt.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("https://scope.example/a");
    assertThat(jwt.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(clock.instant());
    assertThat(key.toString()).doesNotContain(account).doesNotContain("PRIVATE");
  }

  private static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  @Test
  void saysThatAKeyFileIsNone() throws Exception {
    Key key = new GoogleKey(null, null, null, "no key at all", tokenUrl()).key("s");
    assertThat(fault(key))
        .isInstanceOfSatisfying(
            NoAccess.class, refused -> assertThat(refused.what()).contains("is not a key file"));
    assertThat(tokensAsked()).isZero();
  }

  @Test
  void sendsAFixedKeyAsItIs() throws Exception {
    takes("f1xed-token");
    assertThat(ask(Key.Fixed.bearer("f1xed-token"))).isInstanceOf(Reply.Said.class);
    server.resetAll();
    server.stubFor(get("/data").willReturn(aResponse().withStatus(401)));
    assertThat(fault(Key.Fixed.bearer("f1xed-token")))
        .isEqualTo(new NoAccess("the key of Example (answered 401)", WHERE));
  }

  @Test
  void leavesAloneOnlyThoseWhoseKeyHasUsedUpItsShare() throws Exception {
    server.stubFor(get("/data").willReturn(aResponse().withStatus(400).withBody("slow down")));
    Vendor easilyTired =
        new Vendor() {
          @Override
          public String name() {
            return "Example";
          }

          @Override
          public Meaning meaning(
              int status,
              okhttp3.Headers headers,
              tools.jackson.databind.JsonNode body,
              java.time.Instant now) {
            return new Meaning.TooOften("limit", now.plus(Duration.ofDays(9)));
          }
        };
    Key one = Key.Fixed.bearer("f1xed-token");
    Call call = Call.get(easilyTired, one, WHERE, URI.create(server.baseUrl() + "/data"));
    Fault fault = ((Reply.Failed) api.ask(call, TimeLeft.of(WITHIN), false)).fault();
    assertThat(fault.words()).contains("2026-06-15T18:00:00Z");
    takes("f1xed-token");
    takes("another-token");
    assertThat(fault(one)).isInstanceOf(Throttled.class);
    assertThat(ask(Key.Fixed.bearer("another-token"))).isInstanceOf(Reply.Said.class);
    clock.move(Duration.ofHours(6));
    assertThat(ask(one)).isInstanceOf(Reply.Said.class);
  }

  @Test
  void takesSecretsOutOfWhatOthersSay() {
    assertThat(Scrubber.scrub("no: EAAabcdefghijklmnop\n and ab%2Bcdef", List.of("ab+cdef")))
        .isEqualTo("no: … and …");
    assertThat(Scrubber.scrub("x".repeat(500), List.of())).hasSize(200);
    assertThat(Call.get(SERVICE, consent(), WHERE, URI.create("https://a.example/?token=abc")))
        .asString()
        .doesNotContain("abc")
        .doesNotContain("r3fresh");
  }

  @Test
  void refusesHalfAKey() {
    assertThatThrownBy(() -> new GoogleKey("a", "b", null, null, null))
        .hasMessageContaining("client-id, client-secret and refresh-token");
    assertThatThrownBy(() -> new GoogleKey("a", "b", "c", "d", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GoogleKey("a", "b c", "d", null, null))
        .hasMessageContaining("client-secret")
        .hasMessageNotContaining("b c");
  }
}
