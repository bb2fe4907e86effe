package io.wellkept.report.digest;

import io.wellkept.report.digest.Stretches.Stretch;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A touchpoint and what is known of it, in the period and the one before it.
 *
 * @param expected when it should have been seen: while it is live and somebody listens, without
 *     windows
 * @param seen when at least one of its checks saw it, or an open report told of it; never more than
 *     expected
 * @param excused windows, in which nothing counts
 * @param troubles oldest first
 * @param spend what its ads cost in a week, by currency; empty if not known
 * @param sights what each of its checks saw
 * @param blindFor how long a check may see nothing before its last word counts no more
 */
record Watched(
    Touchpoint touchpoint,
    Stretches expected,
    Stretches seen,
    Stretches excused,
    List<Trouble> troubles,
    Map<String, Double> spend,
    List<Sight> sights,
    Duration blindFor) {
  private static final Duration FRESH = Duration.ofDays(1);

  /**
   * What one check saw.
   *
   * @param expected when it should have seen; seen is never more
   * @param why why the last look was blind; null if it saw, or there was none
   */
  record Sight(String check, Stretches expected, Stretches seen, @Nullable String why) {
    /** Of the time in which it should have seen; 1 where there was none. */
    double share(Instant from, Instant until) {
      Duration all = expected.within(from, until).length();
      return all.isZero() ? 1 : seconds(seen.within(from, until).length()) / seconds(all);
    }

    /** Whether its last word still counts; time in which nobody could look makes it no older. */
    private boolean isFresh(Instant moment, Duration blindFor) {
      List<Stretch> late = seen.within(moment.minus(FRESH), moment).all();
      return !late.isEmpty()
          && expected.within(late.getLast().until(), moment).length().compareTo(blindFor) < 0;
    }
  }

  Watched {
    sights = List.copyOf(sights);
    troubles = List.copyOf(troubles);
    spend = Map.copyOf(spend);
  }

  double weight() {
    return Weights.of(touchpoint.importance());
  }

  /**
   * Which share of the time seen it was in order, from 0 to 1; null if nothing was seen. At each
   * moment the worst of what is wrong counts.
   */
  @Nullable Double share(Instant from, Instant until) {
    Stretches counted = seen.within(from, until);
    if (counted.isEmpty()) {
      return null;
    }
    return 1 - lostSeconds(counted, from, until) / seconds(counted.length());
  }

  private double lostSeconds(Stretches counted, Instant from, Instant until) {
    double lost = 0;
    for (Stretch part : parts(from, until)) {
      double worst =
          troubles.stream()
              .filter(one -> one.within(part.from(), part.until()))
              .mapToDouble(Trouble::lost)
              .max()
              .orElse(0);
      if (worst > 0) {
        lost += worst * seconds(counted.within(part.from(), part.until()).length());
      }
    }
    return lost;
  }

  /** Stretches within which nothing begins or ends. */
  private List<Stretch> parts(Instant from, Instant until) {
    SortedSet<Instant> edges = new TreeSet<>();
    for (Trouble one : troubles) {
      one.stretches(from, until)
          .all()
          .forEach(stretch -> {
            edges.add(stretch.from());
            edges.add(stretch.until());
          });
    }
    List<Instant> inOrder = List.copyOf(edges);
    List<Stretch> parts = new ArrayList<>();
    for (int i = 1; i < inOrder.size(); i++) {
      parts.add(new Stretch(inOrder.get(i - 1), inOrder.get(i)));
    }
    return parts;
  }

  static double seconds(Duration span) {
    return span.toMillis() / 1000.0;
  }

  /** Whether it is under maintenance up to that moment. */
  boolean maintainedAt(Instant moment) {
    return !excused.within(moment.minusMillis(1), moment).isEmpty();
  }

  /**
   * The worst of what stands then, as the map says it; not known if nothing stands and one of the
   * checks has been blind for long, or saw nothing for a day, or there is none, or if it is under
   * maintenance: what is down on purpose is no fault.
   */
  Condition conditionAt(Instant moment) {
    if (maintainedAt(moment)) {
      return Condition.UNKNOWN;
    }
    Condition worst =
        troubles.stream()
            .filter(one -> one.openAt(moment))
            .map(Trouble::condition)
            .reduce(Condition.HEALTHY, (a, b) -> b.worseThan(a) ? b : a);
    if (worst != Condition.HEALTHY) {
      return worst;
    }
    boolean fresh =
        !sights.isEmpty() && sights.stream().allMatch(sight -> sight.isFresh(moment, blindFor));
    return fresh ? Condition.HEALTHY : Condition.UNKNOWN;
  }
}
