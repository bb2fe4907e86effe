package io.wellkept.report.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Stretches of time that neither touch nor overlap, oldest first. */
record Stretches(List<Stretch> all) {
  static final Stretches NONE = new Stretches(List.of());

  /** From (included) until (excluded); longer than nothing. */
  record Stretch(Instant from, Instant until) {
    Duration length() {
      return Duration.between(from, until);
    }
  }

  Stretches {
    all = List.copyOf(all);
  }

  static Stretches of(Instant from, Instant until) {
    return from.isBefore(until) ? new Stretches(List.of(new Stretch(from, until))) : NONE;
  }

  /**
   * @param any in any order; they may overlap
   */
  static Stretches union(Collection<Stretch> any) {
    List<Stretch> joined = new ArrayList<>();
    List<Stretch> inOrder = any.stream().sorted(Comparator.comparing(Stretch::from)).toList();
    for (Stretch next : inOrder) {
      Stretch last = joined.isEmpty() ? null : joined.getLast();
      if (last == null || next.from().isAfter(last.until())) {
        joined.add(next);
      } else if (next.until().isAfter(last.until())) {
        joined.set(joined.size() - 1, new Stretch(last.from(), next.until()));
      }
    }
    return new Stretches(joined);
  }

  /** What both have. */
  Stretches and(Stretches others) {
    return minus(minus(others));
  }

  Stretches within(Instant from, Instant until) {
    List<Stretch> cut = new ArrayList<>();
    for (Stretch one : all) {
      Instant begin = one.from().isBefore(from) ? from : one.from();
      Instant end = one.until().isAfter(until) ? until : one.until();
      if (begin.isBefore(end)) {
        cut.add(new Stretch(begin, end));
      }
    }
    return new Stretches(cut);
  }

  Stretches minus(Stretches others) {
    List<Stretch> left = new ArrayList<>();
    for (Stretch one : all) {
      Instant from = one.from();
      for (Stretch other : others.within(one.from(), one.until()).all) {
        if (from.isBefore(other.from())) {
          left.add(new Stretch(from, other.from()));
        }
        from = other.until();
      }
      if (from.isBefore(one.until())) {
        left.add(new Stretch(from, one.until()));
      }
    }
    return new Stretches(left);
  }

  Duration length() {
    return all.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }
}
