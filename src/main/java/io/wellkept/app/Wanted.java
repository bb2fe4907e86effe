package io.wellkept.app;

import io.wellkept.plan.Nearest;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds in the plan what somebody named, or says what was probably meant. */
final class Wanted {
  private Wanted() {}

  /**
   * The checks that {@code touchpoint} or {@code touchpoint/check} names; at least one.
   *
   * @throws StartException if it names nothing
   */
  static List<Check> checks(Plan plan, String id) {
    Optional<Touchpoint> touchpoint = plan.touchpoint(id);
    if (touchpoint.isPresent()) {
      List<Check> checks = touchpoint.get().checks();
      if (checks.isEmpty()) {
        throw new StartException("nothing looks at '" + id + "': it has no check");
      }
      return checks;
    }
    return check(plan, id)
        .map(List::of)
        .orElseThrow(() -> unknown("touchpoint or check", id, names(plan, id)));
  }

  /** The check that {@code touchpoint/check} names. */
  static Optional<Check> check(Plan plan, String id) {
    return plan.touchpoints().values().stream()
        .flatMap(touchpoint -> touchpoint.checks().stream())
        .filter(check -> check.id().toString().equals(id))
        .findFirst();
  }

  /**
   * @throws StartException if nobody has that id
   */
  static Person person(Plan plan, String id) {
    return plan.people()
        .person(id)
        .orElseThrow(() -> unknown("person", id, plan.people().persons().keySet()));
  }

  /** What could have been meant: checks if a check was named, else touchpoints. */
  static Collection<String> names(Plan plan, String id) {
    if (id.indexOf('/') < 0) {
      return plan.touchpoints().keySet();
    }
    List<String> names = new ArrayList<>();
    plan.touchpoints().values().forEach(t -> t.checks().forEach(c -> names.add(c.id().toString())));
    return names;
  }

  static StartException unknown(String what, String id, Collection<String> known) {
    return new StartException("no " + what + " '" + id + "'" + Nearest.hint(id, known));
  }
}
