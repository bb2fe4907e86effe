package io.wellkept.plan;

import java.util.NavigableSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document after its schema has seen it. What the schema refused is cut out of the tree, so that
 * the rest can be read on and give its own complaints in the same run.
 */
final class Checked {
  private final Spot spot;
  private final JsonNode root;
  private final NavigableSet<String> refused = new TreeSet<>();

  /**
   * @param whole whether the schema had no complaint: then nothing is cut, and no copy is needed
   */
  Checked(YamlDocument document, boolean whole) {
    this.spot = document.spot();
    this.root = whole ? document.root() : document.root().deepCopy();
  }

  Spot spot() {
    return spot;
  }

  JsonNode root() {
    return root;
  }

  /** Whether there is a complaint about the value at the path, or anything inside it. */
  boolean refused(String path) {
    String next = refused.ceiling(path);
    if (next == null) {
      return false;
    }
    return next.equals(path) || refused.subSet(path + "/", path + "0").iterator().hasNext();
  }

  void mark(String path) {
    refused.add(path);
  }

  void cut(String path) {
    mark(path);
    int last = path.lastIndexOf('/');
    if (last < 0) {
      return;
    }
    JsonNode parent = find(path.substring(0, last));
    String key = path.substring(last + 1);
    if (parent instanceof ObjectNode map) {
      map.remove(unescape(key));
    } else if (parent instanceof ArrayNode list && Integer.parseInt(key) < list.size()) {
      list.setNull(Integer.parseInt(key));
    }
  }

  private JsonNode find(String path) {
    return path.isEmpty() ? root : root.at(path);
  }

  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static String unescape(String key) {
    return key.replace("~1", "/").replace("~0", "~");
  }
}
