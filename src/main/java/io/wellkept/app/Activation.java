package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ledger's checks those of a plan: what is new begins, what is gone ends. Of several
 * processes the one that brings a plan into force does it, in the transaction that keeps the plan;
 * whoever only follows, or comes to others who run, changes nothing.
 */
final class Activation {
  /** First looks after a start begin at this rate, the important and the overdue first. */
  private static final int STARTS_PER_SECOND = 500;

  /** How long first looks may take before what was known before the start counts as it was. */
  static final Duration FIRST_LOOKS = Duration.ofMinutes(2);

  private Activation() {}

  /**
   * @param before the plan that was in force; null at a start at which nobody else was there
   */
  static void apply(Work work, @Nullable Plan before, Plan plan, Instant now) {
    rename(work, plan);
    endReports(work, plan, now);
    HandOvers.settle(work, plan, HandOvers.questions(work), now);
    if (before == null) {
      begin(work, plan, now);
    } else {
      change(work, before, plan, now);
      // another ladder, another owner: every open incident asks again who must know
      for (Incident incident : work.openIncidents()) {
        boolean ended = isMaintained(before, incident, now) && !isMaintained(plan, incident, now);
        // what was seen in a window that is gone from the files is looked at once more, as after it
        work.save(incident.wakeAt(ended ? now.plus(FIRST_LOOKS) : now));
      }
    }
  }

  private static boolean isMaintained(Plan plan, Incident incident, Instant now) {
    return plan.isMaintained(incident.check().touchpoint(), now);
  }

  /** What was bad before nobody looked may be repaired: a look comes first, then the ladder. */
  static void lookBeforeTelling(Work work, Plan plan, Instant now, Instant wake) {
    for (Incident incident : work.openIncidents()) {
      if (plan.mayLookSooner(incident.check())) {
        work.lookAt(incident.check(), now);
      }
      work.save(incident.wakeAt(wake));
    }
  }

  /** At a start the ledger is read whole; what is overdue, or was bad, is looked at soon. */
  private static void begin(Work work, Plan plan, Instant now) {
    Map<CheckId, CheckState> known =
        work.checks().stream().collect(Collectors.toMap(CheckState::check, state -> state));
    retire(work, known.keySet().stream().filter(id -> plan.check(id).isEmpty()).toList(), now);
    List<Incident> open = work.openIncidents();
    Set<CheckId> bad = open.stream().map(Incident::check).collect(Collectors.toSet());
    int place = 0;
    for (Check check : inOrder(plan)) {
      CheckState state = known.get(check.id());
      if (state == null) {
        work.bear(CheckState.born(check.id(), now), slot(place, now));
        // one that comes back may have acted a moment ago
        hasten(work, check, slot(place++, now));
      } else if ((bad.contains(check.id()) && !check.acts()) || overdue(check, state, now)) {
        work.lookAt(check.id(), slot(place++, now));
      }
    }
    // the ladder waits until a look had time to see whether it still stands
    Instant wake = slot(place, now).plus(FIRST_LOOKS);
    open.forEach(incident -> work.save(incident.wakeAt(wake)));
  }

  /** At a reload only what differs is touched, however large the plan. */
  private static void change(Work work, Plan before, Plan plan, Instant now) {
    retire(
        work,
        inOrder(before).stream().map(Check::id).filter(id -> plan.check(id).isEmpty()).toList(),
        now);
    int place = 0;
    for (Check check : inOrder(plan)) {
      Check old = before.check(check.id()).orElse(null);
      if (old == null) {
        // the row may be there, under this id by a rename: then it is only looked at soon
        work.bear(CheckState.born(check.id(), now), slot(place, now));
        hasten(work, check, slot(place++, now));
      } else if (!old.settings().equals(check.settings())
          || !old.schedule().equals(check.schedule())) {
        hasten(work, check, slot(place++, now));
      }
    }
  }

  /** What acts waits for its schedule, by the new one from its last look on. */
  private static void hasten(Work work, Check check, Instant soon) {
    if (!check.acts()) {
      work.lookAt(check.id(), soon);
      return;
    }
    work.check(check.id())
        .map(CheckState::lastLook)
        .map(last -> last.plus(check.schedule().every()))
        .ifPresent(due -> work.lookAt(check.id(), due.isBefore(soon) ? soon : due));
  }

  private static void rename(Work work, Plan plan) {
    for (Touchpoint touchpoint : plan.touchpoints().values()) {
      touchpoint.was().stream()
          .filter(old -> plan.touchpoint(old).isEmpty())
          .forEach(old -> work.rename(old, touchpoint.id()));
    }
  }

  /** What people reported about a touchpoint that nobody answers for any more. */
  private static void endReports(Work work, Plan plan, Instant now) {
    for (Incident incident : work.openIncidents()) {
      boolean gone = plan.touchpoint(incident.check().touchpoint()).isEmpty();
      if (gone && Incidents.isReported(incident)) {
        work.close(incident, Reason.REMOVED_FROM_PLAN, now);
      }
    }
  }

  private static void retire(Work work, List<CheckId> gone, Instant now) {
    if (gone.isEmpty()) {
      return;
    }
    for (Incident incident : work.openIncidents(gone)) {
      work.close(incident, Reason.REMOVED_FROM_PLAN, now);
    }
    work.retire(gone);
  }

  /** All checks, those of important touchpoints first. */
  private static List<Check> inOrder(Plan plan) {
    List<Touchpoint> touchpoints = new ArrayList<>(plan.touchpoints().values());
    touchpoints.sort(Comparator.comparing(Touchpoint::importance).reversed());
    return touchpoints.stream().flatMap(touchpoint -> touchpoint.checks().stream()).toList();
  }

  private static Instant slot(int place, Instant now) {
    return now.plus(Duration.ofMillis(place * 1_000L / STARTS_PER_SECOND));
  }

  private static boolean overdue(Check check, CheckState state, Instant now) {
    Instant last = state.lastLook();
    return last == null || !now.isBefore(last.plus(check.schedule().every()));
  }

  /** How much a plan holds, in words. */
  static String summary(Plan plan) {
    long checks = plan.touchpoints().values().stream().mapToLong(t -> t.checks().size()).sum();
    return count(plan.touchpoints().size(), "touchpoint")
        + " with "
        + count(checks, "check")
        + ", kept by "
        + plan.people().persons().size()
        + " people";
  }

  private static String count(long many, String what) {
    return many + " " + what + (many == 1 ? "" : "s");
  }
}
