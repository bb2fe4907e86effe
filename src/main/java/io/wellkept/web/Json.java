package io.wellkept.web;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.javalin.http.Context;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads and writes JSON; moments are ISO 8601 in UTC. */
final class Json {
  /** Records as they are: a question that one answers with yes or no is none of its parts. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(seen -> seen.withIsGetterVisibility(Visibility.NONE))
          .build();

  private Json() {}

  static void answer(Context ctx, int status, Object body) {
    answer(ctx, status, "application/json", body);
  }

  static void answer(Context ctx, int status, String type, Object body) {
    ctx.status(status).contentType(type).result(MAPPER.writeValueAsBytes(body));
  }

  /** The text as a tree; a missing node if it is no JSON. */
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
