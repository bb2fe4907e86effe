package io.wellkept.probe.review;

import io.wellkept.probe.access.GoogleKey;
import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An app in Google Play, and how we get in. */
@Doc("Reviews in Google Play")
public record GooglePlaySettings(
    @Doc(value = "The name of the app's package", example = "org.example.shop") String app,
    @Doc("What Google lets us in with") GoogleKey key,
    @Doc(value = "Where the API is", standard = GooglePlaySettings.BASE) @Nullable String base) {
  static final String BASE = "https://androidpublisher.googleapis.com";

  public GooglePlaySettings {
    if (!app.matches("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)+")) {
      throw new IllegalArgumentException(
          "app '" + app + "' is not the name of a package such as org.example.shop");
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
    return "GooglePlaySettings[" + app + "]";
  }
}
