package io.wellkept.probe.ad;

import io.wellkept.probe.access.MetaVendor;
import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An ad account of Meta, and how we get in. */
@Doc("Ads from Meta: Facebook, Instagram")
public record MetaSettings(
    @Doc(value = "The id of the ad account; in quotes", example = "\"act_1234567890\"")
        String account,
    @Doc(value = "The token of a system user with ads_read", example = "${env:META_TOKEN}")
        String token,
    @Doc(
            value = "The app's secret, if the app demands a proof of it with each call",
            example = "${env:META_APP_SECRET}")
        @Nullable String appSecret,
    @Doc(value = "The version of the API", standard = "v26.0") @Nullable String version,
    @Doc(value = "Where the API is", standard = "https://graph.facebook.com")
        @Nullable String base) {
  public MetaSettings {
    String digits = account.startsWith("act_") ? account.substring(4) : account;
    if (!digits.matches("\\d{1,19}")) {
      throw new IllegalArgumentException(
          "account '" + account + "' is not the id of an ad account such as act_1234567890");
    }
    account = digits;
    Written.requireSecret("token", token);
    Written.requireSecret("app-secret", appSecret);
    version = MetaVendor.version(version);
    base = Written.base("base", base, "https://graph.facebook.com");
  }

  @Override
  public String version() {
    return Objects.requireNonNull(version);
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "MetaSettings[account=" + account + ", version=" + version + ", base=" + base + "]";
  }
}
