package io.wellkept.probe.ad;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.wellkept.probe.access.Place;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list of ads as JSON. */
@Doc("Ads from a JSON file or address")
public record JsonSettings(
    @Doc(value = "Where it is on the web", example = "https://shop.example.org/ads.json")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "ads.json")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:EXPORT_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "Where the list of ads is within, as a JSON path", standard = "$")
        @Nullable String path,
    @Doc("Which field of an ad says what; a field within a field as campaign.name")
        @Nullable FieldNames fields,
    @Doc(value = "The zone in which its days and times are meant", standard = "UTC")
        @Nullable ZoneId zone) {
  public JsonSettings {
    headers = Place.require(url, file, headers);
    path = Objects.requireNonNullElse(path, "$");
    try {
      JsonPath.compile(path);
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "path '" + path + "' is not a JSON path such as $.ads or $.data[*].ad");
    }
    fields = Objects.requireNonNullElse(fields, FieldNames.GUESSED);
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
  public String path() {
    return Objects.requireNonNull(path);
  }

  @Override
  public FieldNames fields() {
    return Objects.requireNonNull(fields);
  }

  @Override
  public ZoneId zone() {
    return Objects.requireNonNull(zone);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "JsonSettings[" + place() + ", path=" + path + ", zone=" + zone + "]";
  }
}
