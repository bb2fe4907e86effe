package io.wellkept.plan;

import io.wellkept.incident.Timing;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Within;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One reading of all files: where problems gather and where trees become records. */
final class Pass {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\{|\\{([^}]*)\\}?)");

  private static final int MOST_TRIES = 20;
  private static final JsonMapper MAPPER = mapper();

  private final Catalogue catalogue;
  private final Secrets secrets;
  private final double timeScale;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** Values that must never be shown, by the text that may stand for them. */
  private final Map<String, String> resolved = new LinkedHashMap<>();

  Pass(Catalogue catalogue, Secrets secrets, double timeScale) {
    this.catalogue = catalogue;
    this.secrets = secrets;
    this.timeScale = timeScale;
  }

  /** A reading of one file, which another thread may do; what it gathers is taken in later. */
  Pass aside() {
    return new Pass(catalogue, secrets, timeScale);
  }

  void take(Pass done) {
    problems.addAll(done.problems);
    warnings.addAll(done.warnings);
    done.resolved.forEach(resolved::putIfAbsent);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  double timeScale() {
    return timeScale;
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }

  void wrong(Spot spot, String text) {
    problems.add(spot.problem(text));
  }

  void warn(Spot spot, String text) {
    warnings.add(spot.problem(text));
  }

  Duration scaled(Duration span) {
    return Timing.divide(span, timeScale);
  }

  /** Whether the text could show what a reference stood for. */
  boolean reveals(String text) {
    return resolved.keySet().stream().anyMatch(value -> reveals(text, value));
  }

  private static boolean reveals(String text, String value) {
    int window = 6;
    if (value.length() <= window) {
      return !value.isEmpty() && text.contains(value);
    }
    for (int i = 0; i + window <= value.length(); i++) {
      String piece = value.substring(i, i + window);
      if (!"https://".contains(piece) && !"http://".contains(piece) && text.contains(piece)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The text with its references filled in; empty after complaining about one that leads nowhere.
   */
  Optional<String> resolve(String raw, Spot spot) {
    if (raw.indexOf("${") < 0) {
      return Optional.of(raw);
    }
    Matcher matcher = REFERENCE.matcher(raw);
    StringBuilder text = new StringBuilder();
    boolean whole = true;
    while (matcher.find()) {
      Optional<String> value = value(matcher, spot);
      whole &= value.isPresent();
      matcher.appendReplacement(text, Matcher.quoteReplacement(value.orElse("")));
    }
    matcher.appendTail(text);
    return whole ? Optional.of(text.toString()) : Optional.empty();
  }

  private Optional<String> value(Matcher matcher, Spot spot) {
    String inside = matcher.group(2);
    if (inside == null) {
      return Optional.of("${");
    }
    if (!matcher.group().endsWith("}")) {
      wrong(spot, "'" + matcher.group() + "' is not closed; expected '}' (a plain ${ is $${)");
      return Optional.empty();
    }
    int colon = inside.indexOf(':');
    String name = inside.substring(colon + 1);
    Optional<String> value =
        switch (colon < 0 ? "" : inside.substring(0, colon)) {
          case "env" -> secrets.variable(name).or(() -> missing(spot, "variable", name, "set"));
          case "file" -> secrets.file(name).or(() -> missing(spot, "file", name, "readable"));
          default -> unknown(spot, inside);
        };
    value.ifPresent(secret -> resolved.putIfAbsent(secret, matcher.group()));
    return value;
  }

  private Optional<String> missing(Spot spot, String what, String name, String lacking) {
    wrong(spot, "the " + what + " '" + name + "' is not " + lacking);
    return Optional.empty();
  }

  private Optional<String> unknown(Spot spot, String inside) {
    wrong(
        spot,
        "'${"
            + inside
            + "}' refers to nothing; expected ${env:NAME} or ${file:PATH} (a plain ${ is"
            + " written $${)");
    return Optional.empty();
  }

  /** The record that the tree describes; empty after complaining why there is none. */
  <T> Optional<T> bind(JsonNode tree, Class<T> type, Spot spot) {
    int before = problems.size();
    JsonNode filled = fill(tree, spot);
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.treeToValue(filled, type));
    } catch (JacksonException e) {
      refuse(e, e.getPath(), tree, filled, spot);
    } catch (IllegalArgumentException | DateTimeException e) {
      refuse(e, List.of(), tree, filled, spot); // a value that stands alone comes without a path
    }
    return Optional.empty();
  }

  /**
   * Like {@link #bind}, for records in which anything may be missing: what is refused is complained
   * about and left out, and the rest is read all the same.
   */
  <T> Optional<T> bindWhatFits(JsonNode tree, Class<T> type, Spot spot) {
    JsonNode filled = fill(tree, spot);
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        return Optional.ofNullable(MAPPER.treeToValue(filled, type));
      } catch (JacksonException e) {
        refuse(e, e.getPath(), tree, filled, spot);
        if (!cut(filled, e.getPath())) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Whether there was something at the path to be left out. */
  private static boolean cut(JsonNode tree, List<JacksonException.Reference> path) {
    JsonNode parent = tree;
    for (int i = 0; i < path.size() - 1; i++) {
      String name = path.get(i).getPropertyName();
      parent = name == null ? parent.path(path.get(i).getIndex()) : parent.path(name);
    }
    if (path.isEmpty()) {
      return false;
    }
    JacksonException.Reference last = path.get(path.size() - 1);
    if (parent instanceof ObjectNode map && map.has(last.getPropertyName())) {
      map.remove(last.getPropertyName());
      return true;
    }
    if (parent instanceof ArrayNode list && last.getIndex() < list.size()) {
      boolean already = list.get(last.getIndex()).isNull();
      list.setNull(last.getIndex());
      return !already;
    }
    return false;
  }

  /** Settings of a kind, with durations divided by the time scale. */
  Optional<Record> settings(JsonNode tree, Class<? extends Record> type, Spot spot) {
    Optional<Record> settings = bind(tree, type, spot).map(record -> record);
    try {
      return settings.map(record -> Scaled.settings(record, timeScale));
    } catch (IllegalArgumentException e) {
      boolean hide = reveals(String.valueOf(e.getMessage()));
      wrong(spot, "does not fit the time scale: " + (hide ? "(not shown)" : e.getMessage()));
      return Optional.empty();
    }
  }

  /** A copy with references filled in; a value whose reference leads nowhere is missing. */
  private JsonNode fill(JsonNode tree, Spot spot) {
    if (tree.isString()) {
      Optional<String> text = resolve(tree.asString(), spot);
      return text.isPresent()
          ? JsonNodeFactory.instance.stringNode(text.get())
          : JsonNodeFactory.instance.missingNode();
    }
    if (tree instanceof ObjectNode map) {
      ObjectNode filled = map.objectNode();
      map.forEachEntry((key, value) -> {
        JsonNode child = fill(value, spot.at(key));
        if (!child.isMissingNode()) {
          filled.set(key, child);
        }
      });
      return filled;
    }
    if (tree instanceof ArrayNode list) {
      ArrayNode filled = list.arrayNode();
      for (int i = 0; i < list.size(); i++) {
        JsonNode child = fill(list.get(i), spot.at(i));
        filled.add(child.isMissingNode() ? list.nullNode() : child);
      }
      return filled;
    }
    return tree;
  }

  private void refuse(
      RuntimeException e,
      List<JacksonException.Reference> path,
      JsonNode tree,
      JsonNode filled,
      Spot spot) {
    Spot place = spot;
    for (JacksonException.Reference step : path) {
      String name = step.getPropertyName();
      place = name == null ? place.at(step.getIndex()) : place.at(name);
    }
    String text = sentence(e);
    if (!tree.equals(filled) && reveals(text)) {
      text = "what the reference stands for does not fit here (not shown)";
    }
    wrong(place, text);
  }

  private static String sentence(Throwable e) {
    String best = "";
    for (Throwable at = e; at != null; at = at.getCause()) {
      boolean ours = at instanceof IllegalArgumentException || at instanceof DateTimeException;
      if (ours && at.getMessage() != null) {
        return at.getMessage();
      }
      if (at instanceof JacksonException jackson && jackson.getOriginalMessage() != null) {
        best = jackson.getOriginalMessage();
      }
    }
    return best.lines().findFirst().orElse("cannot be read");
  }

  private static JsonMapper mapper() {
    SimpleModule forms = new SimpleModule();
    forms.addDeserializer(Duration.class, form(Duration.class, Spans::parse));
    forms.addDeserializer(Within.class, form(Within.class, Within::parse));
    forms.addDeserializer(ZoneId.class, form(ZoneId.class, Pass::zone));
    forms.addDeserializer(LocalDate.class, form(LocalDate.class, Pass::day));
    return JsonMapper.builder()
        .addModule(forms)
        .propertyNamingStrategy(new Kebab())
        .annotationIntrospector(new LowerCase())
        .build();
  }

  private static ZoneId zone(String text) {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a time zone"
              + Nearest.to(text, ZoneId.getAvailableZoneIds().stream().sorted().toList())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse("; expected one such as Europe/Berlin"));
    }
    return ZoneId.of(text);
  }

  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a day of the calendar; expected one such as 2026-08-31", e);
    }
  }

  private static <T> StdDeserializer<T> form(Class<T> type, Function<String, T> read) {
    return new StdDeserializer<>(type) {
      @Override
      public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        return read.apply(parser.getString());
      }
    };
  }

  private static final class Kebab extends PropertyNamingStrategies.NamingBase {
    private static final long serialVersionUID = 1L;

    @Override
    public String translate(String component) {
      return SettingsSchema.kebab(component);
    }
  }

  private static final class LowerCase extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      for (int i = 0; i < constants.length; i++) {
        names[i] = SettingsSchema.word(constants[i]);
      }
      return names;
    }
  }
}
