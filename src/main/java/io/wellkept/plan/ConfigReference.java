package io.wellkept.plan;

import io.wellkept.incident.NotifierKind;
import io.wellkept.touchpoint.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tables of {@code docs/config.md}, made from the same schemas that files are held against. */
public final class ConfigReference {
  /** In {@code docs/config.md} everything after this line is generated. */
  public static final String MARK = "<!-- from here on generated from the settings records -->";

  private final Catalogue catalogue;
  private final StringBuilder text = new StringBuilder();

  private ConfigReference(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** One section per kind of file, of notifier and of check. */
  public static String markdown(Catalogue catalogue) {
    ConfigReference reference = new ConfigReference(catalogue);
    for (FileKind kind : FileKind.values()) {
      reference.file(kind);
    }
    return reference.text.toString();
  }

  private void file(FileKind kind) {
    ObjectNode schema = Schemas.schema(kind, catalogue);
    line("## " + kind.path());
    line(schema.path("description").asString(""));
    table(schema, "");
    switch (kind) {
      case DAEMON -> {
        line("### Notifiers");
        for (NotifierKind notifier : catalogue.notifiers()) {
          entry(notifier.name(), schema);
        }
      }
      case TOUCHPOINTS -> {
        line("### Checks");
        for (Kind check : catalogue.checks()) {
          entry(check.name(), schema);
        }
      }
      case PEOPLE, POLICIES, JOURNEY -> {}
    }
  }

  private void entry(String name, ObjectNode schema) {
    JsonNode settings = schema.path("definitions").path(name);
    line("#### `" + name + "`");
    line(settings.path("description").asString(""));
    table(settings, "");
  }

  private void table(JsonNode schema, String prefix) {
    List<String> rows = new ArrayList<>();
    rows(schema, prefix, rows);
    if (rows.isEmpty()) {
      return;
    }
    text.append("| key | meaning | value | default | example |\n|---|---|---|---|---|\n");
    rows.forEach(row -> text.append(row).append('\n'));
    text.append('\n');
  }

  private static void rows(JsonNode schema, String prefix, List<String> rows) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    for (String name : SettingsSchema.properties(schema)) {
      JsonNode property = schema.path("properties").path(name);
      if (prefix.isEmpty() && name.equals("kind") && property.has("const")) {
        continue; // the heading has said it
      }
      String key = prefix + name;
      rows.add(row(key, property, required.contains(name)));
      inside(property, key, rows);
    }
  }

  /** What lists, maps and groups hold, unless every entry is of a kind of its own. */
  private static void inside(JsonNode property, String key, List<String> rows) {
    JsonNode entries = property.path("additionalProperties");
    if (entries.has("$ref")) {
      return;
    }
    rows(property, key + ".", rows);
    rows(property.path("items"), key + "[].", rows);
    rows(entries, key + ".ID.", rows);
  }

  private static String row(String key, JsonNode property, boolean required) {
    JsonNode example = property.path("examples").path(0);
    return "| `"
        + key
        + "` | "
        + cell(property.path("description").asString(""))
        + " | "
        + cell(value(property))
        + " | "
        + (required ? "**required**" : code(property.path("default")))
        + " | "
        + code(example)
        + " |";
  }

  private static String value(JsonNode property) {
    if (property.has("enum")) {
      List<String> words = new ArrayList<>();
      property.path("enum").forEach(word -> words.add("`" + word.asString() + "`"));
      return Nearest.oneOf(words);
    }
    String title = property.path("title").asString("");
    if (!title.isEmpty()) {
      return title;
    }
    return switch (property.path("type").asString("")) {
      case "string" -> "text";
      case "boolean" -> "`true` or `false`";
      case "array" -> list(property.path("items"));
      case "object" ->
          property.has("properties") && !property.path("additionalProperties").isObject()
              ? "keys below"
              : "entries by name";
      default -> "";
    };
  }

  private static String list(JsonNode items) {
    String each = value(items);
    return each.isEmpty() || each.equals("keys below") ? "a list" : "a list, each " + each;
  }

  private static String code(JsonNode value) {
    return value.isMissingNode() ? "" : "`" + cell(plain(value)) + "`";
  }

  /** A value as YAML would have it in one line. */
  private static String plain(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(plain(item)));
      return "[" + String.join(", ", items) + "]";
    }
    if (value instanceof ObjectNode map) {
      List<String> entries = new ArrayList<>();
      map.forEachEntry((key, entry) -> entries.add(key + ": " + quoted(entry)));
      return "{" + String.join(", ", entries) + "}";
    }
    return value.isString() ? value.asString() : value.toString();
  }

  private static String quoted(JsonNode value) {
    return value.isString() ? value.toString() : plain(value);
  }

  private static String cell(String words) {
    return words.replace("|", "\\|").replace("\n", " ");
  }

  private void line(String line) {
    if (!line.isEmpty()) {
      text.append(line).append("\n\n");
    }
  }
}
