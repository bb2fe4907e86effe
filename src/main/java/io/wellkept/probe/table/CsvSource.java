package io.wellkept.probe.table;

import io.wellkept.probe.access.Place;
import io.wellkept.touchpoint.Doc;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of a spreadsheet saved as CSV. */
@Doc("From a spreadsheet saved as CSV, whose first line names the columns")
public record CsvSource(
    @Doc(value = "Where the file is on the web", example = "https://shop.example.org/events.csv")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "events.csv")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:EXPORT_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(
            value = "What stands between two values; guessed from the first line if left out",
            example = "\";\"")
        @Nullable String separator,
    @Doc(value = "Only lines that say this: values by column", example = "{shop: online}")
        @Nullable Map<String, String> where) {
  public CsvSource {
    headers = Place.require(url, file, headers);
    if (separator != null && !separator.matches("[,;\\t|]")) {
      throw new IllegalArgumentException(
          "separator '" + separator + "' is none of , ; | and \"\\t\"");
    }
    where = where == null ? Map.of() : Map.copyOf(where);
  }

  public Place place() {
    return new Place(url, file, headers());
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Map<String, String> where() {
    return Objects.requireNonNull(where);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "CsvSource[" + place() + ", where=" + where().keySet() + "]";
  }
}
