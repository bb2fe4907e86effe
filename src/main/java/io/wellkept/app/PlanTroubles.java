package io.wellkept.app;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.HeldPlan;
import io.wellkept.ledger.Ledger.Presence;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the plan, told to the operators once for the whole house: broken files are
 * over when no process has any, and what waits for a yes is over when it came into force or is no
 * longer what the files say.
 */
final class PlanTroubles {
  private static final String REFUSED = "refused";
  private static final String HELD = "held";
  private static final String UNREADABLE = "unreadable";

  /** What nobody stands for any more is dropped after so long: a restart takes less. */
  private static final Duration FORSAKEN = Duration.ofMinutes(5);

  private final Ledger ledger;
  private final Processes processes;
  private @Nullable Instant forsakenSince;

  PlanTroubles(Ledger ledger, Processes processes) {
    this.ledger = ledger;
    this.processes = processes;
  }

  /**
   * Our files are broken.
   *
   * @param known whether a plan is in force, to say who the operators are
   */
  void refused(Work work, List<String> problems, boolean known, Instant now) {
    processes.refuses(work, true, now);
    letGo(work, now);
    String headline = "The plan was refused and the last good one runs: " + first(problems);
    say(work, REFUSED, headline, known, now);
  }

  /** Our files would remove so much that somebody must say yes. */
  void waits(Work work, HeldPlan plan, Instant now) {
    notRefused(work, now);
    work.hold(plan);
    String headline = "The new plan would remove much and waits for a yes: " + plan.words();
    say(work, HELD, headline, true, now);
  }

  /** The plan that the others run cannot be read here. */
  void unreadable(Work work, List<String> problems, Instant now) {
    String headline =
        "The process "
            + processes.mine()
            + " cannot read the plan that the others run, and leaves the work to them: "
            + first(problems);
    Troubles.raise(work, Troubles.PLAN, unreadable(), headline, now);
  }

  private String unreadable() {
    return Troubles.at(UNREADABLE, processes.mine());
  }

  private static String first(List<String> problems) {
    int more = problems.size() - 1;
    return problems.get(0) + (more == 0 ? "" : " (and " + more + " more)");
  }

  /** Nothing is wrong with our files. */
  void fine(Work work, Instant now) {
    notRefused(work, now);
    letGo(work, now);
    readable(work, now);
  }

  void readable(Work work, Instant now) {
    Troubles.clear(work, Troubles.PLAN, unreadable(), now);
  }

  /** Another plan came into force: nothing waits any more. */
  void nothingWaits(Work work, Instant now) {
    work.unhold();
    Troubles.clear(work, Troubles.PLAN, HELD, now);
  }

  private void notRefused(Work work, Instant now) {
    if (!processes.refuses(work, false, now)) {
      Troubles.clear(work, Troubles.PLAN, REFUSED, now);
    }
  }

  /** What we read and held is no longer what our files say. */
  private void letGo(Work work, Instant now) {
    if (work.heldPlan().filter(held -> held.process().equals(processes.mine())).isPresent()) {
      nothingWaits(work, now);
    }
  }

  /** History keeps it once, and the operators hear it once, however many processes say it. */
  private static void say(Work work, String subject, String headline, boolean known, Instant now) {
    Optional<Incident> open = open(work, subject);
    if (open.filter(trouble -> trouble.worst().headline().equals(headline)).isEmpty()) {
      work.append(new Event(now, Event.Type.PLAN_REFUSED, null, null, null, null, headline));
    }
    if (known) {
      Troubles.raise(work, Troubles.PLAN, subject, headline, now);
    }
  }

  private static Optional<Incident> open(View view, String subject) {
    return view.openIncidents(List.of(Troubles.PLAN)).stream()
        .filter(trouble -> trouble.subject().equals(subject))
        .findFirst();
  }

  /** Ends what was said of the files of processes that are not there any more. */
  void tidy(Instant now) {
    if (!ledger.read(view -> heldByNobody(view, now) || refusedByNobody(view, now))) {
      forsakenSince = null;
      return;
    }
    if (forsakenSince == null) {
      forsakenSince = now;
    }
    if (now.isBefore(forsakenSince.plus(FORSAKEN))) {
      return;
    }
    ledger.change(work -> {
      work.alone(PlanDesk.WORD);
      if (heldByNobody(work, now)) {
        nothingWaits(work, now);
      }
      if (refusedByNobody(work, now)) {
        Troubles.clear(work, Troubles.PLAN, REFUSED, now);
      }
    });
  }

  private boolean refusedByNobody(View view, Instant now) {
    return !processes.refusesItsFiles()
        && processes.others(view, now).stream().noneMatch(Presence::refusesItsFiles)
        && open(view, REFUSED).isPresent();
  }

  private boolean heldByNobody(View view, Instant now) {
    return view.heldSince().isPresent()
        && view.heldPlan()
            .map(HeldPlan::process)
            .filter(holder -> !holder.equals(processes.mine()))
            .filter(holder -> !isThere(view, holder, now))
            .isPresent();
  }

  private boolean isThere(View view, String process, Instant now) {
    return processes.others(view, now).stream().anyMatch(o -> o.process().equals(process));
  }
}
