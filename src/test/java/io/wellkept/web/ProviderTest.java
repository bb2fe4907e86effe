package io.wellkept.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import io.wellkept.ledger.Accounts.Underway;
import io.wellkept.plan.SignIn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider may say wrongly, or another in its name: none of it lets anybody in. */
final class ProviderTest {
  private static final String SECRET = "a secret of the client, long enough to sign with it";
  private static final URI BACK = URI.create("http://127.0.0.1:1/back");
  private static final Instant NOW = Instant.now();
  private static final String VERIFIER = Mint.fresh();

  private WireMockServer server;
  private RSAKey key;
  private Provider provider;

  @BeforeEach
  void open() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    publishes(issuer());
    server.stubFor(get("/keys").willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
    provider =
        new Provider(
            new SignIn.Oidc(
                "",
                URI.create(issuer()),
                "wellkept",
                SECRET,
                List.of("openid"),
                "groups",
                null,
                new SignIn.Roles(Map.of(), null)));
  }

  @AfterEach
  void close() {
    server.stop();
  }

  private String issuer() {
    return "http://127.0.0.1:" + server.port();
  }

  private void publishes(String issuer) {
    String facts =
        """
        {"issuer": "%s", "authorization_endpoint": "%s/door", "token_endpoint": "%s/token",
         "jwks_uri": "%s/keys", "subject_types_supported": ["public"],
         "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer, issuer(), issuer(), issuer());
    server.stubFor(get("/.well-known/openid-configuration").willReturn(okJson(facts)));
  }

  private JWTClaimsSet.Builder good() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience("wellkept")
        .subject("anna")
        .claim("nonce", "n")
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(300)));
  }

  private String signed(JWTClaimsSet.Builder claims) throws Exception {
    return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
  }

  private static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm as, JWSSigner signer)
      throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(as).keyID("k1").build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private String subject(String idToken) throws Provider.Refusal {
    String answer =
        "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"id_token\": \"" + idToken + "\"}";
    server.stubFor(post("/token").willReturn(okJson(answer)));
    Underway underway = new Underway("s", "b", "n", Mint.fresh(), "/", NOW.plusSeconds(60));
    return provider.claims(new AuthorizationCode("c"), BACK, underway, NOW).getSubject().getValue();
  }

  private void assertRefused(String idToken, String why) {
    assertThatThrownBy(() -> subject(idToken))
        .isInstanceOf(Provider.Refusal.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void believesATokenThatHolds() throws Exception {
    assertThat(subject(signed(good()))).isEqualTo("anna");
  }

  @Test
  void refusesTokensForAnotherOfAnotherOrOfAnotherTime() throws Exception {
    assertRefused(signed(good().audience("another")), "audience");
    assertRefused(signed(good().issuer("http://127.0.0.1:1")), "issuer");
    assertRefused(signed(good().claim("nonce", "another")), "nonce");
    assertRefused(signed(good().claim("nonce", null)), "nonce");
    assertRefused(signed(good().expirationTime(Date.from(NOW.minusSeconds(120)))), "xpired");
    assertRefused(signed(good().issueTime(Date.from(NOW.plusSeconds(600)))), "ahead");
  }

  @Test
  void refusesWhatTheProviderDidNotSign() throws Exception {
    RSAKey foreign = new RSAKeyGenerator(2048).keyID("k1").generate();
    assertRefused(signed(good(), JWSAlgorithm.RS256, new RSASSASigner(foreign)), "signature");
    assertRefused(new PlainJWT(good().build()).serialize(), "does not hold");
    // with the client's secret instead of the provider's key
    assertRefused(signed(good(), JWSAlgorithm.HS256, new MACSigner(SECRET)), "does not hold");
    String token = signed(good());
    String changed = token.substring(0, token.length() - 6) + "AAAAAA";
    assertRefused(changed, "signature");
  }

  @Test
  void refusesAProviderThatCallsItselfAnother() {
    publishes("https://evil.example.org");
    assertThatThrownBy(() -> provider.door(BACK, "s", "n", Mint.fresh(), NOW))
        .isInstanceOf(Provider.Refusal.class)
        .hasMessageContaining("another issuer");
  }

  @Test
  void whatWasKnownCountsWhileTheProviderIsAway() throws Exception {
    URI door = provider.door(BACK, "s", "n", VERIFIER, NOW);
    server.stubFor(
        get("/.well-known/openid-configuration").willReturn(aResponse().withStatus(500)));
    Instant later = NOW.plus(Duration.ofHours(2));
    assertThat(provider.door(BACK, "s", "n", VERIFIER, later)).isEqualTo(door);
    assertThat(provider.door(BACK, "s", "n", VERIFIER, later.plusSeconds(30))).isEqualTo(door);
    // once, and once more an hour later: the second of the two above left it alone
    server.verify(2, getRequestedFor(urlEqualTo("/.well-known/openid-configuration")));

    server.stubFor(post("/token").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    Underway underway = new Underway("s", "b", "n", VERIFIER, "/", later);
    assertThatThrownBy(() -> provider.claims(new AuthorizationCode("c"), BACK, underway, later))
        .isInstanceOf(Provider.Away.class);
  }

  @Test
  void saysThatAProviderIsAway() {
    server.stubFor(
        get("/.well-known/openid-configuration").willReturn(aResponse().withStatus(500)));
    assertThatThrownBy(() -> provider.door(BACK, "s", "n", Mint.fresh(), NOW))
        .isInstanceOf(Provider.Away.class);
    server.stubFor(
        get("/.well-known/openid-configuration")
            .willReturn(aResponse().withStatus(302).withHeader("Location", "/keys")));
    assertThatThrownBy(() -> provider.door(BACK, "s", "n", Mint.fresh(), NOW.plusSeconds(60)))
        .isInstanceOf(Provider.Away.class);
  }
}
