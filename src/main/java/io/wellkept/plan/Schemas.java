package io.wellkept.plan;

import io.wellkept.incident.NotifierKind;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON Schema per kind of file, for editors and for {@code validate} alike, made from the
 * settings records. Alternatives are told apart with if/then/else, never with oneOf, so that a slip
 * gives one complaint and not one per alternative. Draft 7 is what editors understand best.
 */
public final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Schemas() {}

  /** The text of every schema by the name of its file in {@code config/schema}. */
  public static Map<String, String> generate(Catalogue catalogue) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (FileKind kind : FileKind.values()) {
      texts.put(kind.schemaFile(), schema(kind, catalogue).toPrettyString() + "\n");
    }
    return texts;
  }

  static ObjectNode schema(FileKind kind, Catalogue catalogue) {
    SettingsSchema settings = new SettingsSchema();
    ObjectNode root = NODES.objectNode();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", "Wellkept: " + kind.path());
    root.setAll(settings.of(kind.shape()));
    switch (kind) {
      case DAEMON -> addNotifiers(root, settings, catalogue.notifiers());
      case TOUCHPOINTS -> addChecks(root, settings, catalogue.checks());
      case PEOPLE, POLICIES, JOURNEY -> {}
    }
    return root;
  }

  private static void addNotifiers(
      ObjectNode root, SettingsSchema settings, List<NotifierKind> kinds) {
    ObjectNode definitions = root.putObject("definitions");
    for (NotifierKind kind : kinds) {
      definitions.set(kind.name(), entry(kind.name(), settings.of(kind.settings())));
    }
    List<String> names = kinds.stream().map(NotifierKind::name).toList();
    definitions.set("any", any(names));
    fill((ObjectNode) root.at("/properties/notifiers"), names);
  }

  private static void addChecks(ObjectNode root, SettingsSchema settings, List<Kind> kinds) {
    ObjectNode definitions = root.putObject("definitions");
    for (Kind kind : kinds) {
      ObjectNode entry = entry(kind.name(), settings.of(kind.settings()));
      ObjectNode properties = (ObjectNode) entry.get("properties");
      ObjectNode every = SettingsSchema.duration();
      every.put("description", "How often it looks.");
      every.put("default", io.wellkept.touchpoint.Spans.text(kind.schedule().every()));
      properties.set("every", every);
      ObjectNode confirm = SettingsSchema.duration();
      confirm.put("description", "How long after a bad look the second, confirming one comes.");
      confirm.put("default", io.wellkept.touchpoint.Spans.text(kind.schedule().confirm()));
      properties.set("confirm", confirm);
      definitions.set(kind.name(), entry);
    }
    List<String> names = kinds.stream().map(Kind::name).toList();
    definitions.set("any", any(names));
    fill((ObjectNode) root.at("/properties/touchpoints/items/properties/checks"), names);
  }

  /** Settings of a kind plus {@code kind}; nothing at all may stand for "all defaults". */
  private static ObjectNode entry(String kind, ObjectNode settings) {
    ObjectNode entry = NODES.objectNode();
    entry.setAll(settings);
    if (!entry.has("required")) {
      entry.putArray("type").add("object").add("null");
    }
    ObjectNode properties = NODES.objectNode();
    ObjectNode name = properties.putObject("kind");
    name.put("description", "The kind; may be left out where the name says it.");
    name.put("const", kind);
    JsonNode own = settings.get("properties");
    if (own instanceof ObjectNode fields) {
      properties.setAll(fields);
    }
    entry.set("properties", properties);
    entry.put("additionalProperties", false);
    return entry;
  }

  /** An entry whose kind is written inside. */
  private static ObjectNode any(List<String> kinds) {
    ObjectNode any = NODES.objectNode();
    any.put("type", "object");
    any.putArray("required").add("kind");
    ObjectNode kind = any.putObject("properties").putObject("kind");
    kind.put("type", "string");
    kind.put("description", "What it is.");
    ArrayNode names = kind.putArray("enum");
    kinds.forEach(names::add);
    ArrayNode cases = any.putArray("allOf");
    for (String name : kinds) {
      ObjectNode one = cases.addObject();
      ObjectNode given = one.putObject("if");
      given.putArray("required").add("kind");
      given.putObject("properties").putObject("kind").put("const", name);
      one.putObject("then").put("$ref", "#/definitions/" + name);
    }
    return any;
  }

  private static void fill(ObjectNode map, List<String> kinds) {
    map.put("type", "object");
    ObjectNode names = map.putObject("propertyNames");
    names.put("pattern", SettingsSchema.whole(Names.PATTERN));
    names.put("title", PeopleFile.NAME_WORDS);
    ObjectNode properties = map.putObject("properties");
    for (String kind : kinds) {
      ObjectNode named = properties.putObject(kind);
      ObjectNode given = named.putObject("if");
      given.put("type", "object");
      given.putArray("required").add("kind");
      named.putObject("then").put("$ref", "#/definitions/any");
      named.putObject("else").put("$ref", "#/definitions/" + kind);
    }
    map.putObject("additionalProperties").put("$ref", "#/definitions/any");
  }
}
