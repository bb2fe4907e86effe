package io.wellkept.plan;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.wellkept.touchpoint.Briefly;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Within;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From a settings record to its JSON Schema: kebab-case, strict, described by {@link Doc}. */
final class SettingsSchema {
  /** What stands for a value that is kept elsewhere; allowed for texts, numbers and durations. */
  static final String REFERENCE = ".*\\$\\{(env|file):[^}]+\\}.*";

  static final String DAYS = "(mon|tue|wed|thu|fri|sat|sun)";
  static final String HOURS =
      "\\d{1,2}:\\d{2}\\s*-\\s*\\d{1,2}:\\d{2}(\\s*,\\s*\\d{1,2}:\\d{2}\\s*-\\s*\\d{1,2}:\\d{2})*";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SchemaGenerator generator;

  SettingsSchema() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(Option.INLINE_ALL_SCHEMAS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withPropertySorter(Comparator.comparingInt(member -> 0)) // as declared
        .withCustomDefinitionProvider(SettingsSchema::known)
        .withTypeAttributeOverride((node, scope, context) ->
            briefly(node, scope.getType().getErasedType().getAnnotation(Briefly.class)))
        .withDescriptionResolver(scope -> {
          Doc doc = scope.getType().getErasedType().getAnnotation(Doc.class);
          return doc == null ? null : doc.value();
        });
    config
        .forFields()
        .withPropertyNameOverrideResolver(SettingsSchema::name)
        .withRequiredCheck(field -> !optional(field))
        .withDescriptionResolver(field -> doc(field).map(Doc::value).orElse(null))
        .withInstanceAttributeOverride((node, field, context) -> refine(node, field));
    generator = new SchemaGenerator(config.build());
  }

  ObjectNode of(Class<? extends Record> settings) {
    ObjectNode schema = generator.generateSchema(settings);
    schema.remove("$schema");
    tidy(schema);
    return schema;
  }

  static ObjectNode duration() {
    ObjectNode node = text(Spans.PATTERN, "a duration such as 30s, 5m, 1h30m or 2d");
    node.put("pattern", whole("\\s*" + Spans.PATTERN + "|" + REFERENCE));
    return node;
  }

  /** The pattern for the whole text: JSON Schema looks for a match anywhere. */
  static String whole(String pattern) {
    return "^(" + pattern + ")$";
  }

