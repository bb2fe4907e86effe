package io.wellkept.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.wellkept.ledger.Accounts.Underway;
import io.wellkept.plan.SignIn.Oidc;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One identity provider: what it publishes of itself, where people sign in there, and what its word
 * is worth. Every call has a deadline, and no redirect is followed.
 */
final class Provider {
  private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration FRESH = Duration.ofHours(1);

  /** How long one that is away is not asked again what it publishes of itself. */
  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  private static final int MOST_BYTES = 1 << 20;

  /** How far its clock may be from ours. */
  private static final int SKEW_SECONDS = 60;

  /** Signed with a key that only the provider has; never "none", and never with a shared secret. */
  private static final Set<JWSAlgorithm> SIGNED =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final Oidc settings;
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .callTimeout(DEADLINE)
          .followRedirects(false)
          .followSslRedirects(false)
          .build();

  private @Nullable Known known;
  private Instant askAgain = Instant.MIN;

  private record Known(OIDCProviderMetadata facts, JWKSource<SecurityContext> keys) {}

  /** The provider cannot be asked, or what it says does not hold; the message has no secret. */
  static class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String why, @Nullable Throwable cause) {
      super(why, cause);
    }

    Refusal(String why) {
      this(why, null);
    }
  }

  /** Nobody was refused: the provider does not answer, or with nothing that it should. */
  static final class Away extends Refusal {
    private static final long serialVersionUID = 1L;

    Away(String why, @Nullable Throwable cause) {
      super(why, cause);
    }
  }

  Provider(Oidc settings) {
    this.settings = settings;
  }

  /** Whether it is the one that these settings name. */
  boolean fits(Oidc wanted) {
    return settings.equals(wanted);
  }

  /** Where the browser goes to sign in. */
  URI door(URI back, String state, String nonce, String verifier, Instant now) throws Refusal {
    AuthenticationRequest.Builder request =
        new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(settings.scopes().toArray(String[]::new)),
            new ClientID(settings.clientId()),
            back);
    return request
        .endpointURI(known(now).facts().getAuthorizationEndpointURI())
        .state(new State(state))
        .nonce(new Nonce(nonce))
        .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** Gives the code back and returns what the provider then says of whoever signed in. */
  IDTokenClaimsSet claims(AuthorizationCode code, URI back, Underway underway, Instant now)
      throws Refusal {
    Known provider = known(now);
    OIDCProviderMetadata facts = provider.facts();
    TokenRequest request =
        new TokenRequest.Builder(
                facts.getTokenEndpointURI(),
                authentication(facts),
                new AuthorizationCodeGrant(code, back, new CodeVerifier(underway.verifier())))
            .build();
    JWT token;
    try {
      HTTPResponse answer = request.toHTTPRequest().send(this::send);
      TokenResponse response = OIDCTokenResponseParser.parse(answer);
      if (!(response instanceof OIDCTokenResponse good)) {
        throw new Refusal("the provider did not take the code back");
      }
      token = good.getOIDCTokens().getIDToken();
    } catch (IOException e) {
      throw new Away("the provider did not answer in time", e);
    } catch (ParseException e) {
      throw new Refusal("the provider's answer has no ID token", e);
    }
    return validated(token, provider, underway);
  }

  private IDTokenClaimsSet validated(@Nullable JWT token, Known provider, Underway underway)
      throws Refusal {
    if (token == null) {
      throw new Refusal("the provider's answer has no ID token");
    }
    IDTokenValidator validator =
        new IDTokenValidator(
            new Issuer(settings.issuer()),
            new ClientID(settings.clientId()),
            new JWSVerificationKeySelector<>(SIGNED, provider.keys()),
            null);
    validator.setMaxClockSkew(SKEW_SECONDS);
    try {
      return validator.validate(token, new Nonce(underway.nonce()));
    } catch (KeySourceException e) {
      throw new Away("the provider's keys cannot be had", e);
    } catch (BadJOSEException | JOSEException e) {
      throw new Refusal("the ID token does not hold: " + e.getMessage(), e);
    }
  }

  private ClientAuthentication authentication(OIDCProviderMetadata facts) {
    ClientID id = new ClientID(settings.clientId());
    Secret secret = new Secret(settings.clientSecret());
    List<ClientAuthenticationMethod> methods = facts.getTokenEndpointAuthMethods();
    boolean basic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return basic ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
  }

  private synchronized Known known(Instant now) throws Refusal {
    if (!now.isBefore(askAgain)) {
      ask(now);
    }
    Known last = known;
    if (last == null) {
      throw new Away("the provider did not answer a moment ago", null);
    }
    return last;
  }

  /** What was known goes on counting while it is away: it seldom changes. */
  private void ask(Instant now) throws Refusal {
    try {
      known = discover();
      askAgain = now.plus(FRESH);
    } catch (Away e) {
      askAgain = now.plus(LEFT_ALONE);
      if (known == null) {
        throw e;
      }
      LOG.warn("The identity provider is away, its last words count why=\"{}\"", e.getMessage());
    }
  }

  private Known discover() throws Refusal {
    try {
      URL url = OIDCProviderMetadata.resolveURL(new Issuer(settings.issuer()));
      OIDCProviderMetadata facts = OIDCProviderMetadata.parse(get(url).getContent());
      // OpenID Connect Discovery 1.0, section 4.3
      if (!facts.getIssuer().getValue().equals(settings.issuer().toString())) {
        throw new Refusal("the provider calls itself another issuer than the configuration does");
      }
      if (facts.getAuthorizationEndpointURI() == null
          || facts.getTokenEndpointURI() == null
          || facts.getJWKSetURI() == null) {
        throw new Refusal("the provider does not say where one signs in");
      }
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.<SecurityContext>create(facts.getJWKSetURI().toURL(), this::get).build();
      return new Known(facts, keys);
    } catch (IOException e) {
      throw new Away("the provider did not answer in time", e);
    } catch (GeneralException e) {
      throw new Away("what the provider publishes of itself cannot be read", e);
    }
  }

  private Resource get(URL url) throws IOException {
    Request request =
        new Request.Builder().url(url).header("Accept", "application/json").get().build();
    try (Response response = http.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException(url.getHost() + " answered " + response.code());
      }
      return new Resource(body(response), response.header("Content-Type", ""));
    }
  }

  private ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    String body = asked.getBody();
    Request.Builder request = new Request.Builder().url(asked.getURL());
    asked
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    if (asked.getMethod() == HTTPRequest.Method.POST) {
      MediaType type = MediaType.get("application/x-www-form-urlencoded");
      request.post(RequestBody.create(body == null ? "" : body, type));
    }
    try (Response response = http.newCall(request.build()).execute()) {
      HTTPResponse answer = new HTTPResponse(response.code());
      String type = response.header("Content-Type");
      if (type != null) {
        answer.setHeader("Content-Type", type);
      }
      answer.setBody(body(response));
      return answer;
    }
  }

  private static String body(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(MOST_BYTES)) {
      throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
    }
    return source.readUtf8();
  }
}
