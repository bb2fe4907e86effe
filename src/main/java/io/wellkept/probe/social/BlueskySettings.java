package io.wellkept.probe.social;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account on Bluesky. */
@Doc("An account on Bluesky")
public record BlueskySettings(
    @Doc(value = "Its handle or its DID", example = "shop.example.org") String account,
    @Doc(value = "Where it is asked, without a key", standard = "https://public.api.bsky.app")
        @Nullable String base) {
  public BlueskySettings {
    account = account.startsWith("@") ? account.substring(1) : account;
    if (!account.matches("[\\w-]+(\\.[\\w-]+)+|did:[a-z]+:[\\w.:%-]+")) {
      throw new IllegalArgumentException(
          "account '" + account + "' is not a handle such as shop.bsky.social, nor a DID");
    }
    base = Written.base("base", base, "https://public.api.bsky.app");
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }
}
