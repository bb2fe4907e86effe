package io.wellkept.probe.access;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON of others, which may be anything. */
public final class Trees {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Trees() {}

  /** The whole text as one value; empty if it is none, or breaks off. */
  public static Optional<JsonNode> whole(byte[] text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The same; a missing node if it is none. */
  static JsonNode orMissing(byte[] text) {
    return whole(text).orElse(MissingNode.getInstance());
  }

  /** The text of a field, or of a number in its place; empty if there is nothing of the kind. */
  public static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asString("") : "";
  }

  /** The number of a field, also one that is written as text; empty if it is none. */
  public static Optional<Long> number(JsonNode node) {
    try {
      return Optional.of(Long.parseLong(text(node)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
