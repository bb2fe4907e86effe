package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what links carry and reads it back. Two keys may be valid while one is rotated out; the
 * first one signs. A token says for which incident and person it is and when it was made; whether
 * it is still good (the incident's end, a voided person) is the reader's to check.
 */
public final class Tokens {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int MAC_BYTES = 16;

  private final List<Key> keys;

  /**
   * @throws IllegalArgumentException if there is no key
   */
  public Tokens(List<Key> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("tokens need a key");
    }
    this.keys = List.copyOf(keys);
  }

  /** A secret and the short name by which tokens refer to it. */
  public record Key(String id, SecretKey secret) {
    public Key {
      if (!id.matches("[a-z0-9]{1,8}")) {
        throw new IllegalArgumentException("key id '" + id + "' is not up to 8 letters and digits");
      }
    }

    /**
     * @throws IllegalArgumentException if there are fewer than 32 bytes
     */
    public static Key of(String id, byte[] secret) {
      if (secret.length < 32) {
        throw new IllegalArgumentException("key " + id + " has fewer than 32 bytes");
      }
      return new Key(id, new SecretKeySpec(secret, "HmacSHA256"));
    }

    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  /** What a good token says. */
  public record Grant(String incident, String person, Instant issuedAt) {}

  /** A token with which one person may see and take one incident. */
  public String incident(String incident, String person, Instant now) {
    return sign("i", incident + "~" + person + "~" + Long.toString(now.getEpochSecond(), 36));
  }

  /** What an incident's token says; empty if it is forged, damaged or by a key of the past. */
  public Optional<Grant> readIncident(String token) {
    return read("i", token)
        .map(text -> text.split("~", -1))
        .filter(parts -> parts.length == 3)
        .map(parts ->
            new Grant(parts[0], parts[1], Instant.ofEpochSecond(Long.parseLong(parts[2], 36))));
  }

  /** What the good token of a person's own page says. */
  public record OwnPage(String person, Instant issuedAt) {}

  /** A token with which a person may see, and answer for, what is theirs. */
  public String ownPage(String person, Instant now) {
    return sign("o", person + "~" + Long.toString(now.getEpochSecond(), 36));
  }

  /** What the token of an own page says; empty if it is forged, damaged or by a key of the past. */
  public Optional<OwnPage> readOwnPage(String token) {
    return read("o", token)
        .map(text -> text.split("~", -1))
        .filter(parts -> parts.length == 2)
        .map(parts -> new OwnPage(parts[0], Instant.ofEpochSecond(Long.parseLong(parts[1], 36))));
  }

  /** The token by which others call in for a check; the same as long as the key is. */
  public String beat(CheckId check) {
    return sign("b", check.touchpoint() + "~" + check.check());
  }

  /** Which check a token is for; empty if it is forged or damaged. */
  public Optional<CheckId> readBeat(String token) {
    return read("b", token)
        .map(text -> text.split("~", -1))
        .filter(parts -> parts.length == 2)
        .map(parts -> new CheckId(parts[0], parts[1]));
  }

  private String sign(String purpose, String text) {
    Key key = keys.get(0);
    return key.id() + "." + text + "." + ENCODER.encodeToString(mac(key, purpose, text));
  }

  private Optional<String> read(String purpose, String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    return keys.stream()
        .filter(key -> key.id().equals(parts[0]))
        .filter(key -> same(parts[2], ENCODER.encodeToString(mac(key, purpose, parts[1]))))
        .map(key -> parts[1])
        .findFirst();
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mac(Key key, String purpose, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key.secret());
      byte[] whole = mac.doFinal((purpose + "." + text).getBytes(StandardCharsets.UTF_8));
      return java.util.Arrays.copyOf(whole, MAC_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
