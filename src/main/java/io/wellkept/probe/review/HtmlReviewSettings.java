package io.wellkept.probe.review;

import io.wellkept.probe.access.Place;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reviews as a web page shows them. */
@Doc("Reviews from a web page, by CSS selectors")
public record HtmlReviewSettings(
    @Doc(value = "The page", example = "https://reviews.example.org/shop") @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "reviews.html")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Cookie: \"${env:REVIEWS_COOKIE}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "Each review, as a CSS selector", example = "article.review") String items,
    @Doc(
            "What of a review says what: a CSS selector within it, and behind @ the attribute, as in"
                + " time@datetime; @data-id alone is one of the review itself")
        ReviewFields fields,
    @Doc(value = "What shows the average of all ratings", example = ".average@content")
        @Nullable String average,
    @Doc(value = "What shows how many ratings there are", example = ".count")
        @Nullable String count,
    @Doc(value = "What leads to the next page", example = "a[rel=next]@href") @Nullable String next,
    @Doc(value = "The parameter of the address that counts pages, instead", example = "page")
        @Nullable String pageParameter,
    @Doc(value = "The number of the first page", standard = "1") @Nullable Integer firstPage,
    @Doc(value = "The most stars that there are", standard = "5") @Nullable Double best,
    @Doc(value = "The zone of dates and times that name none", standard = "UTC")
        @Nullable ZoneId zone,
    @Doc(value = "How dates are written, if not in a usual way", example = "dd.MM.yyyy HH:mm")
        @Nullable String dateFormat,
    @Doc(value = "The language of its dates: whether 03/04 is in March", example = "en-US")
        @Nullable String language)
    implements Listed {
  public HtmlReviewSettings {
    headers = Place.require(url, file, headers);
    if (items == null || items.isBlank()) {
      throw new IllegalArgumentException("items is missing: select what each review is in");
    }
    Spotted.require("items", items);
    if (fields == null || fields.at() == null) {
      throw new IllegalArgumentException("fields.at is missing: select when a review was written");
    }
    fields.named().forEach(each -> Spotted.require("fields", each));
    Stream.of(average, count, next)
        .filter(Objects::nonNull)
        .forEach(each -> Spotted.require("selector", each));
    Listed.requirePaging(file, next, pageParameter);
    firstPage = Objects.requireNonNullElse(firstPage, 1);
    best = Listed.requireBest(best);
    zone = Listed.zoneOr(zone);
    Reading.requireFormat(dateFormat);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Integer firstPage() {
    return Objects.requireNonNull(firstPage);
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
    return "HtmlReviewSettings[" + place() + ", items=" + items + "]";
  }
}
