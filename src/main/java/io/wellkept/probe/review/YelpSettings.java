package io.wellkept.probe.review;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A business on Yelp, and how we get in. */
@Doc("Reviews on Yelp: the rating, how many there are, and the newest in part")
public record YelpSettings(
    @Doc(
            value = "The business's id of 22 characters, or the name in its address",
            example = "WavvLdfdP6g8aZTtbBQHTw")
        String business,
    @Doc(value = "The API key", example = "${env:YELP_KEY}") String key,
    @Doc(value = "The zone in which Yelp's times are meant: it names none", standard = "UTC")
        @Nullable ZoneId zone,
    @Doc(value = "Where the API is", standard = YelpSettings.BASE) @Nullable String base) {
  static final String BASE = "https://api.yelp.com";

  public YelpSettings {
    if (!business.matches("[^\\s/?#%]{1,200}")) {
      throw new IllegalArgumentException(
          "business '" + business + "' is not an id such as WavvLdfdP6g8aZTtbBQHTw");
    }
    Written.requireSecret("key", key);
    zone = Objects.requireNonNullElse(zone, ZoneOffset.UTC);
    base = Written.base("base", base, BASE);
  }

  @Override
  public ZoneId zone() {
    return Objects.requireNonNull(zone);
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "YelpSettings[" + business + "]";
  }
}
