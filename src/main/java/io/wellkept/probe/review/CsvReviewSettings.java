package io.wellkept.probe.review;

import io.wellkept.probe.access.Place;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list of reviews as a spreadsheet saves it. */
@Doc("Reviews from a spreadsheet saved as CSV")
public record CsvReviewSettings(
    @Doc(value = "Where the file is on the web", example = "https://shop.example.org/reviews.csv")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "reviews.csv")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:EXPORT_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc("Which column says what, by the name in the first line") @Nullable ReviewFields columns,
    @Doc(
            value = "What stands between two values; guessed from the first line if left out",
            example = "\";\"")
        @Nullable String separator,
    @Doc(value = "The most stars that there are", standard = "5") @Nullable Double best,
    @Doc(value = "The zone of dates and times that name none", standard = "UTC")
        @Nullable ZoneId zone,
    @Doc(value = "How dates are written, if not in a usual way", example = "dd.MM.yyyy HH:mm")
        @Nullable String dateFormat,
    @Doc(value = "The language of its dates: whether 03/04 is in March", example = "en-US")
        @Nullable String language)
    implements Listed {
  public CsvReviewSettings {
    headers = Place.require(url, file, headers);
    columns = Objects.requireNonNullElse(columns, ReviewFields.GUESSED);
    if (separator != null && !separator.matches("[,;\\t|]")) {
      throw new IllegalArgumentException(
          "separator '" + separator + "' is none of , ; | and \"\\t\"");
    }
    best = Listed.requireBest(best);
    zone = Listed.zoneOr(zone);
    Reading.requireFormat(dateFormat);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public ReviewFields columns() {
    return Objects.requireNonNull(columns);
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
    return "CsvReviewSettings[" + place() + "]";
  }
}
