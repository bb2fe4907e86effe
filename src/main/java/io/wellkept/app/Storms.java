package io.wellkept.app;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Storm.Sight;
import io.wellkept.incident.Suspicion;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Changes;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when much turns bad at once, holds what would be told of it, has it looked at again, and
 * lets what stands be told. That a storm lasts is a row in the ledger with its end, so that a
 * restart, or another process, holds the same; this only remembers what was lately seen.
 */
final class Storms implements Round, Looks.Doubt {
  private static final Logger log = LoggerFactory.getLogger(Storms.class);

  /** A storm in which nothing more turned bad for such a part of its span has calmed down. */
  private static final int CALM_PART = 5;

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Consumer<@Nullable Storm> watcher;
  private @Nullable Map<CheckId, Sight> sights;

  /** What the ledger calls the reading up to which we know what others saw. */
  private long settled;

  private volatile @Nullable Storm lasting;

  /**
   * @param watcher hears in every round of the storm that lasts, or of none
   */
  Storms(Ledger ledger, Supplier<Plan> plan, Consumer<@Nullable Storm> watcher) {
    this.ledger = ledger;
    this.plan = plan;
    this.watcher = watcher;
  }

  /** The storm that lasts; null if there is none. */
  @Nullable Storm lasting() {
    return lasting;
  }

