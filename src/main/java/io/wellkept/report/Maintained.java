package io.wellkept.report;

import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When touchpoints were under maintenance, as history tells: a window may be removed from the plan
 * when it is over, and what was down on purpose stays excused.
 */
public final class Maintained {
  private static final Set<Type> TURNS = Set.of(Type.MAINTENANCE_BEGAN, Type.MAINTENANCE_ENDED);

  /** How the text of an event begins where somebody only wanted to hear nothing. */
  public static final String SNOOZED = "snoozed: ";

  private Maintained() {}

  /** By touchpoint; they may overlap. One that goes on ends with the time that was asked for. */
  public static Map<String, List<Pause>> within(View view, Instant from, Instant until) {
    Map<String, List<Instant>> begun = new HashMap<>();
    Map<String, List<Pause>> pauses = new HashMap<>();
    for (Event turn : view.turns(from, TURNS)) {
      CheckId check = turn.check();
      if (check == null || turn.text().startsWith(SNOOZED) || !turn.at().isBefore(until)) {
        continue;
      }
      List<Instant> open = begun.computeIfAbsent(check.touchpoint(), id -> new ArrayList<>());
      if (turn.type() == Type.MAINTENANCE_BEGAN) {
        open.add(turn.at());
      } else if (!open.isEmpty()) {
        pauses
            .computeIfAbsent(check.touchpoint(), id -> new ArrayList<>())
            .add(new Pause(open.removeFirst(), turn.at()));
      }
    }
    begun.forEach((touchpoint, since) ->
        since.forEach(one ->
            pauses
                .computeIfAbsent(touchpoint, id -> new ArrayList<>())
                .add(new Pause(one, until))));
    return pauses;
  }
}
