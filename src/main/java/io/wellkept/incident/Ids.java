package io.wellkept.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids made from what they name. The same decision made twice has the same id: that is how a repeat
 * after a crash is recognised.
 */
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 12;

  private Ids() {}

  /** Twelve characters (60 bits) of Crockford's base 32. */
  public static String of(String... parts) {
    byte[] digest = sha256(String.join("\u0000", parts));
    StringBuilder id = new StringBuilder(LENGTH);
    int bits = 0;
    int held = 0;
    for (int i = 0; id.length() < LENGTH; i++) {
      held = (held << 8) | (digest[i] & 0xff);
      bits += 8;
      while (bits >= 5 && id.length() < LENGTH) {
        bits -= 5;
        id.append(ALPHABET.charAt((held >> bits) & 31));
      }
      held &= (1 << bits) - 1;
    }
    return id.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
