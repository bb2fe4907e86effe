package io.wellkept.probe.access;

import io.wellkept.touchpoint.Doc;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Google lets us in with: a person's consent, or a service account. */
@Doc("What Google lets us in with: client-id, client-secret and refresh-token, or service-account")
public record GoogleKey(
    @Doc(value = "The OAuth client's id", example = "${env:GOOGLE_CLIENT_ID}")
        @Nullable String clientId,
    @Doc(value = "The OAuth client's secret", example = "${env:GOOGLE_CLIENT_SECRET}")
        @Nullable String clientSecret,
    @Doc(
            value = "The refresh token that somebody with access to the account consented to",
            example = "${env:GOOGLE_REFRESH_TOKEN}")
        @Nullable String refreshToken,
    @Doc(
            value = "The whole text of a service account's key file, instead of the three above",
            example = "${file:secrets/google.json}")
        @Nullable String serviceAccount,
    @Doc(value = "Where tokens are given", standard = "https://oauth2.googleapis.com/token")
        @Nullable String tokenUrl) {
  private static final String TOKEN_URL = "https://oauth2.googleapis.com/token";

  public GoogleKey {
    long parts = Stream.of(clientId, clientSecret, refreshToken).filter(Objects::nonNull).count();
    boolean consent = parts == 3 && serviceAccount == null;
    boolean robot = parts == 0 && serviceAccount != null;
    if (!consent && !robot) {
      throw new IllegalArgumentException(
          "set client-id, client-secret and refresh-token, or else service-account alone");
    }
    Written.requireSecret("client-id", clientId);
    Written.requireSecret("client-secret", clientSecret);
    Written.requireSecret("refresh-token", refreshToken);
    tokenUrl = Written.base("token-url", tokenUrl, TOKEN_URL);
  }

  /** The key for these scopes. */
  public Key key(String... scopes) {
    return serviceAccount != null
        ? new Key.Robot(tokenUrl(), serviceAccount, List.of(scopes))
        : new Key.Consent(
            tokenUrl(),
            Objects.requireNonNull(clientId),
            Objects.requireNonNull(clientSecret),
            Objects.requireNonNull(refreshToken));
  }

  /** Never null: filled in. */
  @Override
  public String tokenUrl() {
    return Objects.requireNonNull(tokenUrl);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "GoogleKey[" + (serviceAccount == null ? "a person's consent" : "service account") + "]";
  }
}
