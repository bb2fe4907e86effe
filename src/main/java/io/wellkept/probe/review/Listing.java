package io.wellkept.probe.review;

import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reviews as they come in, page by page. */
final class Listing {
  private final Layout layout;
  private final Instant since;
  private final Map<String, Voice> voices = new LinkedHashMap<>();
  private Heard.@Nullable Rating rating;
  private boolean complete;
  private boolean sorted = true;
  private boolean enough;
  private Instant last = Instant.MAX;

  Listing(Layout layout, Instant since) {
    this.layout = layout;
    this.since = since;
    this.complete = layout.all();
  }

  /** Takes what a page lists; says what is wrong with the page, or null. */
  @Nullable String take(JsonNode page) {
    JsonNode rows = layout.rows(page);
    if (!rows.isArray() && !layout.maybeEmpty(page)) {
      return "the answer is not what it should be: it lists no reviews";
    }
    rating = rating == null ? layout.rating(page) : rating;
    int readable = 0;
    boolean young = rows.isEmpty();
    for (JsonNode each : rows) {
      Optional<Row> row = layout.row(each, page);
      if (row.isPresent()) {
        readable++;
        young |= take(row.get());
      } else {
        complete = false;
      }
    }
    if (readable == 0 && !rows.isEmpty()) {
      return "the answer is not what it should be: its reviews have no id or no time";
    }
    enough = voices.size() > VoiceSource.MOST || (sorted && !young);
    return null;
  }

  /** Whether the review is young enough to be told. */
  private boolean take(Row row) {
    sorted &= !row.listedBy().isAfter(last);
    last = row.listedBy();
    boolean young = !row.listedBy().isBefore(since);
    if (young) {
      voices.put(row.voice().id(), row.voice());
    }
    return young;
  }

  /** Whether what would come next is older than asked for, or too much. */
  boolean enough() {
    return enough;
  }

  Heard.Told told() {
    boolean tooMany = voices.size() > VoiceSource.MOST;
    return new Heard.Told(
        voices.values().stream().limit(VoiceSource.MOST).toList(), complete && !tooMany, rating);
  }
}
