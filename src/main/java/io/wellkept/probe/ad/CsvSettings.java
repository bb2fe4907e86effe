package io.wellkept.probe.ad;

import io.wellkept.probe.access.Place;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list of ads as a spreadsheet saves it. */
@Doc("Ads from a spreadsheet saved as CSV")
public record CsvSettings(
    @Doc(value = "Where the file is on the web", example = "https://shop.example.org/ads.csv")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "ads.csv")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:EXPORT_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc("Which column says what, by the name in the first line") @Nullable FieldNames columns,
    @Doc(
            value = "What stands between two values; guessed from the first line if left out",
            example = "\";\"")
        @Nullable String separator,
    @Doc(value = "The zone in which its days and times are meant", standard = "UTC")
        @Nullable ZoneId zone) {
  public CsvSettings {
    headers = Place.require(url, file, headers);
    columns = Objects.requireNonNullElse(columns, FieldNames.GUESSED);
    if (separator != null && !separator.matches("[,;\\t|]")) {
      throw new IllegalArgumentException(
          "separator '" + separator + "' is none of , ; | and \"\\t\"");
    }
    zone = Objects.requireNonNullElse(zone, ZoneOffset.UTC);
  }

  Place place() {
    return new Place(url, file, headers());
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public FieldNames columns() {
    return Objects.requireNonNull(columns);
  }

  @Override
  public ZoneId zone() {
    return Objects.requireNonNull(zone);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "CsvSettings[" + place() + ", zone=" + zone + "]";
  }
}
