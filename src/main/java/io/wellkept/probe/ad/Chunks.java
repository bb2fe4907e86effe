package io.wellkept.probe.ad;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what searchStream answers, row by row, so that a large answer needs no more memory than its
 * text: an array of objects with {@code results}, or with an {@code error}.
 */
final class Chunks {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A chunk without rows has no results, and says at least to what it answers. */
  private static final Set<String> FIELDS = Set.of("results", "fieldMask", "requestId", "error");

  private Chunks() {}

  /**
   * How reading ended.
   *
   * @param error what the service says within its answer; null if nothing
   * @param whole whether it was such an answer to its end
   */
  record End(@Nullable JsonNode error, boolean whole) {}

  static End read(byte[] text, Consumer<JsonNode> row) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        return chunk(parser, row);
      }
      if (first != JsonToken.START_ARRAY) {
        return new End(null, false);
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        End end = chunk(parser, row);
        if (end.error() != null || !end.whole()) {
          return end;
        }
      }
      return new End(null, parser.currentToken() == JsonToken.END_ARRAY);
    } catch (JacksonException e) {
      return new End(null, false);
    }
  }

  /** An object that has nothing of a chunk is none: it may come from whatever is in the way. */
  private static End chunk(JsonParser parser, Consumer<JsonNode> row) {
    JsonNode error = null;
    boolean known = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      known |= FIELDS.contains(name);
      if (name.equals("results") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          row.accept(parser.readValueAsTree());
        }
      } else if (name.equals("error")) {
        error = parser.readValueAsTree();
      } else {
        parser.skipChildren();
      }
    }
    return new End(error, known);
  }
}
