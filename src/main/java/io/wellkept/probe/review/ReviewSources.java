package io.wellkept.probe.review;

import io.wellkept.probe.Http;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.voice.VoiceSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

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
    return listed(settings, where)
        .orElseThrow(() ->
            new IllegalStateException("settings without a source are refused when they are made"));
  }

  /** A list of any other site, whose form the settings tell. */
  private Optional<VoiceSource> listed(SourceSettings settings, String where) {
    Listed listed = settings.listed();
    if (listed == null) {
      return Optional.empty();
    }
    boolean page = settings.html() != null || settings.page() != null;
    String accept = page ? "text/html, */*;q=0.8" : Paper.LISTS;
    Paper paper = new Paper("the reviews", accept, listed.place(), api, home, "source of " + where);
    return Optional.of(
        switch (listed) {
          case JsonReviewSettings json -> new JsonReviews(json, paper);
          case CsvReviewSettings csv -> new CsvReviews(csv, paper);
          case HtmlReviewSettings html -> new HtmlReviews(html, paper);
          case RssReviewSettings rss -> new RssReviews(rss, paper);
          case PageReviewSettings described -> new PageReviews(described, paper);
        });
  }
}
