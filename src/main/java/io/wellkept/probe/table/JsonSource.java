package io.wellkept.probe.table;

import io.wellkept.probe.access.Place;
import io.wellkept.probe.flow.JsonPaths;
import io.wellkept.touchpoint.Doc;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something in a JSON document. */
@Doc("From a JSON file or address")
public record JsonSource(
    @Doc(value = "Where it is on the web", example = "https://shop.example.org/figures.json")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "figures.json")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:EXPORT_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(
            value = "Where the number, or the list of events, is within it, as a JSON path",
            standard = "$",
            example = "$.orders.today")
        @Nullable String path) {
  public JsonSource {
    headers = Place.require(url, file, headers);
    path = Objects.requireNonNullElse(path, "$");
    JsonPaths.require(path);
  }

  public Place place() {
    return new Place(url, file, headers());
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public String path() {
    return Objects.requireNonNull(path);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "JsonSource[" + place() + ", path=" + path + "]";
  }
}
