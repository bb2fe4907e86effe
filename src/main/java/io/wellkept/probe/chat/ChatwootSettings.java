package io.wellkept.probe.chat;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account of Chatwoot, and how we get in. */
@Doc("Conversations in Chatwoot, theirs or your own")
public record ChatwootSettings(
    @Doc(value = "The number of the account", example = "1") @Nullable Long account,
    @Doc(value = "The access token of somebody who answers", example = "${env:CHATWOOT_TOKEN}")
        @Nullable String token,
    @Doc(value = "Only this inbox, by its number; all if left out", example = "3")
        @Nullable Long inbox,
    @Doc(
            value = "The token in the widget's snippet, no secret: tells whether somebody is there",
            example = "\"Wm3kP9xQ2vB7nR5tY8uZ1aLc\"")
        @Nullable String websiteToken,
    @Doc(value = "Where Chatwoot is", standard = "https://app.chatwoot.com")
        @Nullable String base) {
  public ChatwootSettings {
    Written.requireSecret("token", token);
    if ((account == null) != (token == null)) {
      throw new IllegalArgumentException("account and token go together");
    }
    if (token == null && websiteToken == null) {
      throw new IllegalArgumentException("set account and token, or website-token, or all of them");
    }
    if (inbox != null && token == null) {
      throw new IllegalArgumentException("inbox goes with account and token");
    }
    if (websiteToken != null && !websiteToken.matches("[A-Za-z0-9_-]{4,80}")) {
      throw new IllegalArgumentException(
          "website-token '" + websiteToken + "' is not one from a widget's snippet");
    }
    base = Written.base("base", base, "https://app.chatwoot.com");
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "ChatwootSettings[account=" + account + ", inbox=" + inbox + ", base=" + base + "]";
  }
}
