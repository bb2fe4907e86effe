package io.wellkept.probe.review;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What the rating was lately: the highest of each of at most {@value #SLOTS} equal parts of the
 * time that counts.
 */
record RatingHistory(List<Entry> entries) {
  static final int SLOTS = 30;

  record Entry(Instant at, double average) {}

  RatingHistory {
    entries = List.copyOf(entries);
  }

  /** As {@link #text} wrote it; what cannot be read is as if it were not there. */
  static RatingHistory of(String text) {
    return new RatingHistory(
        Arrays.stream(text.split(" "))
            .map(RatingHistory::entry)
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<Entry> entry(String text) {
    String[] parts = text.split("=", -1);
    try {
      return parts.length == 2
          ? Optional.of(
              new Entry(
                  Instant.ofEpochMilli(Long.parseLong(parts[0])), Double.parseDouble(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String text() {
    return entries.stream()
        .map(entry -> entry.at.toEpochMilli() + "=" + entry.average)
        .collect(Collectors.joining(" "));
  }

  /** The highest of what counts; empty if there is nothing. */
  OptionalDouble highest(Duration within, Instant now) {
    return entries.stream()
        .filter(entry -> !entry.at.isBefore(now.minus(within)))
        .mapToDouble(Entry::average)
        .max();
  }

  /** The same with what the rating is now, and without what counts no more. */
  RatingHistory and(double average, Duration within, Instant now) {
    long slot = Math.max(1, within.toMillis() / SLOTS);
    List<Entry> next = new ArrayList<>();
    boolean taken = false;
    for (Entry entry : entries) {
      if (entry.at.isBefore(now.minus(within)) || entry.at.isAfter(now)) {
        continue;
      }
      boolean same = entry.at.toEpochMilli() / slot == now.toEpochMilli() / slot;
      taken |= same;
      next.add(same ? new Entry(entry.at, Math.max(entry.average, average)) : entry);
    }
    if (!taken) {
      next.add(new Entry(now, average));
    }
    return new RatingHistory(next);
  }
}
