package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.ledger.Ledger.SettledLook;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.ledger.LedgerException;
import io.wellkept.plan.Daemon.Retention;
import io.wellkept.plan.Dependents;
import io.wellkept.plan.Plan;
import io.wellkept.probe.Judgement;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims checks that are due, hands each to a thread of its own, and commits what they saw in
 * batches, each only if its claim still stands.
 */
final class Looks implements Round {
  private static final Logger log = LoggerFactory.getLogger(Looks.class);

  private static final int MOST_AT_ONCE = 1_000;
  private static final int BATCH = 500;

  /** Beyond this many looks at one host at a time the others go back and come again. */
  private static final int MOST_AT_ONE_HOST = 64;

  private static final Duration HOST_BUSY = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Predicate<View> rules;
  private final Duration claim;
  private final Eyes eyes;
  private final Climbing climbing;
  private final Doubt doubt;
  private final Watcher watcher;
  private final ExecutorService threads;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<String, Integer> inFlightByHost = new ConcurrentHashMap<>();
  private final BlockingQueue<Looked> looked = new LinkedBlockingQueue<>();
  private volatile @Nullable Dependents dependents;

  /** Takes one look; never throws for what the outside world does wrong. */
  interface Eyes {
    /**
     * @param leave stands as long as the claim does
     */
    Judgement look(
        Touchpoint touchpoint, Check check, ClaimedLook claimed, boolean fresh, Intent leave)
        throws InterruptedException;
  }

  /** Who wants to know what was seen, after it was committed. */
  interface Watcher {
    /**
     * @param changed incidents as they were stored
     */
    void saw(ClaimedLook before, Incidents.Step step, Collection<Incident> changed);
  }

  /** Who asks, before anything is decided, whether it is not our own eyes that fail. */
  interface Doubt {
    /** What is known at this moment, with the storm that these looks may be. */
    Present about(Work work, List<Taken> taken, Present present);

    /** Whether the check is to be looked at as if for the first time. */
    boolean wantsFresh(CheckState state);
  }

  /**
   * One look that was taken in.
   *
   * @param before the check's incidents before it
   */
  record Taken(
      Touchpoint touchpoint, CheckState known, List<Incident> before, Incidents.Step step) {}

  private record Looked(
      Touchpoint touchpoint,
      Check check,
      ClaimedLook claimed,
      String token,
      Instant begun,
      Judgement judgement) {}

  /**
   * @param rules whether the plan here is the one that is in force everywhere
   * @param claim how long a look and its commit may take before somebody else may have the check
   */
  Looks(
      Ledger ledger,
      Supplier<Plan> plan,
      Predicate<View> rules,
      Duration claim,
      Eyes eyes,
      Climbing climbing,
      Doubt doubt,
      Watcher watcher,
      ExecutorService threads) {
    this.ledger = ledger;
    this.plan = plan;
    this.rules = rules;
    this.claim = claim;
    this.eyes = eyes;
    this.climbing = climbing;
    this.doubt = doubt;
    this.watcher = watcher;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "looks";
  }

  @Override
  public Duration every() {
    return Duration.ofMillis(100);
  }

  /** Looks that were begun and are not yet committed. */
  int underWay() {
    return inFlight.get();
  }

  /**
   * Only a full batch asks for another turn at once. What ends meanwhile waits for the next tick,
   * so that many looks share one commit.
   */
  @Override
  public boolean run(Instant now) {
    boolean full = looked.size() >= BATCH;
    full &= commit(now);
    int room = Math.min(BATCH, MOST_AT_ONCE - inFlight.get());
    if (room <= 0) {
      return full;
    }
    Plan current = plan.get();
    // a token of its own for every round: a claim that we took again ourselves is fenced too
    String token = UUID.randomUUID().toString();
    AtomicInteger due = new AtomicInteger();
    List<ClaimedLook> claimed =
        ledger.write(work -> {
          if (!rules.test(work)) {
            return List.of();
          }
          List<ClaimedLook> all = work.claimLooks(now, now.plus(claim), token, room);
          due.set(all.size());
          Map<String, Integer> admitted = new HashMap<>();
          return all.stream()
              .filter(look -> admit(work, look, current, token, now, admitted))
              .toList();
        });
    claimed.forEach(look -> begin(look, current, token, now));
    // less than asked for: nothing more is due
    return full || due.get() == room;
  }

