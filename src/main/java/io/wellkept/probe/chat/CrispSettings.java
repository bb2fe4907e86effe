package io.wellkept.probe.chat;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A website in Crisp, and how we get in. */
@Doc("Conversations in Crisp")
public record CrispSettings(
    @Doc(
            value = "The id of the website, as in the widget's snippet",
            example = "7c0f6a52-9a6b-4b1f-8a34-0d7a5c2e9b11")
        String website,
    @Doc(value = "The identifier of a plugin token", example = "${env:CRISP_IDENTIFIER}")
        String identifier,
    @Doc(value = "The key of that token", example = "${env:CRISP_KEY}") String key,
    @Doc(value = "What kind of token it is: plugin or website", standard = "plugin")
        @Nullable String tier,
    @Doc(value = "Where the API is", standard = "https://api.crisp.chat") @Nullable String base) {
  public CrispSettings {
    if (!website.matches("[0-9a-fA-F-]{36}")) {
      throw new IllegalArgumentException("website '" + website + "' is not the id of a website");
    }
    Written.requireSecret("identifier", identifier);
    Written.requireSecret("key", key);
    tier = Objects.requireNonNullElse(tier, "plugin");
    if (!tier.equals("plugin") && !tier.equals("website")) {
      throw new IllegalArgumentException("tier '" + tier + "' is neither plugin nor website");
    }
    base = Written.base("base", base, "https://api.crisp.chat");
  }

  @Override
  public String tier() {
    return Objects.requireNonNull(tier);
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "CrispSettings[website=" + website + ", base=" + base + "]";
  }
}
