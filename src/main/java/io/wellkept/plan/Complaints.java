package io.wellkept.plan;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds documents of one kind against their schema and says in plain sentences what is wrong. */
final class Complaints {
  private static final int QUOTED = 60;
  private static final Pattern HUSH =
      Pattern.compile("(?i).*(password|secret|token|webhook|key|credential).*");

  private final ObjectNode json;
  private final Schema schema;

  Complaints(FileKind kind, Catalogue catalogue) {
    json = Schemas.schema(kind, catalogue);
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(json.toString());
  }

  /** Complains about everything and gives back what is left to read. */
  Checked check(YamlDocument document, Consumer<Problem> problems) {
    List<Error> errors = schema.validate(document.root());
    Checked checked = new Checked(document, errors.isEmpty());
    Set<String> said = new HashSet<>();
    for (Error error : errors) {
      Complaint complaint = new Complaint(error, document);
      if (said.add(complaint.path + " " + error.getKeyword() + " " + complaint.property())) {
        problems.accept(complaint.problem());
        complaint.cutFrom(checked);
      }
    }
    return checked;
  }

  private final class Complaint {
    private final Error error;
    private final List<String> steps = new ArrayList<>();
    private final String path;
    private final JsonNode root;
    private final Spot spot;
    private final JsonNode node;
    private final JsonNode expected;

    Complaint(Error error, YamlDocument document) {
      this.error = error;
      this.root = document.root();
      NodePath location = error.getInstanceLocation();
      StringBuilder text = new StringBuilder();
      Spot place = document.spot();
      JsonNode value = document.root();
      for (int i = 0; i < location.getNameCount(); i++) {
        String step = String.valueOf(location.getElement(i));
        steps.add(step);
        text.append('/').append(Checked.escape(step));
        place = place.at(step);
        value = value.isArray() ? value.path(Integer.parseInt(step)) : value.path(step);
      }
      path = text.toString();
      spot = place;
      node = value;
      expected = expected();
    }

    /** The schema that holds the keyword which complains. */
    private JsonNode expected() {
      NodePath location = error.getSchemaLocation().getFragment();
      JsonNode at = json;
      for (int i = 0; i < location.getNameCount() - 1; i++) {
        String step = String.valueOf(location.getElement(i));
        at = at.isArray() ? at.path(Integer.parseInt(step)) : at.path(step);
      }
      return at;
    }

    String property() {
      return String.valueOf(error.getProperty());
    }

    Problem problem() {
      return switch (error.getKeyword()) {
        case "additionalProperties" -> unknownKey();
        case "required" -> spot.problem(missing());
        case "type" -> spot.problem(expectedFound());
        case "enum", "const" -> spot.problem(notOneOf());
        case "pattern" -> spot.problem(expectedFound());
        case "propertyNames" -> badKey();
        case "minimum", "maximum" -> spot.problem(expectedFound());
        case "minItems" -> spot.problem(name() + " is empty; expected at least one entry");
        default -> spot.problem(name() + " " + error.getMessage());
      };
    }

    void cutFrom(Checked checked) {
      switch (error.getKeyword()) {
        case "additionalProperties", "propertyNames" ->
            checked.cut(path + "/" + Checked.escape(property()));
        case "required" -> checked.mark(path);
        default -> checked.cut(path);
      }
    }

    private Problem unknownKey() {
      String key = property();
      List<String> allowed = SettingsSchema.properties(expected);
      String where = steps.isEmpty() ? "" : " in " + thing();
      String merge = key.equals("<<") ? "; write the keys out: YAML 1.2 merges nothing" : "";
      return spot.key(key)
          .problem(
              "unknown key '"
                  + key
                  + "'"
                  + where
                  + (merge.isEmpty() ? Nearest.hint(key, allowed) : merge));
    }

    private Problem badKey() {
      String key = property();
      JsonNode names = expected.path("propertyNames");
      String hint =
          names.has("enum")
              ? Nearest.hint(key, words(names.get("enum")))
              : "; expected " + names.path("title").asString("another name");
      return spot.key(key).problem("'" + key + "' cannot stand here" + hint);
    }

