package io.wellkept.probe.flow;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidJsonException;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads values of an answer in JSON by their paths. */
public final class JsonPaths {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Configuration READING =
      Configuration.builder()
          .jsonProvider(new Jackson3JsonNodeJsonProvider(MAPPER))
          .mappingProvider(new Jackson3MappingProvider(MAPPER))
          .options(Option.SUPPRESS_EXCEPTIONS)
          .build();

  private final JsonNode root;

  private JsonPaths(JsonNode root) {
    this.root = root;
  }

  /** Empty if the text is no JSON. */
  public static Optional<JsonPaths> of(String text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      return root == null || root.isMissingNode()
          ? Optional.empty()
          : Optional.of(new JsonPaths(root));
    } catch (JacksonException | InvalidJsonException e) {
      return Optional.empty();
    }
  }

  /**
   * What stands at the path; of several, the first. A text as it is, everything else as JSON writes
   * it; empty if nothing is there.
   */
  public Optional<String> at(String path) {
    try {
      Object found = JsonPath.compile(path).read(root, READING);
      return Optional.ofNullable(found).map(JsonPaths::text).filter(text -> !text.isEmpty());
    } catch (JsonPathException e) {
      return Optional.empty();
    }
  }

  /** All that stands at the path, each as {@link #at} gives it. */
  List<String> all(String path) {
    try {
      Object found = JsonPath.compile(path).read(root, READING);
      if (found instanceof JsonNode node && node.isArray()) {
        return node.valueStream().map(JsonPaths::text).toList();
      }
      return found == null ? List.of() : List.of(text(found));
    } catch (JsonPathException e) {
      return List.of();
    }
  }

  /** The entries of the list that the path leads to; empty if it leads to none. */
  public Optional<List<JsonNode>> list(String path) {
    try {
      Object found = JsonPath.compile(path).read(root, READING);
      if (!(found instanceof JsonNode node) || !node.isArray()) {
        return Optional.empty();
      }
      boolean wrapped = node.size() == 1 && node.path(0).isArray();
      return Optional.of((wrapped ? node.path(0) : node).valueStream().toList());
    } catch (JsonPathException e) {
      return Optional.empty();
    }
  }

  /** Whether any value, or name, in it holds the text. */
  boolean contains(String text) {
    return root.toString().contains(text);
  }

  private static String text(Object found) {
    if (!(found instanceof JsonNode node)) {
      return String.valueOf(found);
    }
    JsonNode one = node.isArray() && !node.isEmpty() ? node.get(0) : node;
    if (one.isArray() && one.isEmpty() || one.isNull() || one.isMissingNode()) {
      return "";
    }
    return one.isValueNode() ? one.asString() : one.toString();
  }

  /**
   * @throws IllegalArgumentException if it is no JSON path
   */
  public static void require(String path) {
    try {
      JsonPath.compile(path);
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + path + "' is no JSON path: write for example $.order.id", e);
    }
  }
}
