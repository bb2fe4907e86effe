package io.wellkept.probe.flow;

import io.wellkept.probe.Look;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.Wording;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the settings of steps have in common: copies, and what is refused. */
final class Wanted {
  private Wanted() {}

  static void text(String name, @Nullable String text) {
    if (text == null || Wording.plain(text).isEmpty()) {
      throw new IllegalArgumentException(name + " is empty");
    }
  }

  static void textOrNothing(String name, @Nullable String text) {
    if (text != null) {
      text(name, text);
    }
  }

  static void selector(String name, @Nullable String selector) {
    if (selector != null) {
      PageSettings.requireSelector(name, selector);
    }
  }

  static void regex(@Nullable String regex) {
    try {
      Pattern.compile(regex == null ? "" : regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + regex + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  /** Exactly one of them. */
  static void one(String what, Map<String, Boolean> given) {
    if (given.values().stream().filter(each -> each).count() != 1) {
      throw new IllegalArgumentException(
          what
              + " needs exactly one of "
              + Wording.either(given.keySet().stream().sorted().toList()));
    }
  }

  /** Not both. */
  static void one(String what, boolean json, boolean body) {
    if (json && body) {
      throw new IllegalArgumentException(what + " sends json or body, not both");
    }
  }

  static Map<String, String> headers(@Nullable Map<String, String> headers) {
    Map<String, String> copy = ordered(headers);
    copy.forEach(PageSettings::requireHeader);
    return copy;
  }

  static Duration within(String name, Duration span) {
    return PageSettings.within(name, span, Look.DEADLINE);
  }

  static void scalar(String what, String name, @Nullable JsonNode value) {
    if (value == null || value.isNull() || !value.isValueNode()) {
      throw new IllegalArgumentException(
          what + ": '" + name + "' must be a text, a number, true or false");
    }
  }

  static void scalars(String what, String name, @Nullable JsonNode value) {
    if (value != null && value.isArray()) {
      value.forEach(each -> scalar(what, name, each));
    } else {
      scalar(what, name, value);
    }
  }

  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  static <V> Map<String, V> ordered(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static <V> Map<String, V> mapped(Map<String, V> map, UnaryOperator<V> change) {
    Map<String, V> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, change.apply(value)));
    return copy;
  }

  /** Every text in it, however deep. */
  static Stream<String> strings(JsonNode node) {
    if (node.isString()) {
      return Stream.of(node.asString());
    }
    return StreamSupport.stream(node.spliterator(), false).flatMap(Wanted::strings);
  }

  /** The same with every text in it changed. */
  static JsonNode filled(JsonNode node, UnaryOperator<String> fill) {
    if (node.isString()) {
      return JsonNodeFactory.instance.stringNode(fill.apply(node.asString()));
    }
    if (node instanceof ObjectNode map) {
      ObjectNode copy = map.objectNode();
      map.forEachEntry((key, value) -> copy.set(key, filled(value, fill)));
      return copy;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode copy = list.arrayNode();
      list.forEach(each -> copy.add(filled(each, fill)));
      return copy;
    }
    return node;
  }
}