  /** How a component is written in YAML. */
  static String kebab(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static @Nullable String name(FieldScope field) {
    JsonProperty given = field.getRawMember().getAnnotation(JsonProperty.class);
    return given == null ? kebab(field.getDeclaredName()) : given.value();
  }

  private static boolean optional(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Optional<Doc> doc(FieldScope field) {
    // items of a list are asked for under the list's own field
    return field.isFakeContainerItemScope()
        ? Optional.empty()
        : Optional.ofNullable(field.getRawMember().getAnnotation(Doc.class));
  }

  private static void refine(ObjectNode node, FieldScope field) {
    Expect expect = field.getRawMember().getAnnotation(Expect.class);
    if (expect != null && (field.isFakeContainerItemScope() || !field.isContainerType())) {
      expectation(node, expect);
    }
    if (field.isFakeContainerItemScope()) {
      return;
    }
    doc(field)
        .ifPresent(doc -> {
          standard(node, field, doc);
          example(doc.example())
              .ifPresent(value -> node.set("examples", NODES.arrayNode().add(value)));
        });
    special(node, field);
  }

  private static void briefly(ObjectNode node, @Nullable Briefly text) {
    if (text != null) {
      node.remove("type");
      node.putArray("type").add("string").add("object");
      node.put("title", text.value());
    }
  }

  private static void expectation(ObjectNode node, Expect expect) {
    if (!expect.pattern().isEmpty()) {
      // ids are quoted in problems and used as keys, so they are never kept elsewhere
      boolean id = expect.pattern().contains(Names.PATTERN);
      node.put("pattern", whole(id ? expect.pattern() : expect.pattern() + "|" + REFERENCE));
    }
    if (!expect.words().isEmpty()) {
      node.put("title", expect.words());
    }
    if (Double.isFinite(expect.atLeast())) {
      node.put("minimum", plain(expect.atLeast()));
    }
    if (Double.isFinite(expect.atMost())) {
      node.put("maximum", plain(expect.atMost()));
    }
  }

  private static BigDecimal plain(double number) {
    return new BigDecimal(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
  }

  /** Components whose YAML has a form of its own. */
  private static void special(ObjectNode node, FieldScope field) {
    switch (field.getRawMember().getDeclaringClass().getSimpleName() + "." + field.getName()) {
      case "TouchpointPart.backup" -> {
        node.put("title", "the id of a person, or a list of ids");
        node.putArray("type").add("string").add("array");
        node.put("minItems", 1);
        node.put("pattern", whole(Names.PATTERN));
        node.putObject("items")
            .put("type", "string")
            .put("pattern", whole(Names.PATTERN))
            .put("title", "the id of a person");
      }
      case "PersonPart.hours" -> hours(node);
      case "PeopleFile.people", "PeopleFile.teams", "PeopleFile.holidays", "PoliciesFile.ladders" ->
          node.putObject("propertyNames")
              .put("pattern", whole(Names.PATTERN))
              .put("title", PeopleFile.NAME_WORDS);
      case "PoliciesFile.table" ->
          node.putObject("propertyNames").putArray("enum").add("low").add("normal").add("high");
      case "LadderPart.rungs" -> node.put("minItems", 1);
      default -> {}
    }
  }

  private static void hours(ObjectNode node) {
    node.put("title", "'always', or hours by day such as {mon-fri: \"09:00-17:00\"}");
    node.putArray("type").add("string").add("object");
    node.put("pattern", "^always$");
    ObjectNode names = node.putObject("propertyNames");
    names.put("pattern", whole(DAYS + "(\\s*[-,]\\s*" + DAYS + ")*"));
    names.put("title", "a day such as sat, a range such as mon-fri, or a list such as tue,thu");
    ObjectNode values = node.putObject("additionalProperties");
    values.put("type", "string");
    values.put("pattern", whole(HOURS));
    values.put("title", "hours such as \"09:00-12:00, 13:00-17:00\"");
  }

  /** What is written in a {@link Doc}, as YAML reads it; as text where it is a sentence. */
  private static Optional<JsonNode> example(String yaml) {
    if (yaml.isEmpty()) {
      return Optional.empty();
    }
    return YamlDocument.read("@Doc", "v: " + yaml, problem -> {})
        .map(document -> document.root().path("v"))
        .filter(value -> !value.isMissingNode())
        .or(() -> Optional.of(NODES.stringNode(yaml)));
  }

  /** A default that is a sentence is told in the description: editors would insert it. */
  private static void standard(ObjectNode node, FieldScope field, Doc doc) {
    JsonNode value = example(doc.standard()).orElse(null);
    if (value == null) {
      return;
    }
    Class<?> type = field.getRawMember().getType();
    boolean number = Number.class.isAssignableFrom(type) || type.isPrimitive();
    if (number && value.isString()) {
      node.put("description", doc.value() + " Default: " + doc.standard() + ".");
    } else {
      node.set("default", value);
    }
  }

  private static @Nullable CustomDefinition known(
      ResolvedType type, SchemaGenerationContext context) {
    ObjectNode node = definition(type.getErasedType());
    return node == null
        ? null
        : new CustomDefinition(
            node, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
  }

  private static @Nullable ObjectNode definition(Class<?> type) {
    if (type == JsonNode.class) {
      return NODES.objectNode();
    }
    if (type == Duration.class) {
      return duration();
    }
    if (type == Within.class) {
      return text("\\s*(" + Within.PATTERN + ")\\s*", Within.WORDS);
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return number("integer", "a whole number");
    }
    if (type == Double.class || type == double.class) {
      return number("number", "a number");
    }
    if (type == URI.class) {
      return text("", "an address such as https://example.org/");
    }
    if (type == ZoneId.class) {
      return text("", "a time zone such as Europe/Berlin");
    }
    if (type == LocalDate.class) {
      return text("\\d{4}-\\d{2}-\\d{2}", "a day such as 2026-08-31");
    }
    if (type == LocalTime.class) {
      return text("\\d{2}:\\d{2}(:\\d{2})?", "a time such as 09:30");
    }
    if (type == java.util.regex.Pattern.class) {
      return text("", "a regular expression");
    }
    if (type.isEnum()) {
      return choice(type);
    }
    return null;
  }

  private static ObjectNode choice(Class<?> type) {
    ObjectNode node = NODES.objectNode();
    node.put("type", "string");
    var words = node.putArray("enum");
    for (String word : words(type)) {
      words.add(word);
    }
    return node;
  }

  /** The constants of an enum as YAML writes them. */
  static List<String> words(Class<?> type) {
    return java.util.Arrays.stream(type.getEnumConstants())
        .map(constant -> word((Enum<?>) constant))
        .toList();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode number(String type, String words) {
    ObjectNode node = NODES.objectNode();
    node.putArray("type").add(type).add("string");
    node.put("pattern", "^" + REFERENCE + "$");
    node.put("title", words);
    return node;
  }

  private static ObjectNode text(String pattern, String words) {
    ObjectNode node = NODES.objectNode();
    node.put("type", "string");
    if (!pattern.isEmpty()) {
      node.put("pattern", whole(pattern + "|" + REFERENCE));
    }
    node.put("title", words);
    return node;
  }

  /** Leaves out what the generator writes twice or nobody reads. */
  private static void tidy(JsonNode node) {
    if (node instanceof ObjectNode object && object.get("allOf") instanceof ArrayNode parts) {
      // a type and what a component says of it: one schema, the component has the last word
      object.remove("allOf");
      parts.forEach(part -> object.setAll((ObjectNode) part));
    }
    if (node instanceof ObjectNode object && object.get("properties") instanceof ObjectNode) {
      object.put("additionalProperties", false);
    }
    for (JsonNode child : node instanceof ObjectNode o ? List.copyOf(o.values()) : items(node)) {
      tidy(child);
    }
  }

  private static List<JsonNode> items(JsonNode node) {
    List<JsonNode> items = new java.util.ArrayList<>();
    node.forEach(items::add);
    return items;
  }

  /** Property names that the schema of a map allows. */
  static List<String> properties(JsonNode schema) {
    return schema.get("properties") instanceof ObjectNode properties
        ? List.copyOf(properties.propertyNames())
        : List.of();
  }
}
