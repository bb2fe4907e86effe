package io.wellkept.probe.chat;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The conversations of a HubSpot account, and how we get in. */
@Doc("Conversations in HubSpot")
public record HubspotSettings(
    @Doc(
            value = "The token of a private app with conversations.read",
            example = "${env:HUBSPOT_TOKEN}")
        String token,
    @Doc(value = "Only this inbox, by its number; all if left out", example = "22")
        @Nullable Long inbox,
    @Doc(value = "The account's number, for links to its inbox", example = "1234567")
        @Nullable Long portal,
    @Doc(value = "Where the API is", standard = "https://api.hubapi.com") @Nullable String base) {
  public HubspotSettings {
    Written.requireSecret("token", token);
    base = Written.base("base", base, "https://api.hubapi.com");
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "HubspotSettings[inbox=" + inbox + ", base=" + base + "]";
  }
}
