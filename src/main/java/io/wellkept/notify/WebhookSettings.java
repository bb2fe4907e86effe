package io.wellkept.notify;

import io.wellkept.touchpoint.Doc;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An address that takes messages as JSON, signed as Standard Webhooks says. */
@Doc("Sends messages as JSON to another system, signed as Standard Webhooks says.")
public record WebhookSettings(
    @Doc(value = "Where messages are posted.", example = "https://tickets.example.org/wellkept")
        String url,
    @Doc(
            value = "The secret that signs: whsec_ and 24 to 64 bytes in base64.",
            example = "${env:HOOK_SECRET}")
        String secret,
    @Doc("The secret before this one, while receivers change over; signs as well.")
        @Nullable String oldSecret) {
  private static final String PREFIX = "whsec_";

  public WebhookSettings {
    Hosts.requireSafe("url", url);
    key("secret", secret);
    if (oldSecret != null) {
      key("old-secret", oldSecret);
    }
  }

  /**
   * The bytes of a secret.
   *
   * @throws IllegalArgumentException if it is of another form, without repeating it
   */
  static byte[] key(String what, @Nullable String secret) {
    byte[] key = new byte[0];
    if (secret != null && secret.startsWith(PREFIX)) {
      try {
        key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      } catch (IllegalArgumentException e) {
        // said below, without the cause: it may quote the secret
      }
    }
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException(
          what + " is not whsec_ and 24 to 64 bytes in base64, as: openssl rand -base64 32");
    }
    return key;
  }

  @Override
  public String toString() {
    return "WebhookSettings[url=%s secret=%s old-secret=%s]"
        .formatted(Secrets.MASK, Secrets.mask(secret), Secrets.mask(oldSecret));
  }
}
