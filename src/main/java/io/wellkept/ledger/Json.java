package io.wellkept.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Standing;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records as JSON: moments in milliseconds, nothing written for null and for what is empty, a
 * case of a sealed type by its short name under {@code is}. What is read may have more fields than
 * we know (a newer process wrote it) and fewer lists (an older one did).
 *
 * <p>Renaming a component or a case of a stored record renames it in every ledger: that takes a
 * migration.
 */
final class Json {
  /** Sealed types of which a column holds any case. */
  static final List<Class<?>> SEALED =
      List.of(Fault.class, Standing.class, PlanOverride.class, Posting.Ending.class);

  /** How long a row that cannot be read is put aside; it is reported each time. */
  static final Duration ASIDE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(Json.class);

  private final JsonMapper mapper = mapper();

  String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  <T> T read(String json, Class<T> type) {
    return mapper.readValue(json, type);
  }

  /**
   * The same for a row among others: one that this version cannot read (a newer one wrote it, or it
   * breaks a rule of its record) must not stop the rest.
   */
  <T> Optional<T> readOne(String json, Class<T> type, String row) {
    try {
      return Optional.of(read(json, type));
    } catch (JacksonException e) {
      LOG.error(
          "A row of the ledger cannot be read and is left out type={} row={}",
          type.getSimpleName(),
          row,
          e);
      return Optional.empty();
    }
  }

  SortedMap<String, String> readFiles(String json) {
    return mapper.readValue(json, new TypeReference<SortedMap<String, String>>() {});
  }

  List<String> readTexts(String json) {
    return mapper.readValue(json, new TypeReference<List<String>>() {});
  }

  List<Integer> readNumbers(String json) {
    return mapper.readValue(json, new TypeReference<List<Integer>>() {});
  }

  /** The same JSON object with one field set, or taken away if the value is null. */
  String with(String json, String field, @Nullable Object value) {
    ObjectNode tree = (ObjectNode) mapper.readTree(json);
    if (value == null) {
      tree.remove(field);
    } else {
      tree.set(field, mapper.valueToTree(value));
    }
    return mapper.writeValueAsString(tree);
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
            .changeDefaultPropertyInclusion(
                now -> now.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withConfigOverride(
                LocalDate.class,
                now -> now.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .addMixIn(CheckId.class, AsText.class);
    for (Class<?> holder : List.of(List.class, Map.class)) {
      builder.withConfigOverride(
          holder,
          now ->
              now.setInclude(
                      JsonInclude.Value.construct(
                          JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                  .setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
    }
    for (Class<?> type : SEALED) {
      builder.addMixIn(type, Named.class);
      for (Class<?> one : type.getPermittedSubclasses()) {
        builder.registerSubtypes(new NamedType(one, shortName(one)));
      }
    }
    return builder.build();
  }

  private static String shortName(Class<?> type) {
    String name = type.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** A sealed type: which case it is comes first. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  /** A value that is one piece of text. */
  private abstract static class AsText {
    @Override
    @JsonValue
    public abstract String toString();

    @JsonCreator
    static CheckId parse(String text) {
      return CheckId.parse(text);
    }
  }
}
