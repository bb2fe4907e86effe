package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.ledger.LedgerException;
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

  /** How long a look and its commit may take before somebody else may have the check. */
  static final Duration CLAIM = Duration.ofMinutes(5);

  private static final int MOST_AT_ONCE = 1_000;
  private static final int BATCH = 500;

  /** Beyond this many looks at one host at a time the others go back and come again. */
  private static final int MOST_AT_ONE_HOST = 64;

  private static final Duration HOST_BUSY = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Eyes eyes;
  private final Climbing climbing;
  private final Doubt doubt;
  private final Watcher watcher;
  private final ExecutorService threads;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<String, Integer> inFlightByHost = new ConcurrentHashMap<>();
  private final BlockingQueue<Looked> looked = new LinkedBlockingQueue<>();

  /** Takes one look; never throws for what the outside world does wrong. */
  interface Eyes {
    Judgement look(Touchpoint touchpoint, Check check, ClaimedLook claimed, boolean fresh)
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
      Touchpoint touchpoint, Check check, ClaimedLook claimed, String token, Judgement judgement) {}

  Looks(
      Ledger ledger,
      Supplier<Plan> plan,
      Eyes eyes,
      Climbing climbing,
      Doubt doubt,
      Watcher watcher,
      ExecutorService threads) {
    this.ledger = ledger;
    this.plan = plan;
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
    commit(now);
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
          List<ClaimedLook> all = work.claimLooks(now, now.plus(CLAIM), token, room);
          due.set(all.size());
          Map<String, Integer> admitted = new HashMap<>();
          return all.stream()
              .filter(look -> admit(work, look, current, token, now, admitted))
              .toList();
        });
    claimed.forEach(look -> begin(look, current, token));
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
      work.openIncidents(List.of(id)).forEach(open -> end(work, open, now));
      work.postponeLook(id, now.plus(check.get().schedule().every()), token);
      return false;
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

  private static void end(Work work, Incident incident, Instant now) {
    work.save(Incidents.close(incident, Reason.NO_LONGER_LIVE, now));
    work.append(Incidents.closed(incident, Reason.NO_LONGER_LIVE, now));
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

  private void begin(ClaimedLook claimed, Plan current, String token) {
    CheckId id = claimed.state().check();
    Touchpoint touchpoint = current.touchpoint(id.touchpoint()).orElseThrow();
    Check check = touchpoint.check(id).orElseThrow();
    boolean fresh = !claimed.state().suspicions().isEmpty() || doubt.wantsFresh(claimed.state());
    inFlight.incrementAndGet();
    inFlightByHost.merge(host(touchpoint, check), 1, Integer::sum);
    boolean begun = false;
    try {
      threads.execute(() -> take(touchpoint, check, claimed, token, fresh));
      begun = true;
    } finally {
      if (!begun) {
        done(touchpoint, check);
      }
    }
  }

  private void take(
      Touchpoint touchpoint, Check check, ClaimedLook claimed, String token, boolean fresh) {
    boolean ended = false;
    try {
      Judgement judgement = eyes.look(touchpoint, check, claimed, fresh);
      ended = looked.add(new Looked(touchpoint, check, claimed, token, judgement));
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
    store(batch, now);
    return true;
  }

  private void store(List<Looked> batch, Instant now) {
    List<Committed> committed;
    try {
      committed = ledger.write(work -> commit(work, batch, now));
    } catch (LedgerException e) {
      // nothing is lost: the looks stay here, and their claims decide whether they still count
      looked.addAll(batch);
      throw e;
    } catch (RuntimeException e) {
      storeOneByOne(batch, now, e);
      return;
    }
    batch.forEach(look -> done(look.touchpoint(), look.check()));
    for (Committed one : committed) {
      watcher.saw(one.look().claimed(), one.step(), one.changed());
    }
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
    work.postponeLook(id, next, look.token());
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
    List<Looked> settled = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    for (Looked look : batch) {
      List<Incident> before = open.getOrDefault(look.check().id(), List.of());
      Incidents.Step step = settle(work, look, before, present);
      if (step != null) {
        settled.add(look);
        taken.add(new Taken(look.touchpoint(), look.claimed().state(), before, step));
      }
    }
    Present known = doubt.about(work, taken, present);
    List<Committed> committed = new ArrayList<>();
    for (int i = 0; i < settled.size(); i++) {
      Incidents.Step step = taken.get(i).step();
      committed.add(new Committed(settled.get(i), step, write(work, step, known)));
    }
    return committed;
  }

  /** What the look means, if it still counts and can be taken in. */
  private Incidents.@Nullable Step settle(
      Work work, Looked look, List<Incident> open, Present present) {
    Instant now = present.now();
    Check check = look.check();
    Incidents.Step step;
    try {
      step =
          Incidents.step(
              look.claimed().state(),
              open,
              look.judgement().observation(),
              look.judgement().memory(),
              present.terms(check),
              now);
    } catch (LedgerException e) {
      throw e;
    } catch (RuntimeException e) {
      putAside(work, look, now, e);
      return null;
    }
    Instant next = check.schedule().next(look.claimed().dueAt(), now);
    Instant again = step.lookAgainAt();
    Instant due = again != null && again.isBefore(next) ? again : next;
    if (!work.settleLook(step.next(), due, look.token())) {
      log.info("A late look was refused, its claim had run out check={}", check.id());
      return null;
    }
    return step;
  }

  /** Stores what the look led to; returns the incidents as stored. */
  private Collection<Incident> write(Work work, Incidents.Step step, Present present) {
    if (step.finished() != null) {
      work.addRollup(step.next().check(), step.finished());
    }
    step.events().forEach(work::append);
    List<Incident> stored = new ArrayList<>();
    for (Incident changed : step.changed()) {
      Instant wake = changed.wakeAt();
      if (wake != null && !wake.isAfter(present.now())) {
        stored.add(climbing.climb(work, changed, step.next(), present));
      } else {
        work.save(changed);
        stored.add(changed);
      }
    }
    return stored;
  }
}
