package io.wellkept.probe.social;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A professional account on Instagram, and how we get in. */
@Doc("A professional account on Instagram")
public record InstagramSettings(
    @Doc(value = "The account's id, in quotes; me for the one of the token", example = "me")
        String account,
    @Doc(
            value =
                "A token that may read the account's media and comments: instagram_basic and"
                    + " instagram_manage_comments, with Instagram's own log-in"
                    + " instagram_business_basic and instagram_business_manage_comments",
            example = "${env:INSTAGRAM_TOKEN}")
        String token,
    @Doc(value = "With which log-in the token was got", standard = "facebook")
        @Nullable Login login,
    @Doc(value = "The version of the API", standard = "v26.0") @Nullable String version,
    @Doc(
            value =
                "Where the API is; https://graph.facebook.com or https://graph.instagram.com by"
                    + " the log-in, if left out",
            example = "https://graph.instagram.com")
        @Nullable String base) {
  /** The two ways in. */
  public enum Login {
    /** By a page on Facebook. */
    FACEBOOK,
    /** By the account itself; such tokens end after 60 days. */
    INSTAGRAM
  }

  public InstagramSettings {
    if (!account.matches("\\d{1,20}|me")) {
      throw new IllegalArgumentException(
          "account '" + account + "' is neither the id of an account nor me");
    }
    login = Objects.requireNonNullElse(login, Login.FACEBOOK);
    if (account.equals("me") && login == Login.FACEBOOK) {
      throw new IllegalArgumentException(
          "account me is known to Instagram's own log-in alone: write the account's id");
    }
    Written.requireSecret("token", token);
    version = Graph.version(version);
    base = Written.base("base", base, login == Login.FACEBOOK ? Graph.FACEBOOK : Graph.INSTAGRAM);
  }

  @Override
  public Login login() {
    return Objects.requireNonNull(login);
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
    return "InstagramSettings[account=" + account + ", login=" + login + ", base=" + base + "]";
  }
}
