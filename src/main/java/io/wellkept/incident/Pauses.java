package io.wellkept.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Times within which a clock stands still, such as those in which nobody could have answered. */
public record Pauses(List<Pause> pauses) {
  /** The clock never stands still. */
  public static final Pauses NONE = new Pauses(List.of());

  /** From (included) until (excluded). */
  public record Pause(Instant from, Instant until) {}

  /**
   * @param pauses in any order; they may overlap
   */
  public Pauses {
    pauses = pauses.stream().sorted(Comparator.comparing(Pause::from)).toList();
  }

  /** The one that lasts at that moment. */
  public Optional<Pause> at(Instant moment) {
    return pauses.stream()
        .filter(pause -> !moment.isBefore(pause.from()) && moment.isBefore(pause.until()))
        .findFirst();
  }

  /** The one that was over last by then. */
  Optional<Pause> lastBefore(Instant moment) {
    return pauses.stream()
        .filter(pause -> !pause.until().isAfter(moment))
        .max(Comparator.comparing(Pause::until));
  }

  /** The moment at which so much time has passed since {@code start}, pauses not counted. */
  public Instant after(Instant start, Duration span) {
    return after(start, span, Instant::plus, Duration::between);
  }

  /**
   * The same where only some of the time counts.
   *
   * @param plus when so much of it has passed since then
   * @param between how much of it passes from then until then
   */
  Instant after(
      Instant start,
      Duration span,
      BiFunction<Instant, Duration, Instant> plus,
      BiFunction<Instant, Instant, Duration> between) {
    Duration whole = span;
    Instant end = plus.apply(start, whole);
    Instant counted = start;
    for (Pause pause : pauses) {
      Instant from = pause.from().isBefore(counted) ? counted : pause.from();
      if (from.isBefore(end) && from.isBefore(pause.until())) {
        whole = whole.plus(between.apply(from, pause.until()));
        end = plus.apply(start, whole);
        counted = pause.until();
      }
    }
    return end;
  }

  /** How much time passes from then until then, pauses not counted. */
  public Duration between(Instant start, Instant end) {
    Duration passed = Duration.between(start, end);
    Instant counted = start;
    for (Pause pause : pauses) {
      Instant from = pause.from().isBefore(counted) ? counted : pause.from();
      Instant until = pause.until().isBefore(end) ? pause.until() : end;
      if (from.isBefore(until)) {
        passed = passed.minus(Duration.between(from, until));
        counted = until;
      }
    }
    return passed;
  }
}
