package io.wellkept.probe.chat;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a check of a chat remembers from look to look, beside what its clocks do. */
final class ChatMemory {
  private static final int VERSION = 1;
  private static final String WANTED = "widget.wanted";
  private static final String KNOWN = "widget.known";
  private static final String SUSPECTED = "suspected:";
  private static final String HELD = "widget.held";
  private static final String AWAY_SINCE = "away.since";
  private static final String AWAY_SEEN = "away.seen";
  private static final String WAITS = "waits:";
  private static final String TOLD = "told:";

  /** Of more than these it is not remembered since when they wait. */
  private static final int MOST_MOMENTS = 1_000;

  private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .build();

  private Memory memory;

  /** The two things that a look looks at. */
  enum Part {
    WIDGET,
    DESK
  }

  private ChatMemory(Memory memory) {
    this.memory = memory;
  }

  /**
   * @param widget what is wanted: who wants another widget starts anew with it
   */
  static ChatMemory of(Memory memory, @Nullable WidgetSettings widget) {
    ChatMemory known =
        new ChatMemory(memory.version() == VERSION ? memory : new Memory(VERSION, Map.of()));
    String wanted = Integer.toHexString(String.valueOf(widget).hashCode());
    if (!known.memory.text(WANTED).orElse(wanted).equals(wanted)) {
      known.forget(KNOWN, HELD);
      known.suspect(Map.of());
    }
    known.memory = known.memory.with(WANTED, wanted);
    return known;
  }

  Memory memory() {
    return memory;
  }

  void take(Memory next) {
    memory = next;
  }

  private void forget(String... keys) {
    for (String key : keys) {
      memory = memory.without(key);
    }
  }

  /** The widgets that were on the page, by vendor, with their ids. */
  Map<String, Set<String>> known() {
    Map<String, Set<String>> known = new TreeMap<>();
    memory
        .text(KNOWN)
        .ifPresent(lines ->
            lines
                .lines()
                .map(line -> line.split(" ", -1))
                .forEach(parts ->
                    known.put(
                        parts[0],
                        parts.length < 2
                            ? Set.of()
                            : new TreeSet<>(List.of(parts).subList(1, parts.length)))));
    return known;
  }

  void know(Collection<Sighting> sightings) {
    String lines =
        sightings.stream()
            .map(one -> (one.vendor() + " " + String.join(" ", new TreeSet<>(one.ids()))).strip())
            .sorted()
            .collect(Collectors.joining("\n"));
    memory = memory.with(KNOWN, lines);
  }

  /** Since when what is wrong with the widget is, by the key of its finding. */
  Map<String, Instant> suspected() {
    return moments(SUSPECTED);
  }

  void suspect(Map<String, Instant> since) {
    moments(SUSPECTED, since);
  }

  /** What was wrong with the widget when it was seen last. */
  List<Finding> held() {
    try {
      String json = memory.text(HELD).orElse("[]");
      return JSON.readValue(json, FINDINGS);
    } catch (JacksonException e) {
      return List.of();
    }
  }

  void hold(List<Finding> findings) {
    memory = memory.with(HELD, JSON.writeValueAsString(findings));
  }

  /** Since when nobody is there, if we saw that not too long ago; else empty. */
  Optional<Instant> awaySince(Instant notSeenBefore) {
    boolean lately =
        memory.instant(AWAY_SEEN).filter(seen -> !seen.isBefore(notSeenBefore)).isPresent();
    return lately ? memory.instant(AWAY_SINCE) : Optional.empty();
  }

  /** When we saw last that nobody is there; empty if somebody was. */
  Optional<Instant> awaySeen() {
    return memory.instant(AWAY_SEEN);
  }

  void away(Instant since, Instant now) {
    memory = memory.with(AWAY_SINCE, since).with(AWAY_SEEN, now);
  }

  void there() {
    forget(AWAY_SINCE, AWAY_SEEN);
  }

  /** Since when customers wait, by conversation. */
  Map<String, Instant> waits() {
    return moments(WAITS);
  }

  /** Keeps since when these wait, those first who wait longest, and of no others. */
  void waiting(Map<String, Instant> conversations) {
    moments(WAITS, conversations);
  }

  private Map<String, Instant> moments(String prefix) {
    Map<String, Instant> all = new TreeMap<>();
    for (String key : memory.values().keySet()) {
      if (key.startsWith(prefix)) {
        memory.instant(key).ifPresent(since -> all.put(key.substring(prefix.length()), since));
      }
    }
    return all;
  }

  private void moments(String prefix, Map<String, Instant> moments) {
    Map<String, String> values = new TreeMap<>(memory.values());
    values.keySet().removeIf(key -> key.startsWith(prefix));
    moments.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(MOST_MOMENTS)
        .forEach(
            one -> values.put(prefix + one.getKey(), Long.toString(one.getValue().toEpochMilli())));
    memory = new Memory(memory.version(), values);
  }

  /**
   * Keeps what is wrong with a part.
   *
   * @return whether that is something else than when it was seen last
   */
  boolean tells(Part part, List<String> wrong) {
    byte[] all = wrong.toString().getBytes(StandardCharsets.UTF_8);
    String mark = wrong.isEmpty() ? "" : UUID.nameUUIDFromBytes(all).toString();
    boolean same = mark.equals(memory.text(TOLD + part).orElse(""));
    memory = mark.isEmpty() ? memory.without(TOLD + part) : memory.with(TOLD + part, mark);
    return !same;
  }
}
