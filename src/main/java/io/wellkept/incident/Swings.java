package io.wellkept.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When a subject was bad lately, oldest first: as much as must be remembered to know that it is
 * unsteady, and no more.
 */
public record Swings(List<Swing> latest) {
  static final Swings NONE = new Swings(List.of());

  /** More than any rule wants to count. */
  private static final int MOST = 12;

  /**
   * One time of being bad.
   *
   * @param until the first fine look after it; null while it lasts, or if nobody saw the end
   * @param confirmed whether a second look saw it too
   */
  public record Swing(Instant from, @Nullable Instant until, boolean confirmed) {}

  public Swings {
    latest = List.copyOf(latest.subList(Math.max(0, latest.size() - MOST), latest.size()));
  }

  Swings begins(Instant from) {
    return with(new Swing(from, null, true));
  }

  Swings falseAlarm(Instant from, Instant until) {
    return with(new Swing(from, until, false));
  }

  private Swings with(Swing one) {
    List<Swing> more = new ArrayList<>(latest);
    more.add(one);
    return new Swings(more);
  }

  /** The last one is over. */
  Swings ends(Instant at) {
    if (latest.isEmpty() || latest.get(latest.size() - 1).until() != null) {
      return this;
    }
    List<Swing> next = new ArrayList<>(latest);
    Swing last = next.remove(next.size() - 1);
    next.add(new Swing(last.from(), at, last.confirmed()));
    return new Swings(next);
  }

  /** Without those that began before the moment. */
  Swings after(Instant moment) {
    return new Swings(latest.stream().filter(s -> !s.from().isBefore(moment)).toList());
  }

  int confirmed() {
    return (int) latest.stream().filter(Swing::confirmed).count();
  }

  int all() {
    return latest.size();
  }

  /** From one beginning to the next, on average; empty before the second. */
  Optional<Duration> period() {
    int spans = latest.size() - 1;
    return spans < 1
        ? Optional.empty()
        : Optional.of(
            Duration.between(latest.get(0).from(), latest.get(spans).from()).dividedBy(spans));
  }

  /** The longest time from one beginning to the next; empty before the second. */
  Optional<Duration> longest() {
    return IntStream.range(1, latest.size())
        .mapToObj(i -> Duration.between(latest.get(i - 1).from(), latest.get(i).from()))
        .max(Comparator.naturalOrder());
  }

  /** How long it was bad each time, on average over those that ended; empty if none did. */
  Optional<Duration> lasting() {
    List<Duration> ended =
        latest.stream()
            .filter(s -> s.until() != null)
            .map(s -> Duration.between(s.from(), Objects.requireNonNull(s.until())))
            .toList();
    return ended.stream().reduce(Duration::plus).map(sum -> sum.dividedBy(ended.size()));
  }
}
