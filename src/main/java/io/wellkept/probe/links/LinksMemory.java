package io.wellkept.probe.links;

import io.wellkept.touchpoint.Memory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When which address was looked at, and what is wrong with which. Bounded: addresses are kept as
 * short numbers, and what was looked at longest ago is forgotten first.
 */
final class LinksMemory {
  /** How many addresses a check looks at, and remembers that it did. */
  static final int MOST_LINKS = 2_000;

  private static final int MOST_TROUBLES = 200;
  private static final int VERSION = 1;
  private static final String LOOKED = "looked";
  private static final String TROUBLE = "trouble:";

  /** Seconds are counted from here, to be short. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final int RADIX = 36;
  private static final int NUMBER = 7;
  private static final int SECONDS = 6;
  private static final int ENTRY = NUMBER + SECONDS + 1;

  private final Map<String, Glance> looked = new LinkedHashMap<>();
  private final Map<String, Trouble> troubles = new TreeMap<>();

  /** When an address was looked at, and whether nothing could be told of it. */
  private record Glance(Instant at, boolean unknown) {}

  private LinksMemory() {}

  static LinksMemory of(Memory memory) {
    LinksMemory known = new LinksMemory();
    if (memory.version() != VERSION) {
      return known;
    }
    String entries = memory.values().getOrDefault(LOOKED, "");
    for (int i = 0; i + ENTRY <= entries.length(); i += ENTRY) {
      String number = entries.substring(i, i + NUMBER);
      long seconds = Long.parseLong(entries.substring(i + NUMBER, i + NUMBER + SECONDS), RADIX);
      boolean unknown = entries.charAt(i + ENTRY - 1) == '?';
      known.looked.put(number, new Glance(START.plusSeconds(seconds), unknown));
    }
    memory
        .values()
        .forEach((key, line) -> {
          if (key.startsWith(TROUBLE)) {
            String address = key.substring(TROUBLE.length());
            known.troubles.put(address, Trouble.ofLine(address, line));
          }
        });
    return known;
  }

  Memory memory() {
    Map<String, String> values = new HashMap<>();
    StringBuilder entries = new StringBuilder();
    looked.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Glance::at).reversed()))
        .limit(MOST_LINKS)
        .forEach(entry ->
            entries
                .append(entry.getKey())
                .append(padded(seconds(entry.getValue().at), SECONDS))
                .append(entry.getValue().unknown ? '?' : '.'));
    values.put(LOOKED, entries.toString());
    troubles.values().stream()
        .sorted(Comparator.comparing(Trouble::severity).reversed().thenComparing(Trouble::first))
        .limit(MOST_TROUBLES)
        .forEach(trouble -> values.put(TROUBLE + trouble.key(), trouble.line()));
    return new Memory(VERSION, values);
  }

  private static long seconds(Instant at) {
    return Math.max(0, at.getEpochSecond() - START.getEpochSecond());
  }

  private static String padded(long value, int width) {
    String digits = Long.toString(value, RADIX);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private static String number(String address) {
    long hash = Integer.toUnsignedLong(address.hashCode() * 31 + address.length());
    return padded(hash, NUMBER);
  }

  /** When the address was last looked at; null if never. */
  @Nullable Instant lookedAt(String address) {
    Glance glance = looked.get(number(address));
    return glance == null ? null : glance.at;
  }

  /** Whether nothing is known of it for sure: not looked at yet, or nothing could be told. */
  boolean unknown(String address) {
    Glance glance = looked.get(number(address));
    return glance == null || glance.unknown;
  }

  void looked(String address, Instant at, boolean unknown) {
    looked.put(number(address), new Glance(at, unknown));
  }

  Optional<Trouble> trouble(String address) {
    return Optional.ofNullable(troubles.get(address));
  }

  List<Trouble> troubles() {
    return List.copyOf(troubles.values());
  }

  /** Keeps it, since when it was first so. */
  void keep(Trouble trouble) {
    Trouble before = troubles.get(trouble.key());
    boolean earlier = before != null && before.first().isBefore(trouble.first());
    troubles.put(
        trouble.key(), before != null && earlier ? trouble.since(before.first()) : trouble);
  }

  void drop(String address) {
    troubles.remove(address);
  }

  /**
   * Forgets what is wrong with none of these.
   *
   * @param read the pages that were read; what was wrong on others stays
   */
  void keepTroubles(Set<String> addresses, Set<String> read) {
    troubles
        .values()
        .removeIf(trouble -> !addresses.contains(trouble.key()) && read.contains(trouble.page()));
  }

  /** Forgets all that is about none of these. */
  void keepOnly(Set<String> addresses) {
    troubles.keySet().retainAll(addresses);
    Set<String> numbers = addresses.stream().map(LinksMemory::number).collect(Collectors.toSet());
    looked.keySet().retainAll(numbers);
  }

  void forgetTroubles() {
    troubles.clear();
  }
}
