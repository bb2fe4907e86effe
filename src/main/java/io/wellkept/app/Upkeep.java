package io.wellkept.app;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Window;
import io.wellkept.incident.Window.Scope;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.Plan;
import io.wellkept.report.Maintained;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that maintenance is planned, begins and ends: writes it into the history of what is
 * covered, has the owners informed, and has what is wrong looked at again after it. Each window
 * that is not over is an incident that owners are informed of; what its finding says is what was
 * noticed last, so that several processes and a restart notice everything once.
 */
final class Upkeep implements Round {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final String WORD = "maintenance";

  /** So long before its beginning a window is announced at the earliest. */
  private static final Duration AHEAD = Duration.ofDays(7);

  /** Among so many incidents of Wellkept's own one that has just ended is looked for. */
  private static final int LATELY = 100;

  private static final String PLANNED = "maintenance.planned";
  private static final String LASTS = "maintenance.lasts";
  private static final String COVERS = "covers";

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Predicate<View> rules;
  private final Consumer<Set<String>> watcher;
  private final InstantSource clock;

  /**
   * @param plan as the files have it
   * @param rules whether the plan here is the one that is in force everywhere
   * @param watcher hears in every round which touchpoints are under maintenance
   */
  Upkeep(
      Ledger ledger,
      Supplier<Plan> plan,
      Predicate<View> rules,
      Consumer<Set<String>> watcher,
      InstantSource clock) {
    this.ledger = ledger;
    this.plan = plan;
    this.rules = rules;
    this.watcher = watcher;
    this.clock = clock;
  }

  @Override
  public String name() {
    return WORD;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  @Override
  public boolean run(Instant now) {
    Present present = ledger.read(view -> Present.of(plan.get(), view.overrides(), now));
    watcher.accept(maintained(present.plan(), now));
    boolean behind = ledger.read(view -> rules.test(view) && !isNoticed(view, present));
    if (!behind) {
      return false;
    }
    return ledger.write(work -> {
      if (!rules.test(work)) {
        return false;
      }
      work.alone(WORD);
      // whoever was alone before us may have noticed an end that had not come when we began
      Instant alone = clock.instant();
      new Noticing(work, Present.of(plan.get(), work.overrides(), alone)).noticeAll();
      return true;
    });
  }

  private static Set<String> maintained(Plan plan, Instant now) {
    List<Window> lasting =
        plan.windows().all().stream().filter(window -> window.at(now) != null).toList();
    return lasting.isEmpty()
        ? Set.of()
        : lasting.stream()
            .flatMap(window -> plan.covered(window.scope()).stream())
            .map(Touchpoint::id)
            .collect(Collectors.toSet());
  }

  private static Map<String, Incident> known(View view) {
    Map<String, Incident> known = new HashMap<>();
    view.openIncidents(List.of(Ownership.MAINTENANCE))
        .forEach(incident -> known.put(incident.subject(), incident));
    return known;
  }

  private static boolean isNoticed(View view, Present present) {
    Map<String, Incident> known = known(view);
    List<Window> standing = standing(present);
    return standing.size() == known.size()
        && standing.stream()
            .allMatch(window -> {
              Incident incident = known.get(window.id());
              return incident != null && lasts(incident) == (window.at(present.now()) != null);
            });
  }

  /** What is announced, or lasts, or comes again. */
  private static List<Window> standing(Present present) {
    Instant now = present.now();
    List<Window> standing = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Window window : present.plan().windows().all()) {
      boolean near = window.times().first().isBefore(now.plus(AHEAD));
      if (near && !window.isOver(now) && seen.add(window.id())) {
        standing.add(window);
      }
    }
    return standing;
  }

  private static boolean lasts(Incident incident) {
    return incident.worst().code().equals(LASTS);
  }

  /** One round in which something is noticed. */
  private record Noticing(Work work, Present present) {
    void noticeAll() {
      Map<String, Incident> known = known(work);
      for (Window window : standing(present)) {
        Incident incident = known.remove(window.id());
        boolean lasts = window.at(now()) != null;
        if (incident == null) {
          if (!wasOver(window)) {
            plan(window, lasts);
          }
        } else if (lasts(incident) != lasts) {
          work.save(Incidents.still(incident, List.of(finding(window, lasts)), now()));
          turn(window, lasts);
        }
      }
      known.values().forEach(this::end);
    }

    private Instant now() {
      return present.now();
    }

    /** What is once and is over by another's clock does not begin again by ours. */
    private boolean wasOver(Window window) {
      return window.times() instanceof Window.Once
          && work.incidentsOf(Ownership.HOUSE, LATELY).stream()
              .filter(incident -> incident.subject().equals(window.id()))
              .anyMatch(incident ->
                  incident.standing() instanceof Standing.Resolved over
                      && over.because() == Reason.MAINTENANCE_ENDED);
    }

    private void plan(Window window, boolean lasts) {
      CheckId check = Ownership.MAINTENANCE;
      Incident incident =
          Incidents.about(
              check, window.id(), Audience.MAINTAINED, List.of(finding(window, lasts)), now());
      work.save(incident);
      if (lasts) {
        turn(window, true);
      } else {
        tell(window, Event.Type.MAINTENANCE_PLANNED, null);
      }
      log.info(
          "Maintenance is planned window={} covers=\"{}\" by={}",
          window.id(),
          String.join(" ", window.scope().words()),
          window.by());
    }

