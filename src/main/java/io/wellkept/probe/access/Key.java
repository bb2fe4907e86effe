package io.wellkept.probe.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lets us in at somebody else's service. None of them shows its secrets. */
public sealed interface Key {
  /** What must never be shown, also not when the other side repeats it. */
  List<String> secrets();

  /** Headers that stay the same until somebody renews them; perhaps none. */
  record Fixed(Map<String, String> headers) implements Key {
    public Fixed {
      headers = Map.copyOf(headers);
    }

    /** A token that is sent as {@code Authorization: Bearer}. */
    public static Fixed bearer(String token) {
      return new Fixed(Map.of("Authorization", "Bearer " + token));
    }

    @Override
    public List<String> secrets() {
      return headers.values().stream().flatMap(Fixed::parts).toList();
    }

    /** {@code Bearer x} is as secret as x alone. */
    private static Stream<String> parts(String value) {
      return Stream.of(value, value.substring(value.indexOf(' ') + 1));
    }

    @Override
    public String toString() {
      return "Fixed" + headers.keySet();
    }
  }

  /** A key from which short-lived tokens are made. */
  sealed interface Renewing extends Key {}

  /** A key with which short-lived tokens are got elsewhere. */
  sealed interface Exchanged extends Renewing {
    String tokenUrl();
  }

  /**
   * A person's consent, given once: OAuth 2's refresh token.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, 6</a>
   */
  record Consent(String tokenUrl, String clientId, String clientSecret, String refreshToken)
      implements Exchanged {
    @Override
    public List<String> secrets() {
      return List.of(clientSecret, refreshToken);
    }

    @Override
    public String toString() {
      return "Consent[" + tokenUrl + "]";
    }
  }

  /**
   * A service account: whoever has its private key signs that it is the account.
   *
   * @param account the text of the key file as Google gives it
   * @param scopes what is asked for
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7523">RFC 7523</a>
   */
  record Robot(String tokenUrl, String account, Collection<String> scopes) implements Exchanged {
    public Robot {
      scopes = List.copyOf(scopes);
    }

    @Override
    public List<String> secrets() {
      return List.of(account);
    }

    @Override
    public String toString() {
      return "Robot[" + tokenUrl + ", " + scopes + "]";
    }
  }

  /**
   * An API key with its secret: OAuth 2's client credentials.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, 4.4</a>
   */
  record Client(String tokenUrl, String id, String secret) implements Exchanged {
    @Override
    public List<String> secrets() {
      return List.of(secret, basic());
    }

    /** Both as one word, as the header of a token's question wants them. */
    String basic() {
      byte[] both = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String toString() {
      return "Client[" + tokenUrl + "]";
    }
  }

  /**
   * A private key with which we sign tokens ourselves (ES256), as Apple wants it.
   *
   * @param keyId which key it is
   * @param issuer whose; null for the key of one person
   * @param privateKey the text of the key file: PKCS 8 as PEM
   * @param audience whom the tokens are for
   */
  record Signing(String keyId, @Nullable String issuer, String privateKey, String audience)
      implements Renewing {
    @Override
    public List<String> secrets() {
      return List.of(privateKey);
    }

    @Override
    public String toString() {
      return "Signing[" + keyId + "]";
    }
  }
}
