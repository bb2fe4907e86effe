package io.wellkept.incident;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request really comes from Slack: {@code v0=} and the hexadecimal HMAC-SHA256 of
 * {@code v0:timestamp:body} with the app's signing secret, not older or newer than five minutes
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 */
public final class SlackSignature {
  private static final Duration TOLERANCE = Duration.ofSeconds(300);

  private SlackSignature() {}

  /**
   * Whether the signature fits the body and the moment.
   *
   * @param timestamp the header {@code X-Slack-Request-Timestamp}, seconds since 1970
   * @param signature the header {@code X-Slack-Signature}
   * @param body the request's body as it came, before anything parsed it
   */
  public static boolean verify(
      String secret,
      @Nullable String timestamp,
      @Nullable String signature,
      byte[] body,
      Instant now) {
    if (timestamp == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
      return false;
    }
    Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
      return false;
    }
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8),
        sign(secret, timestamp, body).getBytes(StandardCharsets.UTF_8));
  }

  /** The signature that Slack would send with this body. */
  public static String sign(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
