package io.wellkept.probe.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Signs who we are. */
final class Assertion {
  /** The longest that Google takes. */
  private static final Duration LIFE = Duration.ofHours(1);

  /** Apple takes 20 minutes at most, from its issue to its end. */
  static final Duration SHORT_LIFE = Duration.ofMinutes(15);

  /** So far may the other side's clock be behind ours. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private Assertion() {}

  /**
   * That we are a service account. Empty if the account's text is no key file, or its key no RSA
   * key.
   *
   * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Google,
   *     server to server</a>
   */
  static Optional<String> of(Key.Robot robot, Instant now) {
    JsonNode file = Trees.orMissing(robot.account().getBytes(StandardCharsets.UTF_8));
    String email = Trees.text(file.path("client_email"));
    Optional<PrivateKey> key = privateKey("RSA", Trees.text(file.path("private_key")));
    if (email.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(email)
            .audience(robot.tokenUrl())
            .claim("scope", String.join(" ", robot.scopes()))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256);
    String id = Trees.text(file.path("private_key_id"));
    SignedJWT signed = new SignedJWT((id.isEmpty() ? header : header.keyID(id)).build(), claims);
    return signed(signed, () -> new RSASSASigner(key.get()));
  }

  /**
   * That we hold Apple's key. Empty if its text is no private key on the curve P-256.
   *
   * @see <a
   *     href="https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests">
   *     Generating tokens</a>
   */
  static Optional<String> of(Key.Signing key, Instant now) {
    Optional<PrivateKey> secret = privateKey("EC", key.privateKey());
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .audience(key.audience())
            .issueTime(Date.from(now.minus(SKEW)))
            .expirationTime(Date.from(now.plus(SHORT_LIFE)));
    // A person's key names no issuer.
    claims = key.issuer() == null ? claims.subject("user") : claims.issuer(key.issuer());
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(key.keyId())
            .type(JOSEObjectType.JWT)
            .build();
    return signed(
        new SignedJWT(header, claims.build()),
        // Finds the curve by itself, and refuses to sign ES256 on another.
        () -> new ECDSASigner((ECPrivateKey) secret.get()));
  }

  /** What makes a signature; refuses a key that is not of its kind. */
  private interface Pen {
    JWSSigner signer() throws JOSEException;
  }

  private static Optional<String> signed(SignedJWT text, Pen pen) {
    try {
      text.sign(pen.signer());
      return Optional.of(text.serialize());
    } catch (JOSEException e) {
      // Not as a cause: nothing of the key may get into a log.
      return Optional.empty();
    }
  }

  private static Optional<PrivateKey> privateKey(String kind, String pem) {
    String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    if (base64.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      return Optional.of(
          KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
