package io.wellkept.probe.review;

import io.wellkept.probe.access.GoogleKey;
import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place of a Google Business Profile, and how we get in. */
@Doc("Reviews of a place on Google")
public record GoogleProfileSettings(
    @Doc(value = "The id of the account that holds the place; in quotes", example = "\"101\"")
        String account,
    @Doc(value = "The id of the place; in quotes", example = "\"202\"") String location,
    @Doc("What Google lets us in with") GoogleKey key,
    @Doc(value = "Where the API is", standard = GoogleProfileSettings.BASE) @Nullable String base) {
  static final String BASE = "https://mybusiness.googleapis.com";

  public GoogleProfileSettings {
    account = id("account", "accounts/", account);
    location = id("location", "locations/", location);
    base = Written.base("base", base, BASE);
  }

  private static String id(String name, String prefix, String written) {
    String digits = written.startsWith(prefix) ? written.substring(prefix.length()) : written;
    if (!digits.matches("\\d{1,30}")) {
      throw new IllegalArgumentException(
          name + " '" + written + "' is not an id such as " + prefix + "101");
    }
    return digits;
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "GoogleProfileSettings[accounts/" + account + "/locations/" + location + "]";
  }
}
