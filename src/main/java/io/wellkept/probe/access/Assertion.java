package io.wellkept.probe.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Signs that we are a service account.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Google,
 *     server to server</a>
 */
final class Assertion {
  /** The longest that Google takes. */
  private static final Duration LIFE = Duration.ofHours(1);

  private Assertion() {}

  /** Empty if the account's text is no key file, or its key no RSA key. */
  static Optional<String> of(Key.Robot robot, Instant now) {
    JsonNode file = Trees.orMissing(robot.account().getBytes(StandardCharsets.UTF_8));
    String email = Trees.text(file.path("client_email"));
    Optional<PrivateKey> key = privateKey(Trees.text(file.path("private_key")));
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
    try {
      signed.sign(new RSASSASigner(key.get()));
      return Optional.of(signed.serialize());
    } catch (JOSEException e) {
      // Not as a cause: nothing of the key may get into a log.
      return Optional.empty();
    }
  }

  private static Optional<PrivateKey> privateKey(String pem) {
    String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    if (base64.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      return Optional.of(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
