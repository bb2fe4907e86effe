package io.wellkept.touchpoint;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a check must remember from look to look. The judge gets the last one and returns the next;
 * the ledger keeps it. A judge that finds a version it does not know starts afresh.
 */
public record Memory(int version, Map<String, String> values) {
  public static final Memory EMPTY = new Memory(0, Map.of());

  public Memory {
    values = Map.copyOf(values);
  }

  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public Optional<Instant> instant(String key) {
    return text(key).map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  public Memory with(String key, String value) {
    Map<String, String> next = new TreeMap<>(values);
    next.put(key, value);
    return new Memory(version, next);
  }

  public Memory with(String key, Instant moment) {
    return with(key, Long.toString(moment.toEpochMilli()));
  }

  public Memory without(String key) {
    Map<String, String> next = new TreeMap<>(values);
    next.remove(key);
    return new Memory(version, next);
  }
}