  @Override
  public String name() {
    return "storms";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public boolean wantsFresh(CheckState state) {
    return lasting != null && !state.findings().isEmpty();
  }

  @Override
  public synchronized Present about(Work work, List<Looks.Taken> taken, Present present) {
    Map<CheckId, Sight> lately = lately(work, present.now());
    boolean turned = false;
    for (Looks.Taken look : taken) {
      // what is worked on is no sign of a storm
      turned |= !isMaintained(look, present) && see(lately, look, present.now());
    }
    if (EffectivePlan.storm(present.overrides(), present.now()).isPresent()) {
      lookOnceMore(work, taken, present.now());
      return present;
    }
    if (!turned) {
      return present;
    }
    hear(work, lately, present.now());
    Instant after =
        EffectivePlan.latestStorm(present.overrides()).map(Storm::until).orElse(Instant.MIN);
    return Storm.in(lately.values(), terms(), after, present.now())
        .map(storm -> begin(work, storm, lately, present))
        .orElse(present);
  }

  private static boolean isMaintained(Looks.Taken look, Present present) {
    Instant seen = look.step().next().lastLook();
    String touchpoint = look.touchpoint().id();
    return present.plan().isMaintained(touchpoint, seen == null ? present.now() : seen);
  }

  /** What a storm brought is looked at once more after it was confirmed, before it is told. */
  private void lookOnceMore(Work work, List<Looks.Taken> taken, Instant now) {
    Turns turns = new Turns(plan.get().daemon());
    Instant soon = now.plus(terms().within().dividedBy(2L * CALM_PART));
    for (Looks.Taken look : taken) {
      CheckId id = look.step().next().check();
      boolean opened = look.before().isEmpty() && !look.step().changed().isEmpty();
      if (opened && plan.get().mayLookSooner(id)) {
        look.touchpoint()
            .check(id)
            .ifPresent(check -> work.lookAt(id, turns.next(look.touchpoint(), check, soon)));
      }
    }
  }

  private Storm.Terms terms() {
    return plan.get().daemon().ownEyes().storm();
  }

  /** Notes what was seen; true if it turned bad. */
  private static boolean see(Map<CheckId, Sight> lately, Looks.Taken look, Instant now) {
    CheckState next = look.step().next();
    boolean observed = now.isBefore(next.born().plus(look.touchpoint().observe()));
    if (next.blindSince() != null || observed) {
      return false;
    }
    Sight before = lately.get(next.check());
    boolean turned = Storm.turnedBad(look.known(), look.before(), look.step());
    Instant since = before == null ? null : before.turnedAt();
    Instant turnedAt = turned ? now : Storm.isBad(look.step()) ? since : null;
    lately.put(next.check(), new Sight(next.check(), now, turnedAt));
    return turned;
  }

  /** After a start, what the ledger knows of the last minutes. */
  private Map<CheckId, Sight> lately(View view, Instant now) {
    if (sights == null) {
      Map<CheckId, Sight> known = new HashMap<>();
      settled = view.settled();
      Present present = Present.of(plan.get(), view.overrides(), now);
      note(known, view.checks(), view.openIncidents(), present);
      Instant old = now.minus(terms().within());
      known.values().removeIf(sight -> sight.lookedAt().isBefore(old));
      sights = known;
    }
    return sights;
  }

  /** A storm is one for all: what other processes saw since counts as what we saw. */
  private void hear(View view, Map<CheckId, Sight> lately, Instant now) {
    if (ledger.shared()) {
      Changes changes = view.changes(settled);
      settled = changes.settled();
      Present present = Present.of(plan.get(), view.overrides(), now);
      note(lately, changes.checks(), changes.incidents(), present);
    }
  }

  private void note(
      Map<CheckId, Sight> lately,
      List<CheckState> states,
      List<Incident> incidents,
      Present present) {
    Map<CheckId, Instant> opened = new HashMap<>();
    incidents.stream()
        .filter(incident -> incident.audience() == Audience.OWNERS && !incident.resolved())
        .forEach(i -> opened.merge(i.check(), i.openedAt(), (a, b) -> a.isBefore(b) ? a : b));
    for (CheckState state : states) {
      Instant seen = state.lastSeen();
      String touchpoint = state.check().touchpoint();
      if (seen == null
          || isObserved(state, seen)
          || present.plan().isMaintained(touchpoint, seen)) {
        continue;
      }
      Sight before = lately.get(state.check());
      if (before == null || before.lookedAt().isBefore(seen)) {
        Instant turned = turnedAt(state, opened.get(state.check()), before);
        boolean worked = turned != null && present.plan().isMaintained(touchpoint, turned);
        lately.put(state.check(), new Sight(state.check(), seen, worked ? null : turned));
      }
    }
  }

  private boolean isObserved(CheckState state, Instant seen) {
    return plan.get()
        .touchpoint(state.check().touchpoint())
        .filter(touchpoint -> seen.isBefore(state.born().plus(touchpoint.observe())))
        .isPresent();
  }

  /** When it turned bad, as far as what is kept can tell; null if it looks fine. */
  private static @Nullable Instant turnedAt(
      CheckState state, @Nullable Instant opened, @Nullable Sight before) {
    Instant since =
        state.suspicions().values().stream()
            .map(Suspicion::since)
            .min(Comparator.naturalOrder())
            .orElse(opened);
    boolean bad = since != null || !state.findings().isEmpty();
    return bad && before != null && before.turnedAt() != null ? before.turnedAt() : since;
  }

  private Present begin(Work work, Storm storm, Map<CheckId, Sight> lately, Present present) {
    // another process may be noticing it just now
    work.alone("storm");
    Optional<Storm> noticed = EffectivePlan.storm(work.overrides(), present.now());
    if (noticed.isPresent()) {
      return present.in(noticed.get());
    }
    work.add(storm);
    Troubles.raise(work, Troubles.STORM, "", headline(storm, present.now()), present.now());
    Turns turns = new Turns(plan.get().daemon());
    for (Sight sight : lately.values()) {
      Instant turned = sight.turnedAt();
      if (turned != null && !turned.isBefore(storm.from())) {
        lookAgain(work, sight.check(), turns, present.now());
      }
    }
    lasting = storm;
    log.warn(
        "A storm: much turned bad at once, messages are held turned={} looked={} until={}",
        storm.turned(),
        storm.looked(),
        storm.until());
    return present.in(storm);
  }

  private static String headline(Storm storm, Instant now) {
    long seconds = Math.max(1, Duration.between(storm.from(), now).toSeconds());
    return storm.turned()
        + " of "
        + storm.looked()
        + " touchpoints that were looked at turned bad within "
        + Spans.words(Duration.ofSeconds(seconds))
        + ": messages about them are held until "
        + storm.until()
        + " at the latest, while they are looked at again";
  }

  /** What waits for its second look keeps its distance to the first. */
  private void lookAgain(Work work, CheckId id, Turns turns, Instant now) {
    Optional<Touchpoint> touchpoint = plan.get().touchpoint(id.touchpoint());
    Optional<Check> check = touchpoint.flatMap(t -> t.check(id));
    if (check.isEmpty() || check.get().acts()) {
      return;
    }
    boolean suspected = work.check(id).filter(state -> !state.suspicions().isEmpty()).isPresent();
    Duration distance = suspected ? check.get().schedule().confirm() : Duration.ofSeconds(1);
    work.lookAt(id, turns.next(touchpoint.get(), check.get(), now.plus(distance)));
  }

  @Override
  public boolean run(Instant now) {
    Storm storm = ledger.read(view -> EffectivePlan.storm(view.overrides(), now)).orElse(null);
    boolean over =
        storm == null
            ? ledger.read(view -> !view.openIncidents(List.of(Troubles.STORM)).isEmpty())
            : ledger.read(view -> hasCalmed(view, storm, now));
    if (over) {
      ledger.change(work -> end(work, storm, now));
    }
    lasting = over ? null : storm;
    watcher.accept(lasting);
    forget(now);
    return false;
  }

  /** Whether everything was looked at again, and nothing more turned bad for a while. */
  private synchronized boolean hasCalmed(View view, Storm storm, Instant now) {
    Instant quiet = now.minus(terms().within().dividedBy(CALM_PART));
    Map<CheckId, Sight> lately = lately(view, now);
    hear(view, lately, now);
    for (Sight sight : lately.values()) {
      Instant turned = sight.turnedAt();
      if (turned != null && !turned.isBefore(storm.from())) {
        if (turned.isAfter(quiet) || isSuspected(view, sight.check(), storm)) {
          return false;
        }
      }
    }
    return storm.begun().isBefore(quiet)
        && view.openIncidents().stream()
            .filter(storm::brought)
            .filter(incident -> plan.get().mayLookSooner(incident.check()))
            .allMatch(incident -> wasSeenAgain(view, incident, storm.begun()));
  }

  /** A kind that takes its time before the second look is not waited for. */
  private boolean isSuspected(View view, CheckId id, Storm storm) {
    Duration hold = Duration.between(storm.begun(), storm.until());
    boolean soon =
        plan.get().check(id).filter(c -> c.schedule().confirm().compareTo(hold) < 0).isPresent();
    return soon && view.check(id).filter(state -> !state.suspicions().isEmpty()).isPresent();
  }

  private static boolean wasSeenAgain(View view, Incident incident, Instant begun) {
    Instant opened = incident.openedAt();
    Instant moment = opened.isAfter(begun) ? opened : begun;
    Instant seen = view.check(incident.check()).map(CheckState::lastSeen).orElse(moment);
    return Objects.requireNonNullElse(seen, moment).isAfter(moment);
  }

  /** Ends a storm that has calmed, or that has come to its end, and wakes what it brought. */
  private static void end(Work work, @Nullable Storm calmed, Instant now) {
    Storm last = EffectivePlan.latestStorm(work.overrides()).orElse(null);
    if (last == null || work.openIncidents(List.of(Troubles.STORM)).isEmpty()) {
      return;
    }
    if (last.inForce(now)) {
      if (!last.equals(calmed)) {
        // another process has just noticed it
        return;
      }
      work.end(last.id(), now);
    }
    List<Incident> brought = work.openIncidents().stream().filter(last::brought).toList();
    brought.forEach(incident -> work.save(incident.wakeAt(now)));
    Troubles.clear(work, Troubles.STORM, "", Reason.STORM_OVER, now);
    log.info("The storm is over, what stands is told stands={}", brought.size());
  }

  private synchronized void forget(Instant now) {
    Map<CheckId, Sight> known = sights;
    if (known != null && lasting == null) {
      Instant old = now.minus(terms().within());
      new ArrayList<>(known.values())
          .stream()
              .filter(sight -> sight.lookedAt().isBefore(old))
              .forEach(sight -> known.remove(sight.check()));
    }
  }
}
