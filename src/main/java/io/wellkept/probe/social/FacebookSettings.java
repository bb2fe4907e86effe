package io.wellkept.probe.social;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page on Facebook, and how we get in. */
@Doc("A page on Facebook")
public record FacebookSettings(
    @Doc(value = "The page's id; in quotes", example = "\"100200300400\"") String page,
    @Doc(
            value = "A token of the page with pages_read_engagement and pages_read_user_content",
            example = "${env:FACEBOOK_PAGE_TOKEN}")
        String token,
    @Doc(value = "The version of the API", standard = "v26.0") @Nullable String version,
    @Doc(value = "Where the API is", standard = "https://graph.facebook.com")
        @Nullable String base) {
  public FacebookSettings {
    if (!page.matches("\\d{1,20}")) {
      throw new IllegalArgumentException("page '" + page + "' is not the id of a page: digits");
    }
    Written.requireSecret("token", token);
    version = Graph.version(version);
    base = Written.base("base", base, Graph.FACEBOOK);
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
    return "FacebookSettings[page=" + page + ", version=" + version + ", base=" + base + "]";
  }
}
