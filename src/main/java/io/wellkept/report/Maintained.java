package io.wellkept.report;

import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Window;
import io.wellkept.incident.Windows;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When touchpoints were under maintenance, as the plan and history tell: a window may be removed
 * from the plan when it is over, and what was down on purpose stays excused.
 */
public final class Maintained {
  private static final Set<Type> TURNS = Set.of(Type.MAINTENANCE_BEGAN, Type.MAINTENANCE_ENDED);

  /** How the text of an event begins where somebody only wanted to hear nothing. */
  public static final String SNOOZED = "snoozed: ";

  private final Windows work;
  private final Instant from;
  private final Instant until;
  private final Map<String, List<Pause>> over = new HashMap<>();

  private Maintained(Windows work, Instant from, Instant until) {
    this.work = work;
    this.from = from;
    this.until = until;
  }

  /**
   * Everywhere, for who asks about many.
   *
   * @param windows of the plan, snoozes among them
   */
  public static Maintained within(View view, Windows windows, Instant from, Instant until) {
    Maintained maintained = new Maintained(windows.ofWork(), from, until);
    maintained.read(view.turns(earliest(from), TURNS));
    return maintained;
  }

  /** At one touchpoint, cut to that time; they may overlap. */
  public static List<Pause> at(
      Touchpoint touchpoint, View view, Windows windows, Instant from, Instant until) {
    Maintained maintained = new Maintained(windows.ofWork(), from, until);
    maintained.read(view.turns(touchpoint.id(), earliest(from), TURNS));
    return maintained.of(touchpoint);
  }

  /** What began before may have ended within. */
  private static Instant earliest(Instant from) {
    return from.minus(Window.FARTHEST);
  }

  /** Cut to that time; they may overlap. */
  public List<Pause> of(Touchpoint touchpoint) {
    return Stream.concat(
            work.within(touchpoint, from, until).pauses().stream(),
            over.getOrDefault(touchpoint.id(), List.of()).stream())
        .toList();
  }

  /** What has no end yet is still in the plan, or somebody took the touchpoint out of it. */
  private void read(List<Event> turns) {
    Map<String, List<Instant>> begun = new HashMap<>();
    for (Event turn : turns) {
      CheckId check = turn.check();
      if (check == null || !isOfWork(turn)) {
        continue;
      }
      List<Instant> open = begun.computeIfAbsent(check.touchpoint(), id -> new ArrayList<>());
      if (turn.type() == Type.MAINTENANCE_BEGAN) {
        open.add(turn.at());
      } else if (!open.isEmpty()) {
        add(check.touchpoint(), open.removeLast(), turn.at());
      }
    }
  }

  /** What was called off never began. */
  private static boolean isOfWork(Event turn) {
    return !turn.text().startsWith(SNOOZED) && turn.reason() != Reason.CALLED_OFF;
  }

  private void add(String touchpoint, Instant began, Instant ended) {
    Pause cut =
        new Pause(began.isBefore(from) ? from : began, ended.isAfter(until) ? until : ended);
    if (cut.from().isBefore(cut.until())) {
      over.computeIfAbsent(touchpoint, id -> new ArrayList<>()).add(cut);
    }
  }
}
