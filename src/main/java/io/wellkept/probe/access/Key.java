package io.wellkept.probe.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /** A key with which short-lived tokens are got elsewhere. */
  sealed interface Renewing extends Key {
    String tokenUrl();
  }

  /**
   * A person's consent, given once: OAuth 2's refresh token.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, 6</a>
   */
  record Consent(String tokenUrl, String clientId, String clientSecret, String refreshToken)
      implements Renewing {
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
  record Robot(String tokenUrl, String account, Collection<String> scopes) implements Renewing {
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
}