    private void turn(Window window, boolean begins) {
      if (begins) {
        tell(window, Event.Type.MAINTENANCE_BEGAN, null);
      } else {
        tell(window, Event.Type.MAINTENANCE_ENDED, Reason.MAINTENANCE_ENDED);
        lookAgain(window.scope(), false);
      }
      log.info(
          "Maintenance {} window={} covers=\"{}\"",
          begins ? "began" : "ended",
          window.id(),
          String.join(" ", window.scope().words()));
    }

    /** One that is over, was called off, or is in the files no more. */
    private void end(Incident incident) {
      Window window = present.plan().windows().find(incident.subject()).orElse(null);
      boolean lasted = lasts(incident);
      Reason because =
          window == null
              ? Reason.REMOVED_FROM_PLAN
              : lasted || window.times().first().isBefore(window.times().last())
                  ? Reason.MAINTENANCE_ENDED
                  : Reason.CALLED_OFF;
      work.save(Incidents.close(incident, because, now()));
      work.append(Incidents.closed(incident, because, now()));
      if (lasted) {
        Scope scope = window == null ? covered(incident) : window.scope();
        Event.Type ended = Event.Type.MAINTENANCE_ENDED;
        // what is in the files no more was no snooze
        String text = window == null ? incident.worst().headline() : text(window, ended);
        String by = window == null ? null : window.by();
        events(scope, ended, by, because, text);
        lookAgain(scope, window == null);
      } else if (window != null && because == Reason.CALLED_OFF) {
        tell(window, Event.Type.MAINTENANCE_ENDED, because);
      }
      log.info("Maintenance is over window={} why={}", incident.subject(), because.label());
    }

    private static Scope covered(Incident incident) {
      return Scope.parse(
          incident.worst().evidence().stream()
              .filter(evidence -> evidence.label().equals(COVERS))
              .flatMap(evidence -> Stream.of(evidence.text().split(" ")))
              .filter(word -> word.contains(":") && !word.endsWith("…"))
              .toList());
    }

    /** As many lines as it takes: none is cut, so that the end finds all that is covered. */
    private static List<String> lines(Scope scope) {
      List<String> lines = new ArrayList<>();
      for (String word : scope.words()) {
        String last = lines.isEmpty() ? "" : lines.removeLast();
        if (last.isEmpty()) {
          lines.add(word);
        } else if (last.length() + 1 + word.length() <= Evidence.LONGEST) {
          lines.add(last + " " + word);
        } else {
          lines.add(last);
          lines.add(word);
        }
      }
      return lines;
    }

    private Finding finding(Window window, boolean lasts) {
      Finding finding =
          Finding.of(
              lasts ? LASTS : PLANNED,
              Severity.MINOR,
              Condition.UNKNOWN,
              window.reason(),
              window.times() instanceof Window.Once once ? once.from() : now());
      for (String line : lines(window.scope())) {
        finding = finding.with(COVERS, line);
      }
      return switch (window.times()) {
        case Window.Once once -> finding.due(once.until());
        case Window.Weekly weekly ->
            finding.with("weekly", weekly.text() + " (" + weekly.zone() + ")");
      };
    }

    private void tell(Window window, Event.Type type, @Nullable Reason why) {
      events(window.scope(), type, window.by(), why, text(window, type));
    }

    private String text(Window window, Event.Type type) {
      boolean ends = type == Event.Type.MAINTENANCE_ENDED;
      String what = (window.snooze() ? Maintained.SNOOZED : "") + window.reason();
      Pause stretch = window.at(now());
      return switch (window.times()) {
        case Window.Once once when !ends ->
            what + ", from " + once.from() + " until " + once.until();
        case Window.Weekly weekly when !ends ->
            what
                + ", "
                + weekly.text()
                + " ("
                + weekly.zone()
                + ")"
                + (stretch == null ? "" : ", now until " + stretch.until());
        default -> what;
      };
    }

    private void events(
        Scope scope, Event.Type type, @Nullable String by, @Nullable Reason why, String text) {
      for (Touchpoint touchpoint : present.plan().covered(scope)) {
        CheckId check = Ownership.maintained(touchpoint.id());
        work.append(new Event(now(), type, check, null, by, why, text));
      }
    }

    /**
     * What is wrong after it is looked at once more, before anybody is told of it.
     *
     * @param gone whether the plan knows the window no more, so that its end holds nothing
     */
    private void lookAgain(Scope scope, boolean gone) {
      Turns turns = new Turns(present.plan().daemon());
      List<CheckId> checks =
          present.plan().covered(scope).stream()
              .flatMap(touchpoint -> touchpoint.checks().stream())
              .map(Check::id)
              .toList();
      for (Incident incident :
          checks.isEmpty() ? List.<Incident>of() : work.openIncidents(checks)) {
        CheckId id = incident.check();
        Instant look = present.plan().mayLookSooner(id) ? lookAgain(id, turns) : now();
        Instant seen = look.plus(present.plan().daemon().timing().tryLadderAgain());
        work.save(incident.wakeAt(gone ? seen : now()));
      }
    }

    private Instant lookAgain(CheckId id, Turns turns) {
      Touchpoint touchpoint = present.plan().touchpoint(id.touchpoint()).orElseThrow();
      Instant look = turns.next(touchpoint, touchpoint.check(id).orElseThrow(), now());
      work.lookAt(id, look);
      return look;
    }
  }
}
