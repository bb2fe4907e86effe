package io.wellkept.probe.review;

import io.wellkept.probe.access.MetaVendor;
import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page on Facebook, and how we get in. */
@Doc("Recommendations of a Facebook page")
public record FacebookSettings(
    @Doc(value = "The id of the page; in quotes", example = "\"1234567890\"") String page,
    @Doc(
            value = "A token of the page with pages_read_user_content and pages_read_engagement",
            example = "${env:FACEBOOK_PAGE_TOKEN}")
        String token,
    @Doc(
            value = "The app's secret, if the app demands a proof of it with each call",
            example = "${env:META_APP_SECRET}")
        @Nullable String appSecret,
    @Doc(value = "The version of the API", standard = "v26.0") @Nullable String version,
    @Doc(value = "Where the API is", standard = FacebookSettings.BASE) @Nullable String base) {
  static final String BASE = "https://graph.facebook.com";

  public FacebookSettings {
    if (!page.matches("\\d{1,30}")) {
      throw new IllegalArgumentException(
          "page '" + page + "' is not the id of a page such as 1234567890");
    }
    Written.requireSecret("token", token);
    Written.requireSecret("app-secret", appSecret);
    version = MetaVendor.version(version);
    base = Written.base("base", base, BASE);
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
    return "FacebookSettings[" + page + ", version=" + version + "]";
  }
}