  /**
   * Whether the check is to be looked at now; what is not is given back or ended.
   *
   * @param admitted how many of this round, by host; they count as begun only once their claims are
   *     committed
   */
  private boolean admit(
      Work work,
      ClaimedLook look,
      Plan current,
      String token,
      Instant now,
      Map<String, Integer> admitted) {
    CheckId id = look.state().check();
    Optional<Check> check = current.check(id);
    if (check.isEmpty()) {
      // a plan that is just coming into force may know it already: only activation retires
      work.postponeLook(id, now.plus(HOST_BUSY), token);
      return false;
    }
    Touchpoint touchpoint = current.touchpoint(id.touchpoint()).orElseThrow();
    Instant from = touchpoint.live().from();
    if (from != null && touchpoint.live().notYet(now)) {
      work.postponeLook(id, from, token);
      return false;
    }
    if (touchpoint.live().over(now) && !check.get().kind().afterLive()) {
      work.openIncidents(List.of(id)).forEach(open -> work.close(open, Reason.NO_LONGER_LIVE, now));
      work.postponeLook(id, now.plus(check.get().schedule().every()), token);
      return false;
    }
    if (look.intent() != null) {
      // it is only told that it was cut off: nobody is visited
      return true;
    }
    String host = host(touchpoint, check.get());
    int there = inFlightByHost.getOrDefault(host, 0) + admitted.getOrDefault(host, 0);
    if (there >= MOST_AT_ONE_HOST) {
      work.postponeLook(id, now.plus(HOST_BUSY), token);
      return false;
    }
    admitted.merge(host, 1, Integer::sum);
    return true;
  }

