package io.wellkept.incident;

import io.wellkept.incident.Pauses.Pause;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All maintenance windows of a plan: past, present and to come. */
public record Windows(List<Window> all) {
  /** No maintenance ever. */
  public static final Windows NONE = new Windows(List.of());

  /** So far ahead the ladder reckons with what comes. */
  private static final Duration AHEAD = Duration.ofDays(8);

  public Windows {
    all = List.copyOf(all);
  }

  public Optional<Window> find(String id) {
    return all.stream().filter(window -> window.id().equals(id)).findFirst();
  }

  /**
   * Those in which something is worked on; whoever snoozes something only wants to hear nothing.
   */
  public Windows ofWork() {
    return new Windows(all.stream().filter(window -> !window.snooze()).toList());
  }

  /** Those that cover the touchpoint, whenever. */
  public Stream<Window> of(Touchpoint touchpoint) {
    return all.stream().filter(window -> window.scope().covers(touchpoint));
  }

  /** Whether the touchpoint is under maintenance at that moment. */
  public boolean in(Touchpoint touchpoint, Instant at) {
    return of(touchpoint).anyMatch(window -> window.at(at) != null);
  }

  /** Whether somebody wants to hear nothing of the touchpoint at that moment. */
  public boolean snoozed(Touchpoint touchpoint, Instant at) {
    return of(touchpoint).anyMatch(window -> window.snooze() && window.at(at) != null);
  }

  /** The times in which the touchpoint is under maintenance, apart from each other, cut to this. */
  public Pauses within(Touchpoint touchpoint, Instant from, Instant until) {
    List<Pause> cut = new ArrayList<>();
    for (Pause pause : stretches(touchpoint, from, until)) {
      Instant begin = pause.from().isBefore(from) ? from : pause.from();
      Instant end = pause.until().isAfter(until) ? until : pause.until();
      cut.add(new Pause(begin, end));
    }
    return new Pauses(cut);
  }

  /** The same whole, as the ladder of something that is wrong since then must know them. */
  public Pauses since(Touchpoint touchpoint, Instant since, Instant now) {
    return new Pauses(stretches(touchpoint, since, now.plus(AHEAD)));
  }

  private List<Pause> stretches(Touchpoint touchpoint, Instant from, Instant until) {
    List<Pause> each =
        of(touchpoint)
            .flatMap(window -> window.times().within(from, until).stream())
            .sorted(Comparator.comparing(Pause::from))
            .toList();
    List<Pause> joined = new ArrayList<>();
    for (Pause pause : each) {
      Pause last = joined.isEmpty() ? null : joined.getLast();
      if (last == null || last.until().isBefore(pause.from())) {
        joined.add(pause);
      } else if (pause.until().isAfter(last.until())) {
        joined.set(joined.size() - 1, new Pause(last.from(), pause.until()));
      }
    }
    return joined;
  }
}
