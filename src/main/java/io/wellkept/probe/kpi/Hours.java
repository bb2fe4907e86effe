package io.wellkept.probe.kpi;

import io.wellkept.probe.table.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a number was in each hour of the last weeks. An hour in which we did not look is a hole, and
 * no zero. Hours begin where the clocks of the zone strike, so that the same hour of a week is the
 * same hour for people, before and after clocks change.
 */
final class Hours {
  static final int OF_A_WEEK = 168;

  /** Of an hour that a rise is counted in, so much must have been watched. */
  private static final double WATCHED = 0.9;

  private static final long SECONDS = 3_600;
  private static final double HOLE = Double.NaN;

  private final boolean flows;
  private final long shift;
  private final List<Double> closed;

  /** The index of the first of them; hours are counted from 1970. */
  private long first;

  /** What has come together in the hour that is not over yet: an amount and its weight. */
  private double amount;

  private double weight;

  /** As it was read; most looks close no hour, and need not write all of them anew. */
  private String read = "";

  private int readMany = -1;

  private Hours(boolean flows, ZoneId zone, Instant now, long first, List<Double> closed) {
    this.flows = flows;
    this.shift = Math.floorMod(zone.getRules().getStandardOffset(now).getTotalSeconds(), SECONDS);
    this.first = first;
    this.closed = closed;
  }

  /**
   * Nothing yet.
   *
   * @param flows whether amounts are added up; else they are averaged
   */
  static Hours none(boolean flows, ZoneId zone, Instant now) {
    Hours hours = new Hours(flows, zone, now, 0, new ArrayList<>());
    hours.first = hours.index(now);
    return hours;
  }

  /** As {@link #text} wrote it. */
  static Hours of(boolean flows, ZoneId zone, Instant now, String text) {
    String[] parts = text.split(";", -1);
    List<Double> closed = new ArrayList<>();
    for (String value : parts[3].isEmpty() ? new String[0] : parts[3].split(",", -1)) {
      closed.add(read(value));
    }
    Hours hours = new Hours(flows, zone, now, Long.parseLong(parts[0]), closed);
    hours.amount = Double.parseDouble(parts[1]);
    hours.weight = Double.parseDouble(parts[2]);
    hours.read = parts[3];
    hours.readMany = closed.size();
    return hours;
  }

  /** What is no number, or none that can be compared, is a hole; so is what cannot be read. */
  private static double read(String value) {
    try {
      return finite(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return HOLE;
    }
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : HOLE;
  }

  /** Compact: one number of at most four digits an hour, or a dash for a hole. */
  String text() {
    String head = first + ";" + amount + ";" + weight + ";";
    return head + (closed.size() == readMany ? read : values());
  }

  private String values() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < closed.size(); at++) {
      text.append(at == 0 ? "" : ",");
      text.append(closed.get(at).isNaN() ? "-" : Figures.words(closed.get(at)));
    }
    return text.toString();
  }

  long index(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond() + shift, SECONDS);
  }

  Instant start(long index) {
    return Instant.ofEpochSecond(index * SECONDS - shift);
  }

  /** The hour that is not over yet; all before it are. */
  long open() {
    return first + closed.size();
  }

  /** What it was in that hour; not a number where nobody knows. */
  double at(long index) {
    return index < first || index >= open() ? HOLE : closed.get((int) (index - first));
  }

  /** It stood so at that moment; moments must come in their order. */
  void stood(Instant at, double value) {
    roll(index(at));
    amount += value;
    weight += 1;
  }

  /** So much came in that time, evenly as far as anybody knows. */
  void came(Instant from, Instant until, double much) {
    double whole = Math.max(Duration.between(from, until).toMillis() / 1e3, 1e-3);
    for (long hour = index(from); hour <= index(until); hour++) {
      double part = overlap(hour, from, until);
      roll(hour);
      amount += part == 0 && whole <= 1e-3 ? much : much * part / whole;
      weight += part;
    }
  }

  private double overlap(long hour, Instant from, Instant until) {
    Instant begin = start(hour);
    Instant end = start(hour + 1);
    Instant later = from.isAfter(begin) ? from : begin;
    Instant sooner = until.isBefore(end) ? until : end;
    return Math.max(Duration.between(later, sooner).toMillis() / 1e3, 0);
  }

  private void roll(long hour) {
    if (hour - open() > 20L * OF_A_WEEK) {
      closed.clear();
      readMany = -1;
      first = hour;
      amount = 0;
      weight = 0;
    }
    while (open() < hour) {
      closed.add(ended());
      amount = 0;
      weight = 0;
    }
  }

  private double ended() {
    if (flows) {
      return weight >= WATCHED * SECONDS ? finite(amount) : HOLE;
    }
    return weight > 0 ? finite(amount / weight) : HOLE;
  }

  /** Forgets all but the last so many. */
  void keep(int most) {
    int gone = closed.size() - most;
    if (gone > 0) {
      closed.subList(0, gone).clear();
      readMany = -1;
      first += gone;
    }
  }

  /** The sum over a time, hours that it cuts in part; not a number where an hour is a hole. */
  double sum(Instant from, Instant until) {
    double sum = 0;
    for (long hour = index(from); hour <= index(until); hour++) {
      double part = overlap(hour, from, until) / SECONDS;
      if (part > 0) {
        sum += at(hour) * part;
      }
    }
    return sum;
  }

  /** As much as it is in an hour that is no exception: the median of all that is not nothing. */
  double typical() {
    double[] some = closed.stream().mapToDouble(Math::abs).filter(value -> value > 0).toArray();
    return some.length == 0 ? 0 : Robust.median(some);
  }
}
