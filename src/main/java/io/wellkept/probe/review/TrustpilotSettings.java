package io.wellkept.probe.review;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A business unit at Trustpilot, and how we get in. */
@Doc("Reviews on Trustpilot")
public record TrustpilotSettings(
    @Doc(value = "The id of the business unit", example = "46a1b2c3000064000500aaaa")
        String businessUnit,
    @Doc(value = "The API key", example = "${env:TRUSTPILOT_KEY}") String apiKey,
    @Doc(
            value =
                "The secret of the API key: with it the reviews are read as the company sees them;"
                    + " without it as everybody does",
            example = "${env:TRUSTPILOT_SECRET}")
        @Nullable String apiSecret,
    @Doc(value = "Where the API is", standard = TrustpilotSettings.BASE) @Nullable String base) {
  static final String BASE = "https://api.trustpilot.com";

  public TrustpilotSettings {
    if (!businessUnit.matches("[0-9A-Za-z]{1,64}")) {
      throw new IllegalArgumentException(
          "business-unit '"
              + businessUnit
              + "' is not an id such as 46a1b2c3000064000500aaaa; docs/checks/review-sources.md"
              + " says how to find it");
    }
    Written.requireSecret("api-key", apiKey);
    Written.requireSecret("api-secret", apiSecret);
    base = Written.base("base", base, BASE);
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "TrustpilotSettings[" + businessUnit + "]";
  }
}
