package io.wellkept.probe.ad;

import io.wellkept.probe.destination.Found;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a check of ads remembers: what was last found at each destination, since when nobody was
 * shown which ad, and what was wrong. Bounded by how many destinations are looked at.
 */
final class AdMemory {
  private static final int VERSION = 1;
  private static final String ROUND = "round";
  private static final String LEFT = "left";
  private static final String TO = "to:";
  private static final String QUIET = "quiet:";
  private static final String HELD = "held:";
  private static final int MOST_QUIET = 2_000;

  /** As many as one look finds, where nearly everything is wrong that can be. */
  private static final int MOST_HELD = 2_000;

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> values;

  /** What was read of it: thousands of ads ask for the same few destinations. */
  private final Map<String, Optional<Place>> places = new HashMap<>();

  /**
   * A destination.
   *
   * @param round of looks in which we were last there
   * @param claims fingerprint of the texts that were looked for
   * @param unknown whether it could not be seen then; what was found before stands
   * @param found null if it could never be seen
   */
  record Place(int round, String claims, boolean unknown, @Nullable Found found) {}

  /**
   * What was wrong.
   *
   * @param ads the ids of those that it is about, at least some
   */
  record Held(Finding finding, List<String> ads) {
    Held {
      Objects.requireNonNull(finding);
      ads = List.copyOf(ads);
    }
  }

  private AdMemory(Map<String, String> values) {
    this.values = values;
  }

  static AdMemory of(Memory memory) {
    return new AdMemory(new TreeMap<>(memory.version() == VERSION ? memory.values() : Map.of()));
  }

  Memory memory() {
    return new Memory(VERSION, values);
  }

  int round() {
    return Integer.parseInt(values.getOrDefault(ROUND, "0"));
  }

  void round(int round) {
    values.put(ROUND, Integer.toString(round));
  }

  /** Whether a round of looks is under way. */
  boolean left() {
    return values.containsKey(LEFT);
  }

  void left(boolean some) {
    if (some) {
      values.put(LEFT, "some");
    } else {
      values.remove(LEFT);
    }
  }

  Optional<Place> place(String key) {
    return places.computeIfAbsent(key, one -> read(values.get(TO + shortened(one)), Place.class));
  }

  void put(String key, Place place) {
    places.put(key, Optional.of(place));
    values.put(TO + shortened(key), JSON.writeValueAsString(place));
  }

  /** Forgets destinations to which nothing leads any more. */
  void keepOnly(Collection<String> keys) {
    Set<String> known = keys.stream().map(key -> TO + shortened(key)).collect(Collectors.toSet());
    values.keySet().removeIf(key -> key.startsWith(TO) && !known.contains(key));
  }

  /** Remembers since when nobody was shown these ads, and forgets others that it is sure of. */
  void quiet(List<String> ids, Predicate<String> unsure, Instant now) {
    Set<String> quiet = Set.copyOf(ids);
    values.keySet().removeIf(key -> key.startsWith(QUIET) && !isQuiet(key, quiet, unsure));
    long room = MOST_QUIET - values.keySet().stream().filter(key -> key.startsWith(QUIET)).count();
    ids.stream()
        .map(QUIET::concat)
        .filter(key -> !values.containsKey(key))
        .limit(Math.max(0, room))
        .toList()
        .forEach(key -> values.put(key, Long.toString(now.toEpochMilli())));
  }

  private static boolean isQuiet(String key, Set<String> quiet, Predicate<String> unsure) {
    String id = key.substring(QUIET.length());
    return quiet.contains(id) || unsure.test(id);
  }

  Optional<Instant> quietSince(String id) {
    return Optional.ofNullable(values.get(QUIET + id))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  /** Keeps what is wrong, for a list that may lack some of those ads. */
  void hold(List<Held> all) {
    values.keySet().removeIf(key -> key.startsWith(HELD));
    all.stream()
        .limit(MOST_HELD)
        .forEach(
            one -> values.put(HELD + shortened(one.finding().key()), JSON.writeValueAsString(one)));
  }

  /** What was wrong the last time. */
  List<Held> held() {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(HELD))
        .flatMap(entry -> read(entry.getValue(), Held.class).stream())
        .toList();
  }

  /** What cannot be read was written by another version, and is forgotten. */
  private static <T> Optional<T> read(@Nullable String json, Class<T> type) {
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(json, type));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The same short text for the same texts. */
  static String fingerprint(Collection<String> texts) {
    return texts.isEmpty() ? "" : shortened(String.join("\n", texts.stream().sorted().toList()));
  }

  static String shortened(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