  private static String host(Touchpoint touchpoint, Check check) {
    String target =
        check
            .kind()
            .target()
            .apply(check.settings())
            .orElse(touchpoint.address() == null ? "" : touchpoint.address().toString());
    try {
      String host = URI.create(target).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void begin(ClaimedLook claimed, Plan current, String token, Instant now) {
    CheckId id = claimed.state().check();
    Touchpoint touchpoint = current.touchpoint(id.touchpoint()).orElseThrow();
    Check check = touchpoint.check(id).orElseThrow();
    boolean fresh = !claimed.state().suspicions().isEmpty() || doubt.wantsFresh(claimed.state());
    inFlight.incrementAndGet();
    inFlightByHost.merge(host(touchpoint, check), 1, Integer::sum);
    boolean begun = false;
    try {
      threads.execute(() -> take(touchpoint, check, claimed, token, now, fresh));
      begun = true;
    } finally {
      if (!begun) {
        done(touchpoint, check);
      }
    }
  }

  private void take(
      Touchpoint touchpoint,
      Check check,
      ClaimedLook claimed,
      String token,
      Instant begun,
      boolean fresh) {
    boolean ended = false;
    try {
      Intent leave = new Intent(ledger, check, token);
      Judgement judgement = eyes.look(touchpoint, check, claimed, fresh, leave);
      ended = looked.add(new Looked(touchpoint, check, claimed, token, begun, judgement));
    } catch (InterruptedException e) {
      // Wellkept stops: the next start takes the check over
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      log.error("A look broke and is taken again when its claim ends check={}", check.id(), e);
    } finally {
      if (!ended) {
        done(touchpoint, check);
      }
    }
  }

  private void done(Touchpoint touchpoint, Check check) {
    inFlight.decrementAndGet();
    inFlightByHost.computeIfPresent(
        host(touchpoint, check), (host, count) -> count > 1 ? count - 1 : null);
  }

  /** Waits until every look that was begun has ended, to be committed next. */
  void awaitAll() throws InterruptedException {
    while (looked.size() < inFlight.get()) {
      Thread.sleep(1);
    }
  }

  /** Commits what was seen meanwhile; true if there was anything. */
  boolean commit(Instant now) {
    List<Looked> batch = new ArrayList<>();
    looked.drainTo(batch, BATCH);
    if (batch.isEmpty()) {
      return false;
    }
    return store(batch, now);
  }

  /** False if they wait until the plan here is the one in force. */
  private boolean store(List<Looked> batch, Instant now) {
    @Nullable List<Committed> committed;
    try {
      committed = ledger.write(work -> rules.test(work) ? commit(work, batch, now) : null);
    } catch (LedgerException e) {
      // nothing is lost: the looks stay here, and their claims decide whether they still count
      looked.addAll(batch);
      throw e;
    } catch (RuntimeException e) {
      storeOneByOne(batch, now, e);
      return true;
    }
    if (committed == null) {
      // another plan came into force: by that one they are to be judged, or by somebody who has it
      looked.addAll(batch);
      return false;
    }
    batch.forEach(look -> done(look.touchpoint(), look.check()));
    for (Committed one : committed) {
      watcher.saw(one.look().claimed(), one.step(), one.changed());
    }
    return true;
  }

  /** One that cannot be stored must not take the others with it. */
  private void storeOneByOne(List<Looked> batch, Instant now, RuntimeException failure) {
    if (batch.size() == 1) {
      Looked poisoned = batch.get(0);
      done(poisoned.touchpoint(), poisoned.check());
      ledger.change(work -> putAside(work, poisoned, now, failure));
      return;
    }
    Deque<Looked> left = new ArrayDeque<>(batch);
    try {
      while (!left.isEmpty()) {
        store(List.of(left.remove()), now);
      }
    } finally {
      looked.addAll(left);
    }
  }

  private static void putAside(Work work, Looked look, Instant now, RuntimeException failure) {
    CheckId id = look.check().id();
    log.error("A look could not be taken in and is put aside check={}", id, failure);
    Instant next = look.check().schedule().next(look.claimed().dueAt(), now);
    work.settleLook(look.claimed().state(), next, look.token());
    Troubles.raise(
        work,
        Troubles.ROWS,
        id.toString(),
        "What " + id + " saw could not be taken in: see the log",
        now);
  }

  private record Committed(Looked look, Incidents.Step step, Collection<Incident> changed) {}

  private List<Committed> commit(Work work, List<Looked> batch, Instant now) {
    Present present = Present.of(plan.get(), work.overrides(), now);
    List<CheckId> ids = batch.stream().map(look -> look.check().id()).toList();
    Map<CheckId, List<Incident>> open =
        work.openIncidents(ids).stream().collect(Collectors.groupingBy(Incident::check));
    List<Stepped> steps = new ArrayList<>();
    for (Looked look : batch) {
      List<Incident> before = open.getOrDefault(look.check().id(), List.of());
      Stepped stepped = step(work, look, before, present);
      if (stepped != null) {
        steps.add(stepped);
      }
    }
    List<Committed> committed = settle(work, steps, present);
    committed.forEach(one -> wakeDependents(work, one, now));
    return committed;
  }

  /**
   * When the picture of something changes, the ladders of what depends on it ask again. After all
   * looks of the batch were stored, so that none of them is stored over it.
   */
  private void wakeDependents(Work work, Committed one, Instant now) {
    if (one.step().events().isEmpty()) {
      return;
    }
    List<CheckId> checks =
        dependents().on(one.look().touchpoint().id()).stream()
            .flatMap(touchpoint -> touchpoint.checks().stream())
            .map(Check::id)
            .toList();
    for (Incident held : work.openIncidents(checks)) {
      work.save(held.wakeAt(now));
    }
  }

  private Dependents dependents() {
    Plan current = plan.get();
    Dependents known = dependents;
    if (known == null || !known.isOf(current)) {
      known = Dependents.of(current);
      dependents = known;
    }
    return known;
  }

  private record Stepped(Looked look, List<Incident> before, Incidents.Step step) {
    Taken taken() {
      return new Taken(look.touchpoint(), look.claimed().state(), before, step);
    }

    SettledLook settled(Instant now) {
      Instant next = look.check().schedule().next(look.claimed().dueAt(), now);
      Instant due = sooner(sooner(next, step.lookAgainAt()), look.judgement().again());
      return new SettledLook(step.next(), due, look.token());
    }
  }

  private static Instant sooner(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  /** What the look means; null for one that had to be put aside. */
  private static @Nullable Stepped step(
      Work work, Looked look, List<Incident> open, Present present) {
    Check check = look.check();
    Optional<Check> wanted = present.plan().check(check.id());
    if (wanted.filter(one -> one.settings().equals(check.settings())).isEmpty()) {
      again(work, look, wanted, present.now());
      return null;
    }
    try {
      Instant seen = present.seenAt(check.id(), look.begun());
      return new Stepped(
          look,
          open,
          Incidents.step(
              look.claimed().state(),
              open,
              look.judgement().observation(),
              look.judgement().memory(),
              present.terms(check, seen),
              seen));
    } catch (LedgerException e) {
      throw e;
    } catch (RuntimeException e) {
      putAside(work, look, present.now(), e);
      return null;
    }
  }

  /** What acts does not do so again for a plan that came meanwhile. */
  private static void again(Work work, Looked look, Optional<Check> wanted, Instant now) {
    boolean acts = look.check().acts();
    log.info(
        "A look was taken by an earlier plan and is taken again check={} when={}",
        look.check().id(),
        acts ? "by the schedule" : "now");
    Instant usual = wanted.orElse(look.check()).schedule().next(look.claimed().dueAt(), now);
    work.settleLook(look.claimed().state(), acts ? usual : now, look.token());
  }

  /** Writes what follows from those whose claims still stand. */
  private List<Committed> settle(Work work, List<Stepped> steps, Present present) {
    List<Boolean> stand =
        work.settleLooks(steps.stream().map(one -> one.settled(present.now())).toList());
    List<Stepped> standing = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (stand.get(i)) {
        standing.add(steps.get(i));
      } else {
        log.info(
            "A late look was refused, its claim had run out check={}",
            steps.get(i).look().check().id());
      }
    }
    Present known = doubt.about(work, standing.stream().map(Stepped::taken).toList(), present);
    List<Committed> committed = new ArrayList<>();
    for (Stepped one : standing) {
      Looked look = one.look();
      CheckState before = look.claimed().state();
      Retention keep = known.plan().daemon().retention();
      Noting.note(work, look.check(), before, look.judgement(), keep, known.now());
      committed.add(new Committed(look, one.step(), write(work, one.step(), known)));
    }
    return committed;
  }

  /** Stores what the look led to; returns the incidents as stored. */
  private Collection<Incident> write(Work work, Incidents.Step step, Present present) {
    if (step.finished() != null) {
      work.addRollup(step.next().check(), step.finished());
    }
    step.events().forEach(work::append);
    List<Incident> stored = new ArrayList<>();
    for (Incident changed : step.changed()) {
      if (wantsLadder(changed, present)) {
        stored.add(climbing.climb(work, changed, step.next(), present));
      } else {
        work.save(changed);
        stored.add(changed);
      }
    }
    return stored;
  }

  /** What depends on others, or was worked on, may have been held until this very look. */
  private static boolean wantsLadder(Incident changed, Present present) {
    Instant wake = changed.wakeAt();
    Touchpoint touchpoint = present.touchpointOf(changed);
    return (wake != null && !wake.isAfter(present.now()))
        || (touchpoint != null
            && (!touchpoint.dependsOn().isEmpty() || present.wasMaintainedLately(touchpoint)));
  }
}
