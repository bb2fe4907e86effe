package io.wellkept.probe;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Remembers values up to a weight in bytes; what was used longest ago goes first. */
public final class Kept<K, V> {
  private final long limit;
  private final ToLongFunction<V> weigher;
  private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  public Kept(long limit, ToLongFunction<V> weigher) {
    this.limit = limit;
    this.weigher = weigher;
  }

  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  public synchronized void put(K key, V value) {
    V before = values.put(key, value);
    weight += weigher.applyAsLong(value) - (before == null ? 0 : weigher.applyAsLong(before));
    Iterator<V> oldest = values.values().iterator();
    while (weight > limit && oldest.hasNext()) {
      weight -= weigher.applyAsLong(oldest.next());
      oldest.remove();
    }
  }

  public synchronized void remove(K key) {
    V before = values.remove(key);
    weight -= before == null ? 0 : weigher.applyAsLong(before);
  }

  public synchronized long weight() {
    return weight;
  }
}
