package io.wellkept.probe.review;

import io.wellkept.probe.Http;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Paper;
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
    Listed listed = settings.listed();
    if (listed != null) {
      return listed(listed, where);
    }
    throw new IllegalStateException("settings without a source are refused when they are made");
  }

  /** A list of any other site, whose form the settings tell. */
  private VoiceSource listed(Listed listed, String where) {
    return switch (listed) {
      case JsonReviewSettings json ->
          new JsonReviews(json, paper(listed, JsonReviews.NAME, Paper.LISTS, where));
      case CsvReviewSettings csv ->
          new CsvReviews(csv, paper(listed, CsvReviews.NAME, Paper.LISTS, where));
      case HtmlReviewSettings html ->
          new HtmlReviews(html, paper(listed, HtmlReviews.NAME, Paper.PAGES, where));
      case RssReviewSettings rss ->
          new RssReviews(rss, paper(listed, RssReviews.NAME, Paper.FEEDS, where));
      case PageReviewSettings page ->
          new PageReviews(page, paper(listed, PageReviews.NAME, Paper.PAGES, where));
    };
  }

  private Paper paper(Listed listed, String name, String accept, String where) {
    String headers = "source." + name + ".headers of " + where;
    return new Paper("the reviews", accept, listed.place(), api, home, headers);
  }
}
