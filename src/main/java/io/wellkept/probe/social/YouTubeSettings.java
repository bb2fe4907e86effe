package io.wellkept.probe.social;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A channel on YouTube. */
@Doc("A channel on YouTube")
public record YouTubeSettings(
    @Doc(
            value = "The channel's id, which begins with UC; not its handle",
            example = "UCabcdefghijklmnopqrstuv")
        String channel,
    @Doc(
            value = "A key of the YouTube Data API; without it comments are not looked at",
            example = "${env:YOUTUBE_KEY}")
        @Nullable String key,
    @Doc(value = "Where the channel's feed is", standard = "https://www.youtube.com")
        @Nullable String base,
    @Doc(value = "Where the Data API is", standard = "https://www.googleapis.com")
        @Nullable String api) {
  public YouTubeSettings {
    if (!channel.matches("UC[\\w-]{1,40}")) {
      throw new IllegalArgumentException(
          "channel '"
              + channel
              + "' is not the id of a channel such as UCabcdefghijklmnopqrstuv: it stands in the"
              + " source of the channel's page");
    }
    Written.requireSecret("key", key);
    base = Written.base("base", base, "https://www.youtube.com");
    api = Written.base("api", api, "https://www.googleapis.com");
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  @Override
  public String api() {
    return Objects.requireNonNull(api);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "YouTubeSettings[channel=" + channel + ", base=" + base + ", api=" + api + "]";
  }
}
