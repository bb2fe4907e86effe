package io.wellkept.web;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.javalin.http.HandlerType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API as programs read it: <a href="https://spec.openapis.org/oas/v3.1.1">OpenAPI 3.1</a>, made
 * of the routes and of the records that they answer.
 */
final class OpenApi {
  static final String PATH = "/api/v1/openapi.json";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
  private static final String SCHEMAS = "components/schemas";
  private static final String INTRODUCTION =
      """
      Moments are ISO 8601 in UTC. Problems are told as RFC 9457 has them. Lists come in pages of at \
      most 200. What is null is there, too. Requests with a body send it as application/json.\
      """;

  private final SchemaBuilder schemas;

  private OpenApi() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.NULLABLE_ARRAY_ITEMS_ALLOWED)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withPropertySorter(Comparator.comparingInt(member -> 0)) // as declared
        .withCustomDefinitionProvider(OpenApi::known)
        .withDefinitionNamingStrategy((key, context) -> name(key.getType().getErasedType()));
    config.forFields().withRequiredCheck(field -> true).withNullableCheck(OpenApi::mayBeNull);
    schemas = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  /** The document of all that promise something to programs. */
  static ObjectNode of(List<Route> routes) {
    OpenApi writer = new OpenApi();
    ObjectNode document = NODES.objectNode();
    document.put("openapi", "3.1.1");
    ObjectNode info = document.putObject("info");
    info.put("title", "Wellkept");
    info.put("version", "1");
    info.put("description", INTRODUCTION);
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    routes.forEach(route -> writer.add(paths, route));
    document.set("components", writer.components());
    return document;
  }

  private void add(ObjectNode paths, Route route) {
    Promised promised = route.promised();
    if (promised == null) {
      return;
    }
    JsonNode known = paths.path(route.path());
    ObjectNode path = known instanceof ObjectNode there ? there : paths.putObject(route.path());
    path.set(route.method().name().toLowerCase(Locale.ROOT), operation(route, promised));
  }

  private ObjectNode operation(Route route, Promised promised) {
    ObjectNode operation = NODES.objectNode();
    operation.put("operationId", operationId(route));
    operation.put("summary", promised.summary());
    operation.put(
        "description", "Needs the role " + route.right().words() + ", where people sign in.");
    parameters(operation, route, promised);
    if (route.method() == HandlerType.POST) {
      operation.set("requestBody", body(promised));
    }
    ObjectNode responses = operation.putObject("responses");
    ObjectNode good = responses.putObject(promised.status() + "");
    good.put("description", promised.summary());
    content(good, "application/json", answer(promised));
    ObjectNode problem = responses.putObject("default");
    problem.put("description", "What is wrong, and what to do");
    content(problem, "application/problem+json", reference(Failures.Problem.class));
    return operation;
  }

  private static void parameters(ObjectNode operation, Route route, Promised promised) {
    Matcher found = IN_PATH.matcher(route.path());
    while (found.find()) {
      ObjectNode parameter = operation.withArray("parameters").addObject();
      parameter.put("name", found.group(1)).put("in", "path").put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    for (Promised.Field field : promised.query()) {
      ObjectNode parameter = operation.withArray("parameters").addObject();
      parameter.put("name", field.name()).put("in", "query").put("description", field.words());
      parameter.putObject("schema").put("type", "string");
    }
  }

  private static ObjectNode body(Promised promised) {
    ObjectNode body = NODES.objectNode();
    boolean needed = promised.body().stream().anyMatch(Promised.Field::required);
    body.put("required", needed);
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Promised.Field field : promised.body()) {
      ObjectNode property = properties.putObject(field.name());
      property.put("type", field.type()).put("description", field.words());
      if (field.required()) {
        schema.withArray("required").add(field.name());
      }
    }
    content(body, "application/json", schema);
    return body;
  }

  private ObjectNode answer(Promised promised) {
    ObjectNode item = reference(promised.answer());
    if (!promised.paged()) {
      return item;
    }
    ObjectNode page = NODES.objectNode().put("type", "object");
    ObjectNode properties = page.putObject("properties");
    properties.putObject("items").put("type", "array").set("items", item);
    for (String number : List.of("total", "page", "pages")) {
      properties.putObject(number).put("type", "integer");
    }
    properties.propertyNames().forEach(name -> page.withArray("required").add(name));
    return page.put("additionalProperties", false);
  }

  private static void content(ObjectNode in, String type, ObjectNode schema) {
    in.putObject("content").putObject(type).set("schema", schema);
  }

  private ObjectNode reference(Class<?> type) {
    return (ObjectNode) (JsonNode) schemas.createSchemaReference(type);
  }

  private ObjectNode components() {
    ObjectNode components = NODES.objectNode();
    components.set("schemas", (JsonNode) schemas.collectDefinitions(SCHEMAS));
    ObjectNode ways = components.putObject("securitySchemes");
    ways.putObject("token").put("type", "http").put("scheme", "bearer");
    return components;
  }

  /** {@code postIncidentsByIdTake}. */
  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
    String path = route.path().substring("/api/v1".length());
    for (String part : path.split("[/-]")) {
      boolean given = part.startsWith("{");
      String word = given ? part.substring(1, part.length() - 1) : part;
      if (!word.isEmpty()) {
        id.append(given ? "By" : "");
        id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return id.toString();
  }

  /** With its home's name before it: several homes have one of that name. */
  private static String name(Class<?> type) {
    Class<?> home = type.getDeclaringClass();
    return (home == null ? "" : home.getSimpleName().replaceFirst("(Api|Pages)$", "") + ".")
        + type.getSimpleName();
  }

  private static boolean mayBeNull(FieldScope field) {
    AnnotatedType type = field.getRawMember().getAnnotatedType();
    if (field.isFakeContainerItemScope() && type instanceof AnnotatedParameterizedType list) {
      type = list.getAnnotatedActualTypeArguments()[0];
    }
    return type.isAnnotationPresent(Nullable.class);
  }

  /** What is written otherwise than its fields tell. */
  private static @Nullable CustomDefinition known(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    if (raw == Duration.class) {
      ObjectNode text = NODES.objectNode().put("type", "string").put("format", "duration");
      return new CustomDefinition(text, true);
    }
    return null;
  }
}
