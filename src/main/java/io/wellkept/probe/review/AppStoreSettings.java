package io.wellkept.probe.review;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An app in Apple's App Store, and how we get in. */
@Doc("Reviews in Apple's App Store")
public record AppStoreSettings(
    @Doc(value = "The Apple ID of the app; in quotes", example = "\"1234567890\"") String app,
    @Doc(value = "The id of the API key", example = "2X9R4HXF34") String keyId,
    @Doc(
            value = "The issuer id of a team's key; left out for the key of one person",
            example = "57246542-96fe-1a63-e053-0824d011072a")
        @Nullable String issuer,
    @Doc(
            value = "The whole text of the key's file, AuthKey_….p8",
            example = "${file:secrets/AuthKey_2X9R4HXF34.p8}")
        String privateKey,
    @Doc(value = "Where the API is", standard = AppStoreSettings.BASE) @Nullable String base) {
  static final String BASE = "https://api.appstoreconnect.apple.com";

  public AppStoreSettings {
    if (!app.matches("\\d{1,20}")) {
      throw new IllegalArgumentException(
          "app '" + app + "' is not the Apple ID of an app such as 1234567890");
    }
    if (!keyId.matches("[0-9A-Za-z]{1,40}")) {
      throw new IllegalArgumentException("key-id '" + keyId + "' is not one such as 2X9R4HXF34");
    }
    if (issuer != null && !issuer.matches("[0-9A-Za-z-]{1,64}")) {
      throw new IllegalArgumentException(
          "issuer '" + issuer + "' is not one such as 57246542-96fe-1a63-e053-0824d011072a");
    }
    base = Written.base("base", base, BASE);
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "AppStoreSettings[" + app + ", keyId=" + keyId + "]";
  }
}
