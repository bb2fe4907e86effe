package io.wellkept.probe.review;

import io.wellkept.probe.access.Place;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of every list of reviews have in common, wherever it is and whatever its form.
 */
sealed interface Listed
    permits CsvReviewSettings,
        HtmlReviewSettings,
        JsonReviewSettings,
        PageReviewSettings,
        RssReviewSettings {
  @Nullable String url();

  @Nullable String file();

  Map<String, String> headers();

  ZoneId zone();

  @Nullable String language();

  default @Nullable String dateFormat() {
    return null;
  }

  default Double best() {
    return 5.0;
  }

  /** Where it says how many ratings there are; null if nowhere. */
  default @Nullable String count() {
    return null;
  }

  /** All that its rating depends on, beside the place. */
  default String scale() {
    return switch (this) {
      case CsvReviewSettings csv -> best() + " " + csv.columns().stars();
      case HtmlReviewSettings html ->
          String.join(
              " ",
              "" + best(),
              "" + html.fields().stars(),
              "" + html.average(),
              "" + html.count(),
              "" + html.next(),
              "" + html.pageParameter());
      case JsonReviewSettings json ->
          String.join(
              " ",
              "" + best(),
              "" + json.fields().stars(),
              "" + json.average(),
              "" + json.count(),
              "" + json.next(),
              "" + json.pageParameter());
      case PageReviewSettings unused -> "";
      case RssReviewSettings rss -> best() + " " + rss.stars() + " " + rss.starsInText();
    };
  }

  default Place place() {
    return new Place(url(), file(), headers());
  }

  default Reading reading() {
    return new Reading(zone(), language(), dateFormat(), best());
  }

  /** UTC if none is set. */
  static ZoneId zoneOr(@Nullable ZoneId zone) {
    return Objects.requireNonNullElse(zone, ZoneOffset.UTC);
  }

  /** Five if none is set. */
  static Double requireBest(@Nullable Double best) {
    double most = Objects.requireNonNullElse(best, 5.0);
    if (!(most > 0) || most > 100_000) {
      throw new IllegalArgumentException("best " + best + " is not a number of stars");
    }
    return most;
  }

  static void requirePaging(
      @Nullable String file, @Nullable String next, @Nullable String pageParameter) {
    if (next != null && pageParameter != null) {
      throw new IllegalArgumentException("set either next or page-parameter, and not both");
    }
    if (file != null && (next != null || pageParameter != null)) {
      throw new IllegalArgumentException("a file has no pages: leave next and page-parameter out");
    }
  }
}
