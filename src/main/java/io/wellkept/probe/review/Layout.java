package io.wellkept.probe.review;

import io.wellkept.probe.voice.Heard.Rating;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How one service lays out its pages of reviews. */
interface Layout {
  /** Where the reviews stand; a page on which this is no array is none. */
  JsonNode rows(JsonNode page);

  /** Whether a page without the array is one without reviews: some leave out what is empty. */
  default boolean maybeEmpty(JsonNode page) {
    return false;
  }

  /** The review; empty if it has no id or no time. */
  Optional<Row> row(JsonNode row, JsonNode page);

  /**
   * The next page; null after the last. An address that the service tells is never taken whole: our
   * key would go wherever it points.
   */
  @Nullable HttpUrl next(HttpUrl current, JsonNode page);

  /** What all ratings come to, if the pages say so. */
  default @Nullable Rating rating(JsonNode page) {
    return null;
  }

  /** Whether the service lists all that there is, so that what it does not list is gone. */
  default boolean all() {
    return true;
  }
}
