package io.wellkept.probe.review;

import io.wellkept.probe.access.Place;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reviews as a feed tells them. */
@Doc("Reviews from an RSS or Atom feed; a feed does not tell what is answered")
public record RssReviewSettings(
    @Doc(value = "Where the feed is", example = "https://reviews.example.org/shop.rss")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "reviews.xml")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:FEED_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "The element of an entry that holds the stars", example = "im:rating")
        @Nullable String stars,
    @Doc(
            value =
                "Where title and text say the stars, instead: a regular expression whose first"
                    + " group is the number",
            example = "(\\d)/5")
        @Nullable Pattern starsInText,
    @Doc(value = "The most stars that there are", standard = "5") @Nullable Double best,
    @Doc(value = "The zone of dates and times that name none", standard = "UTC")
        @Nullable ZoneId zone,
    @Doc(value = "The language of its dates: whether 03/04 is in March", example = "en-US")
        @Nullable String language)
    implements Listed {
  public RssReviewSettings {
    headers = Place.require(url, file, headers);
    if (stars != null && starsInText != null) {
      throw new IllegalArgumentException("set either stars or stars-in-text, and not both");
    }
    if (starsInText != null && starsInText.matcher("").groupCount() < 1) {
      throw new IllegalArgumentException(
          "stars-in-text has no group for the number: write for example (\\d)/5");
    }
    best = Listed.requireBest(best);
    zone = Listed.zoneOr(zone);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Double best() {
    return Objects.requireNonNull(best);
  }

  @Override
  public ZoneId zone() {
    return Objects.requireNonNull(zone);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "RssReviewSettings[" + place() + "]";
  }
}