    private String missing() {
      String key = property();
      if (key.equals("kind")) {
        List<String> kinds = words(expected.path("properties").path("kind").path("enum"));
        String name = steps.get(steps.size() - 1);
        return thing()
            + " has no 'kind'"
            + Nearest.to(name, kinds)
                .map(near -> "; did you mean '" + near + "' as its name?")
                .orElse("; expected " + Nearest.oneOf(kinds));
      }
      String title = expected.path("properties").path(key).path("title").asString("");
      return "'"
          + key
          + "' is missing in "
          + thing()
          + (title.isEmpty() ? "" : "; expected " + title);
    }

    private String expectedFound() {
      return name() + " is " + found() + "; expected " + wanted();
    }

    private String notOneOf() {
      JsonNode choices = expected.path("enum");
      List<String> words =
          choices.isArray() ? words(choices) : List.of(expected.path("const").asString(""));
      String written = node.isString() ? node.asString() : "";
      String near = Nearest.to(written, words).map(w -> "; did you mean '" + w + "'?").orElse("");
      return name() + " is " + found() + "; expected " + Nearest.oneOf(words) + near;
    }

    private String wanted() {
      String title = expected.path("title").asString("");
      String words = title.isEmpty() ? type(expected.path("type")) : title;
      if (expected.has("type") && node.isNumber() && words.equals("text")) {
        return "text: put it in quotes";
      }
      return words;
    }

    private static String type(JsonNode type) {
      String name = type.isArray() ? type.path(0).asString("") : type.asString("");
      return switch (name) {
        case "string" -> "text";
        case "integer" -> "a whole number";
        case "number" -> "a number";
        case "boolean" -> "true or false";
        case "array" -> "a list, each entry after a dash or all in [ ]";
        case "object" -> "keys and values";
        default -> "something else";
      };
    }

    private String found() {
      if (node.isNull() || node.isMissingNode()) {
        return "empty";
      }
      if (node.isObject()) {
        return "a map of keys and values";
      }
      if (node.isArray()) {
        return "a list";
      }
      if (steps.stream().anyMatch(step -> HUSH.matcher(step).matches())) {
        return "of another form (not shown)";
      }
      String text = node.isString() ? node.asString() : node.toString();
      String cut = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
      return node.isString() ? "'" + cut.replace("\n", "\\n") + "'" : cut;
    }

    private String name() {
      return steps.isEmpty() ? "this file" : thing();
    }

    /** What the complaint is about, as its writer would call it. */
    private String thing() {
      int size = steps.size();
      if (size == 0) {
        return "this file";
      }
      String last = steps.get(size - 1);
      String before = size > 1 ? steps.get(size - 2) : "";
      return switch (before) {
        case "touchpoints" -> touchpoint(last);
        case "checks" -> "check '" + last + "'";
        case "people" -> "person '" + last + "'";
        case "teams" -> "team '" + last + "'";
        case "ladders" -> "ladder '" + last + "'";
        case "notifiers" -> "notifier '" + last + "'";
        default -> isIndex(last) ? "entry " + number(last) + " of '" + before + "'" : quoted(last);
      };
    }

    private String touchpoint(String index) {
      JsonNode id = root.path("touchpoints").path(Integer.parseInt(index)).path("id");
      return id.isString() ? "touchpoint '" + id.asString() + "'" : "touchpoint " + number(index);
    }

    private static String quoted(String key) {
      return "'" + key + "'";
    }

    private static boolean isIndex(String step) {
      return step.chars().allMatch(Character::isDigit);
    }

    private static String number(String index) {
      return String.format(Locale.ROOT, "%d", Integer.parseInt(index) + 1);
    }

    private static List<String> words(JsonNode choices) {
      List<String> words = new ArrayList<>();
      choices.forEach(choice -> words.add(choice.asString()));
      return words;
    }
  }
}
