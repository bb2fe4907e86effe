package io.wellkept.probe.review;

import io.wellkept.probe.access.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The things that a page describes as JSON-LD, wherever they stand within each other. A block that
 * is broken is as if it were not there.
 *
 * @param things in the order of the page
 * @param named those that others may refer to
 */
record Linked(List<JsonNode> things, Map<String, JsonNode> named) {
  private static final int LARGEST_BLOCK = 2_000_000;
  private static final int MOST_THINGS = 20_000;

  /** Pages are written by hand, and browsers never complain. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  static Linked of(Document page) {
    Linked linked = new Linked(new ArrayList<>(), new HashMap<>());
    for (Element script : page.select("script[type=application/ld+json]")) {
      String json = withoutFrame(script.data().strip());
      if (!json.isEmpty() && json.length() <= LARGEST_BLOCK) {
        linked.parse(json);
      }
    }
    return linked;
  }

  /** Some hide it from browsers that nobody has had for twenty years. */
  private static String withoutFrame(String json) {
    String text = json.startsWith("<!--") ? json.substring(4) : json;
    return text.endsWith("-->") ? text.substring(0, text.length() - 3).strip() : text.strip();
  }

  private void parse(String json) {
    try {
      collect(LENIENT.readTree(json));
    } catch (JacksonException e) {
      // what machines cannot read says nothing to them
    }
  }

  private void collect(JsonNode node) {
    if (things.size() >= MOST_THINGS) {
      return;
    }
    if (node.isObject()) {
      things.add(node);
      String id = text(node.path("@id"));
      JsonNode before = named.get(id);
      if (!id.isEmpty() && (before == null || before.size() < node.size())) {
        named.put(id, node);
      }
    }
    if (node.isContainer()) {
      node.values().forEach(this::collect);
    }
  }

  /** Those whose type ends so, each once: a review may be a UserReview. */
  List<JsonNode> of(String type) {
    return things.stream()
        .filter(thing -> is(thing, type))
        .filter(thing -> resolved(thing) == thing)
        .toList();
  }

  private static boolean is(JsonNode thing, String type) {
    JsonNode said = thing.path("@type");
    return said.isArray()
        ? said.valueStream().anyMatch(one -> Trees.text(one).endsWith(type))
        : Trees.text(said).endsWith(type);
  }

  /** What a property of a thing is, also where it only refers to it. */
  JsonNode of(JsonNode thing, String property) {
    JsonNode value = thing.path(property);
    return resolved(value.isArray() && !value.isEmpty() ? value.get(0) : value);
  }

  private JsonNode resolved(JsonNode node) {
    String id = text(node.path("@id"));
    return id.isEmpty() ? node : named.getOrDefault(id, node);
  }

  /** The first text of it; empty if it is none. */
  static String text(JsonNode value) {
    JsonNode first = value.isArray() && !value.isEmpty() ? value.get(0) : value;
    return Trees.text(first.isObject() ? first.path("@value") : first).strip();
  }
}
