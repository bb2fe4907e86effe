package io.wellkept.probe.review;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where reviews come from: exactly one of them. */
@Doc("Where the reviews come from: exactly one source")
public record SourceSettings(
    @Doc("Reviews of a place on Google") @Nullable GoogleProfileSettings google,
    @Doc("Reviews on Trustpilot") @Nullable TrustpilotSettings trustpilot,
    @Doc("Reviews in Apple's App Store") @Nullable AppStoreSettings appStore,
    @Doc("Reviews in Google Play") @Nullable GooglePlaySettings googlePlay,
    @Doc("Recommendations of a Facebook page") @Nullable FacebookSettings facebook,
    @Doc("Reviews on Yelp") @Nullable YelpSettings yelp,
    @Doc("Rating and reviews that a page describes as JSON-LD") @Nullable PageReviewSettings page,
    @Doc("Reviews from a JSON address or file") @Nullable JsonReviewSettings json,
    @Doc("Reviews from a spreadsheet saved as CSV") @Nullable CsvReviewSettings csv,
    @Doc("Reviews from a web page, by CSS selectors") @Nullable HtmlReviewSettings html,
    @Doc("Reviews from an RSS or Atom feed") @Nullable RssReviewSettings rss) {
  public SourceSettings {
    long named =
        Stream.of(google, trustpilot, appStore, googlePlay, facebook, yelp)
                .filter(Objects::nonNull)
                .count()
            + Stream.of(page, json, csv, html, rss).filter(Objects::nonNull).count();
    if (named != 1) {
      throw new IllegalArgumentException(
          "name exactly one source: google, trustpilot, app-store, google-play, facebook, yelp,"
              + " page, json, csv, html or rss");
    }
  }

  /** The list that is asked for, where it is one; null where a vendor's service is. */
  @Nullable Listed listed() {
    return Stream.of(page, json, csv, html, rss)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Listed.class::cast)
        .orElse(null);
  }
}
