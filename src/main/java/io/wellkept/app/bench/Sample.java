package io.wellkept.app.bench;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The daemon's counters at one moment.
 *
 * @param nanos the moment, of a clock that only this process knows
 * @param processor what it has used of all cores
 * @param late looks that began at most so many seconds after they were due
 * @param written bytes that it has given to the disk; -1 where the system does not say
 */
record Sample(
    long nanos,
    Duration processor,
    double looks,
    double bad,
    double blind,
    double commits,
    NavigableMap<Double, Double> late,
    double ledgerBytes,
    long written) {
  private static final Pattern LINE = Pattern.compile("(?m)^(wellkept_\\w+)(\\{.*})? (\\S+)$");
  private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

  static Sample read(long nanos, Duration processor, String metrics, OptionalLong written) {
    double looks = 0;
    double bad = 0;
    double blind = 0;
    double commits = 0;
    double bytes = 0;
    NavigableMap<Double, Double> late = new TreeMap<>();
    Matcher line = LINE.matcher(metrics);
    while (line.find()) {
      String labels = line.group(2) == null ? "" : line.group(2);
      double value = Double.parseDouble(line.group(3));
      switch (line.group(1)) {
        case "wellkept_looks_total" -> {
          looks += value;
          bad += labels.contains("result=\"bad\"") ? value : 0;
          blind += labels.contains("result=\"blind\"") ? value : 0;
        }
        case "wellkept_ledger_write_seconds_count" -> commits += value;
        case "wellkept_ledger_bytes" -> bytes = value;
        case "wellkept_look_start_delay_seconds_bucket" -> late.merge(bound(labels), value, Double::sum);
        default -> {}
      }
    }
    return new Sample(
        nanos, processor, looks, bad, blind, commits, late, bytes, written.orElse(-1));
  }

  private static double bound(String labels) {
    Matcher bound = BOUND.matcher(labels);
    if (!bound.find()) {
      throw new IllegalArgumentException("a class without a bound: " + labels);
    }
    return bound.group(1).equals("+Inf")
        ? Double.POSITIVE_INFINITY
        : Double.parseDouble(bound.group(1));
  }
}
