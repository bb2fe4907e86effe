package io.wellkept.probe.ad;

import io.wellkept.probe.access.GoogleKey;
import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account of Google Ads, and how we get in. */
@Doc("Ads from Google Ads")
public record GoogleSettings(
    @Doc(
            value = "The id of the account that holds the ads, not of its manager; in quotes",
            example = "\"111-222-3333\"")
        String customer,
    @Doc(
            value = "The id of the manager account, if the key gets in through one; in quotes",
            example = "\"444-555-6666\"")
        @Nullable String loginCustomer,
    @Doc("What Google lets us in with") GoogleKey key,
    @Doc(
            value = "Sent only if set: since September 2026 Google asks for none",
            example = "${env:GOOGLE_ADS_TOKEN}")
        @Nullable String developerToken,
    @Doc(value = "Whether the asset groups of Performance Max count as ads", standard = "true")
        @Nullable Boolean performanceMax,
    @Doc(value = "The version of the API; each lives about a year", standard = "v25")
        @Nullable String version,
    @Doc(value = "Where the API is", standard = "https://googleads.googleapis.com")
        @Nullable String base) {
  public GoogleSettings {
    customer = digits("customer", customer);
    loginCustomer = loginCustomer == null ? null : digits("login-customer", loginCustomer);
    Written.requireSecret("developer-token", developerToken);
    performanceMax = performanceMax == null || performanceMax;
    version = Objects.requireNonNullElse(version, "v25");
    if (!version.matches("v\\d{1,3}")) {
      throw new IllegalArgumentException("version '" + version + "' is not one such as v25");
    }
    base = Written.base("base", base, "https://googleads.googleapis.com");
  }

  private static String digits(String name, String written) {
    String digits = written.replace("-", "").strip();
    if (!digits.matches("\\d{1,19}")) {
      throw new IllegalArgumentException(
          name + " '" + written + "' is not the id of an account such as 111-222-3333");
    }
    return digits;
  }

  @Override
  public Boolean performanceMax() {
    return Objects.requireNonNull(performanceMax);
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
    return "GoogleSettings[customer=" + customer + ", version=" + version + ", base=" + base + "]";
  }
}
