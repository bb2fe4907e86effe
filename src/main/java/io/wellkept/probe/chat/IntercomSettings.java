package io.wellkept.probe.chat;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A workspace of Intercom, and how we get in. */
@Doc("Conversations in Intercom")
public record IntercomSettings(
    @Doc(value = "The access token of a private app", example = "${env:INTERCOM_TOKEN}")
        String token,
    @Doc(value = "Where the workspace is: us, eu or au", standard = "us") @Nullable String region,
    @Doc(value = "The workspace's id, for links to its inbox", example = "abc12345")
        @Nullable String app,
    @Doc(value = "The version of the API", standard = "\"2.13\"") @Nullable String version,
    @Doc(value = "Where the API is", standard = "https://api.intercom.io") @Nullable String base) {
  public IntercomSettings {
    Written.requireSecret("token", token);
    region = Objects.requireNonNullElse(region, "us");
    String standard =
        switch (region) {
          case "us" -> "https://api.intercom.io";
          case "eu" -> "https://api.eu.intercom.io";
          case "au" -> "https://api.au.intercom.io";
          default ->
              throw new IllegalArgumentException(
                  "region '" + region + "' is none of us, eu and au");
        };
    if (app != null && !app.matches("[a-z0-9]{4,20}")) {
      throw new IllegalArgumentException("app '" + app + "' is not the id of a workspace");
    }
    version = Objects.requireNonNullElse(version, "2.13");
    if (!version.matches("\\d{1,2}\\.\\d{1,2}")) {
      throw new IllegalArgumentException("version '" + version + "' is not one such as 2.13");
    }
    base = Written.base("base", base, standard);
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
    return "IntercomSettings[version=" + version + ", base=" + base + "]";
  }
}
