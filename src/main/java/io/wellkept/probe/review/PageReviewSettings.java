package io.wellkept.probe.review;

import io.wellkept.probe.access.Place;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reviews as a page describes them for search engines. */
@Doc("Rating and reviews that a page describes as JSON-LD; it does not tell what is answered")
public record PageReviewSettings(
    @Doc(value = "The page", example = "https://shop.example.org/tea") @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "tea.html")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Cookie: \"${env:SHOP_COOKIE}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "The zone of dates and times that name none", standard = "UTC")
        @Nullable ZoneId zone,
    @Doc(value = "The language of its dates: whether 03/04 is in March", example = "en-US")
        @Nullable String language)
    implements Listed {
  public PageReviewSettings {
    headers = Place.require(url, file, headers);
    zone = Listed.zoneOr(zone);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public ZoneId zone() {
    return Objects.requireNonNull(zone);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "PageReviewSettings[" + place() + "]";
  }
}
