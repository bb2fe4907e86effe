package io.wellkept.probe.social;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the profile is: exactly one of them. */
@Doc("Where the profile is: exactly one of them")
public record SourceSettings(
    @Doc("A blog, news or a podcast with a feed") @Nullable FeedSettings feed,
    @Doc("A channel on YouTube") @Nullable YouTubeSettings youtube,
    @Doc("An account on Mastodon, or on a server that speaks its language")
        @Nullable MastodonSettings mastodon,
    @Doc("An account on Bluesky") @Nullable BlueskySettings bluesky,
    @Doc("A page on Facebook") @Nullable FacebookSettings facebook,
    @Doc("A professional account on Instagram") @Nullable InstagramSettings instagram,
    @Doc("A profile of which nothing is known but its address") @Nullable ProfileSettings profile) {
  public SourceSettings {
    if (Stream.of(feed, youtube, mastodon, bluesky, facebook, instagram, profile)
            .filter(Objects::nonNull)
            .count()
        != 1) {
      throw new IllegalArgumentException(
          "name exactly one source: feed, youtube, mastodon, bluesky, facebook, instagram or"
              + " profile");
    }
  }

  /** Where most looks go. */
  Optional<String> target() {
    return Stream.of(
            feed == null ? null : feed.url(),
            youtube == null ? null : youtube.base(),
            mastodon == null ? null : mastodon.base(),
            bluesky == null ? null : bluesky.base(),
            facebook == null ? null : facebook.base(),
            instagram == null ? null : instagram.base(),
            profile == null ? null : profile.url())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Whether the source can tell who spoke to the company. */
  boolean hearsComments() {
    return feed == null && profile == null && (youtube == null || youtube.key() != null);
  }
}
