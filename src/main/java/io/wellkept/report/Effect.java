package io.wellkept.report;

import io.wellkept.incident.Pauses;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Ledger.Figure;
import io.wellkept.ledger.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of the figure that an initiative should move: the time since the change, compared
 * with as much time before it. Pure.
 *
 * @param from when the time before the change begins
 * @param until when the time after it ends
 * @param was the figure before; null if not enough was seen
 * @param became the figure after; null if not enough was seen
 */
public record Effect(
    Instant from, Instant until, @Nullable Double was, @Nullable Double became, Move move) {
  /** Less than that after a change tells nothing. */
  public static final Duration LEAST = Duration.ofDays(1);

  /** So many hours, or answers, are wanted on both sides. */
  static final int FEWEST = 3;

  /** Of fewer looks nobody can say what 95 of 100 do not exceed. */
  static final int FEWEST_LOOKS = 20;

  private static final Duration HOUR = Duration.ofHours(1);

  /** What moves by less than this part of itself hardly moves. */
  private static final double HARDLY = 0.01;

  /** Where the figure went. */
  public enum Move {
    NOT_ENOUGH,
    REACHED,
    AS_HOPED,
    HARDLY,
    OTHERWISE
  }

  /**
   * What is known of the touchpoint over both times; only what the figure needs.
   *
   * @param seen the first moments of the hours in which it was looked at
   * @param bad when it was not in order
   * @param said what customers said
   * @param figures hours of the kept figure
   * @param tallies hours of the check
   */
  public record Facts(
      List<Instant> seen,
      List<Pause> bad,
      List<Said> said,
      List<Figure> figures,
      List<Tally> tallies) {
    public Facts {
      seen = List.copyOf(seen);
      bad = List.copyOf(bad);
      said = List.copyOf(said);
      figures = List.copyOf(figures);
      tallies = List.copyOf(tallies);
    }
  }

  private record Span(Instant from, Instant until) {
    boolean has(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }

    /** An hour in which the change was made is half before and half after it: it counts nowhere. */
    boolean hasHour(Instant hour) {
      return !hour.isBefore(from) && !hour.plus(HOUR).isAfter(until);
    }
  }

  /** When the time before the change begins, of which the facts must tell. */
  public static Instant from(Initiative one, Instant now) {
    return one.changedAt().minus(Duration.between(one.changedAt(), end(one, now)));
  }

  private static Instant end(Initiative one, Instant now) {
    Instant end = now.isBefore(one.until()) ? now : one.until();
    return end.isBefore(one.changedAt()) ? one.changedAt() : end;
  }

  public static Effect of(Initiative one, Facts facts, Instant now) {
    Span before = new Span(from(one, now), one.changedAt());
    Span after = new Span(one.changedAt(), end(one, now));
    Verdict verdict = one.verdict();
    if (verdict != null) {
      return of(one, before, after, verdict.was(), verdict.became());
    }
    if (Duration.between(after.from(), after.until()).compareTo(LEAST) < 0) {
      return of(one, before, after, null, null);
    }
    Function<Span, @Nullable Double> figure = figure(one.measure(), facts);
    return of(one, before, after, figure.apply(before), figure.apply(after));
  }

  private static Effect of(
      Initiative one, Span before, Span after, @Nullable Double was, @Nullable Double became) {
    return new Effect(before.from(), after.until(), was, became, move(one, was, became));
  }

  private static Move move(Initiative one, @Nullable Double was, @Nullable Double became) {
    if (was == null || became == null) {
      return Move.NOT_ENOUGH;
    }
    boolean up = one.direction() == Direction.UP;
    Double target = one.target();
    if (target != null && (up ? became >= target : became <= target)) {
      return Move.REACHED;
    }
    double moved = became - was;
    if (Math.abs(moved) <= HARDLY * Math.max(Math.abs(was), Math.abs(became))) {
      return Move.HARDLY;
    }
    return moved > 0 == up ? Move.AS_HOPED : Move.OTHERWISE;
  }

  private static Function<Span, @Nullable Double> figure(Measure measure, Facts facts) {
    return switch (measure) {
      case CONDITION -> span -> inOrder(facts, span);
      case ANSWER_TIME -> span -> answerTime(facts.said(), span);
      case KPI, RATING -> span -> mean(facts.figures(), span);
      case RESPONSE_TIME -> span -> slowest(facts.tallies(), span);
    };
  }

  /** Of the hours in which it was looked at, the share in which it was in order. */
  private static @Nullable Double inOrder(Facts facts, Span span) {
    List<Instant> hours = facts.seen().stream().filter(span::hasHour).distinct().toList();
    if (hours.size() < FEWEST) {
      return null;
    }
    Pauses bad = new Pauses(facts.bad());
    long fine = hours.stream().mapToLong(h -> bad.between(h, h.plus(HOUR)).toMillis()).sum();
    return (double) fine / (hours.size() * HOUR.toMillis());
  }

  /**
   * The median wait for an answer to what was said within the span, in seconds, as it was at its
   * end: what had no answer by then counts as long as it had waited, on both sides alike.
   */
  private static @Nullable Double answerTime(List<Said> said, Span span) {
    List<Duration> took =
        said.stream()
            .filter(one -> span.has(one.wordAt()))
            .flatMap(one -> waited(one, span).stream())
            .toList();
    Duration median = took.size() < FEWEST ? null : Median.of(took);
    return median == null ? null : median.toMillis() / 1e3;
  }

  private static Optional<Duration> waited(Said one, Span span) {
    Duration longest = Duration.between(one.wordAt(), span.until());
    return one.answerTook()
        .map(took -> took.compareTo(longest) < 0 ? took : longest)
        .or(() -> one.waits() ? Optional.of(longest) : Optional.empty());
  }

  /** Each hour counts once, however often it was looked at. */
  private static @Nullable Double mean(List<Figure> figures, Span span) {
    List<Figure> hours = figures.stream().filter(one -> span.hasHour(one.hour())).toList();
    return hours.size() < FEWEST
        ? null
        : hours.stream().mapToDouble(one -> one.sum() / one.looks()).average().orElseThrow();
  }

  private static @Nullable Double slowest(List<Tally> tallies, Span span) {
    List<Integer> all = new ArrayList<>();
    for (Tally tally : tallies) {
      if (span.hasHour(tally.hour())) {
        History.addUp(all, tally.classes());
      }
    }
    int looks = all.stream().mapToInt(Integer::intValue).sum();
    return looks < FEWEST_LOOKS ? null : new Tally(span.from(), looks, 0, 0, all).percentile(0.95);
  }
}
