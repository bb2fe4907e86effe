package io.wellkept.probe.review;

import io.wellkept.probe.access.Place;
import io.wellkept.probe.flow.JsonPaths;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A list of reviews as JSON. */
@Doc("Reviews from a JSON address or file")
public record JsonReviewSettings(
    @Doc(value = "Where it is on the web", example = "https://reviews.example.org/api/shop")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "reviews.json")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:REVIEWS_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "Where the list of reviews is within, as a JSON path", standard = "$")
        @Nullable String items,
    @Doc("Which field of a review says what: a name, a name within a name as reply.text, or a path")
        @Nullable ReviewFields fields,
    @Doc(value = "Where the average of all ratings is, as a JSON path", example = "$.average")
        @Nullable String average,
    @Doc(value = "Where it says how many ratings there are", example = "$.total")
        @Nullable String count,
    @Doc(value = "Where the address of the next page is", example = "$.links.next")
        @Nullable String next,
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
  public JsonReviewSettings {
    headers = Place.require(url, file, headers);
    items = Objects.requireNonNullElse(items, "$");
    Stream.of(items, average, count, next).filter(Objects::nonNull).forEach(JsonPaths::require);
    fields = Objects.requireNonNullElse(fields, ReviewFields.GUESSED);
    fields.named().filter(field -> field.startsWith("$")).forEach(JsonPaths::require);
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
  public String items() {
    return Objects.requireNonNull(items);
  }

  @Override
  public ReviewFields fields() {
    return Objects.requireNonNull(fields);
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
    return "JsonReviewSettings[" + place() + ", items=" + items + "]";
  }
}
