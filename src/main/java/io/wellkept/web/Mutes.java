package io.wellkept.web;

import io.wellkept.incident.Event;
import io.wellkept.incident.PlanOverride;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Names;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Mutes in force, and the end of those of findings of which perhaps no incident is open. */
final class Mutes {
  private final WebContext context;

  Mutes(WebContext context) {
    this.context = context;
  }

  /** Those that hold now. */
  static Stream<PlanOverride.Mute> all(Ledger.View view, Instant now) {
    return view.overrides().stream()
        .filter(PlanOverride.Mute.class::isInstance)
        .map(PlanOverride.Mute.class::cast)
        .filter(mute -> mute.inForce(now));
  }

  /** Those of that finding that hold now. */
  static List<PlanOverride.Mute> of(Ledger.View view, CheckId check, String key, Instant now) {
    return all(view, now)
        .filter(mute -> mute.check().equals(check) && mute.findingKey().equals(key))
        .toList();
  }

  /**
   * The finding counts as a fault again.
   *
   * @return false if it was not muted
   */
  boolean end(String touchpoint, String check, String finding, Acting.Actor actor) {
    if (!Names.isName(check)) {
      return false;
    }
    CheckId id = new CheckId(touchpoint, check);
    Instant now = context.clock().instant();
    return context.ledger().write(work -> end(work, id, finding, actor, now));
  }

  private boolean end(Work work, CheckId check, String finding, Acting.Actor actor, Instant now) {
    List<PlanOverride.Mute> inForce = of(work, check, finding, now);
    if (inForce.isEmpty()) {
      return false;
    }
    inForce.forEach(mute -> work.end(mute.id(), now));
    if (context.plan().get().mayLookSooner(check)) {
      work.lookAt(check, now);
    }
    String text = inForce.get(0).reason() + " (by " + actor.via() + ")";
    work.append(new Event(now, Event.Type.UNMUTED, check, null, actor.person(), null, text));
    return true;
  }
}
