package io.wellkept.probe.social;

import io.wellkept.probe.Http;
import io.wellkept.probe.access.Api;
import java.time.InstantSource;

/**
 * The sources that there are. One is enough for a process: it knows which services want to be left
 * alone. Safe for many threads.
 */
public final class SocialSources {
  private final Http http;
  private final Api api;
  private final InstantSource clock;

  public SocialSources(Http http, InstantSource clock) {
    this.http = http;
    this.api = new Api(http, clock);
    this.clock = clock;
  }

  /**
   * The source that the settings name.
   *
   * @param check where that is configured, for people, such as "our-channel/social"
   */
  SocialSource of(SourceSettings settings, String check) {
    Feeds feeds = new Feeds(api, "source of " + check);
    FeedSettings feed = settings.feed();
    if (feed != null) {
      return new FeedSource(feed, feeds, clock);
    }
    YouTubeSettings youtube = settings.youtube();
    if (youtube != null) {
      return new YouTube(youtube, api, feeds, clock, "source.youtube.key of " + check);
    }
    MastodonSettings mastodon = settings.mastodon();
    if (mastodon != null) {
      return new Mastodon(mastodon, api, feeds, clock, "source.mastodon.token of " + check);
    }
    BlueskySettings bluesky = settings.bluesky();
    if (bluesky != null) {
      return new Bluesky(bluesky, api, clock, "source.bluesky of " + check);
    }
    FacebookSettings facebook = settings.facebook();
    if (facebook != null) {
      return new Facebook(facebook, api, clock, "source.facebook.token of " + check);
    }
    InstagramSettings instagram = settings.instagram();
    if (instagram != null) {
      return new Instagram(instagram, api, clock, "source.instagram.token of " + check);
    }
    ProfileSettings profile = settings.profile();
    if (profile != null) {
      return new ProfilePage(profile, http);
    }
    throw new IllegalStateException("settings without a source are refused when they are made");
  }
}
