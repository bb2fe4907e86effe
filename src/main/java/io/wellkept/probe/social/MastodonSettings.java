package io.wellkept.probe.social;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account on Mastodon. */
@Doc("An account on Mastodon, or on a server that speaks its language")
public record MastodonSettings(
    @Doc(value = "The account with its server", example = "\"@shop@social.example\"")
        String account,
    @Doc(
            value =
                "A token of the account with read:accounts, read:statuses and read:notifications;"
                    + " without it mentions elsewhere are not seen",
            example = "${env:MASTODON_TOKEN}")
        @Nullable String token,
    @Doc(
            value = "Where the server is, if not at https:// and the account's server",
            example = "https://social.example")
        @Nullable String base) {
  public MastodonSettings {
    account = account.startsWith("@") ? account.substring(1) : account;
    if (!account.matches("[\\w.-]{1,100}@[\\w.-]{1,200}(:\\d{1,5})?")) {
      throw new IllegalArgumentException(
          "account '" + account + "' is not one such as @shop@social.example");
    }
    Written.requireSecret("token", token);
    base = Written.base("base", base, "https://" + account.substring(account.indexOf('@') + 1));
  }

  /** The account as its own server calls it. */
  String name() {
    return account.substring(0, account.indexOf('@'));
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "MastodonSettings[account=" + account + ", base=" + base + "]";
  }
}
