package io.wellkept.probe.review;

import io.wellkept.probe.Http;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.voice.VoiceSource;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The sources of reviews that there are. One is enough for a process: it keeps the tokens. Safe for
 * many threads.
 */
public final class ReviewSources {
  private final Api api;
  private final InstantSource clock;
  private final Path home;

  /**
   * @param home where the paths of files begin, and below which they must be
   */
  public ReviewSources(Http http, InstantSource clock, Path home) {
    this.api = new Api(http, clock);
    this.clock = clock;
    this.home = home;
  }

  /**
   * The source that the settings name.
   *
   * @param where the check, for people, such as "google-profile/reviews"
   */
  public VoiceSource of(SourceSettings settings, String where) {
    GoogleProfileSettings google = settings.google();
    if (google != null) {
      return new GoogleProfile(google, api, where);
    }
    TrustpilotSettings trustpilot = settings.trustpilot();
    if (trustpilot != null) {
      return new Trustpilot(trustpilot, api, where);
    }
    AppStoreSettings appStore = settings.appStore();
    if (appStore != null) {
      return new AppStore(appStore, api, where);
    }
    GooglePlaySettings googlePlay = settings.googlePlay();
    if (googlePlay != null) {
      return new GooglePlay(googlePlay, api, where);
    }
    FacebookSettings facebook = settings.facebook();
    if (facebook != null) {
      return new Facebook(facebook, api, where);
    }
    YelpSettings yelp = settings.yelp();
    if (yelp != null) {
      return new Yelp(yelp, api, where);
    }
    throw new IllegalStateException("settings without a source are refused when they are made");
  }
}
