package io.wellkept.app;

import io.wellkept.incident.Event;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.HeldPlan;
import io.wellkept.ledger.Ledger.PlanGeneration;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.Plan;
import io.wellkept.plan.PlanChange;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.PlanWatch;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Sources;
import io.wellkept.web.PlanGate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the plan in force. What is read well replaces it whole; what is broken, or would remove too
 * much without a yes, leaves it as it is, and the operators hear of it. The last good one is in the
 * ledger, as it was written: it is what runs after a start with broken files, and what every other
 * process on the ledger follows.
 */
final class PlanDesk implements PlanGate, Round {
  private static final Logger log = LoggerFactory.getLogger(PlanDesk.class);

  /** One process at a time brings a plan into force. */
  static final String WORD = "plan";

  /** A plan that cannot be read here is tried again: a secret's file may come later. */
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  private final Path home;
  private final PlanReader reader;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Processes processes;
  private final PlanTroubles troubles;
  private final Consumer<Plan> outfitter;
  private final Consumer<Status> told;
  private volatile @Nullable InForce inForce;
  private volatile Status status;
  private @Nullable PlanWatch watch;

  /** Whether nobody else was there at the start: then our files are what is meant. */
  private boolean first;

  /** What our own files said last. */
  private SortedMap<String, String> ownFiles = new TreeMap<>();

  /** Which plan of the ledger our own files are, or were last; 0 for none yet. */
  private long own;

  /** A plan of the ledger that cannot be read here, and when that was tried; 0 for none. */
  private long unreadable;

  private Instant triedAt = Instant.MIN;

  /** Whether we go on by an older plan because nobody is there who has the latest. */
  private volatile boolean standsIn;

  /** Since when the plan waits that we show as waiting. */
  private @Nullable Instant heldShown;

  private record InForce(Plan plan, long generation) {}

  /** What became of good files. */
  private enum Outcome {
    IN_FORCE,
    OLDER,
    WAITS,
    OVERTAKEN
  }

  private record Decided(Outcome outcome, long number) {}

  /**
   * @param outfitter makes ready what looks and tells, before the plan is in force
   * @param told hears how each load ended
   */
  PlanDesk(
      Path home,
      PlanReader reader,
      Ledger ledger,
      InstantSource clock,
      Processes processes,
      Consumer<Plan> outfitter,
      Consumer<Status> told) {
    this.home = home;
    this.reader = reader;
    this.ledger = ledger;
    this.clock = clock;
    this.processes = processes;
    this.troubles = new PlanTroubles(ledger, processes);
    this.outfitter = outfitter;
    this.told = told;
    this.status = new Status(0, clock.instant(), "", List.of(), null);
  }

  Plan plan() {
    InForce current = inForce;
    if (current == null) {
      throw new IllegalStateException("no plan is in force before the start");
    }
    return current.plan();
  }

  /** Whether a plan is in force. */
  boolean ready() {
    return inForce != null;
  }

  /**
   * Whether the plan here is the one that is in force everywhere: only then is anything decided by
   * it. For a moment after others brought one into force it is not, and for longer if theirs cannot
   * be read here; then they do the work, and only if none of them is there we go on by what we
   * have.
   */
  boolean rules(Ledger.View view) {
    InForce current = inForce;
    return !ledger.shared()
        || standsIn
        || (current != null && current.generation() >= view.planNumber());
  }

  @Override
  public Status status() {
    return status;
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  /** Loads the files again if they are not what they were, and follows what others loaded. */
  @Override
  public boolean run(Instant now) {
    Objects.requireNonNull(watch, "nothing is watched before the start")
        .poll()
        .ifPresent(sources -> load(sources, false));
    if (ledger.shared()) {
      keepUp(now);
    }
    return false;
  }

  @Override
  public Status reload(boolean confirmed) {
    Sources sources = Sources.readFrom(home);
    Optional<HeldPlan> held = confirmed ? heldElsewhere(sources) : Optional.empty();
    return held.map(this::sayYes).orElseGet(() -> load(sources, confirmed));
  }

  /** What another process read and waits for a yes, unless our files have something new to say. */
  private Optional<HeldPlan> heldElsewhere(Sources ours) {
    return ledger.read(view ->
        view.planOf(ours.files()).isEmpty()
            ? Optional.empty()
            : view.heldPlan().filter(held -> !held.process().equals(processes.mine())));
  }

  private synchronized Status sayYes(HeldPlan held) {
    if (reader.read(new Sources(held.files(), List.of())) instanceof Reading.Good good) {
      accept(held.files(), good.plan(), true);
      told.accept(status);
      return status;
    }
    log.warn("The plan that waits for a yes cannot be read here process={}", held.process());
    return load(Sources.readFrom(home), true);
  }

  // ---- the start

  /**
   * Brings the first plan into force. If nobody else is there it is the files', or the last good
   * one if they are broken; else it is what the others run, until our files say something new.
   *
   * @throws StartException if there is no plan to run; the message lists every problem
   */
  synchronized void open(boolean nobodyElse) {
    first = nobodyElse;
    Sources sources = Sources.readFrom(home);
    ownFiles = sources.files();
    watch = new PlanWatch(home, sources);
    Optional<PlanGeneration> kept = ledger.read(Ledger.View::latestPlan);
    boolean same = kept.filter(plan -> plan.files().equals(sources.files())).isPresent();
    if (first) {
      own = kept.map(PlanGeneration::number).orElse(0L);
      kept.filter(plan -> !same).ifPresent(this::restore);
    } else {
      kept.ifPresent(this::join);
    }
    if (first || !same) {
      load(sources, false);
    } else {
      told.accept(status);
    }
    first = false;
    if (!ready()) {
      throw new StartException(
          "there is no plan to run, and no earlier one in the ledger:\n  "
              + String.join("\n  ", status.problems()));
    }
  }

  private void restore(PlanGeneration kept) {
    Reading reading = reader.read(new Sources(kept.files(), List.of()));
    if (reading instanceof Reading.Good good) {
      outfitter.accept(good.plan());
      Instant now = clock.instant();
      ledger.change(work -> Activation.apply(work, null, good.plan(), now));
      enforce(good.plan(), kept.number(), kept.at(), "");
    } else if (reading instanceof Reading.Bad bad) {
      log.warn(
          "The last good plan cannot be read any more generation={} problems={}",
          kept.number(),
          bad.problems().size());
    }
  }

  /** Whoever runs already has made the ledger what that plan says: nothing is changed there. */
  private void join(PlanGeneration latest) {
    if (!follow(latest, clock.instant())) {
      throw new StartException(
          "the plan that the other processes run cannot be read here:\n  "
              + String.join("\n  ", status.problems()));
    }
  }

  private void enforce(Plan plan, long generation, Instant since, String words) {
    inForce = new InForce(plan, generation);
    unreadable = 0;
    standsIn = false;
    processes.goesBy(generation);
    status = new Status(generation, since, words, List.of(), null);
  }

  // ---- what others bring into force

  private record Seen(long latest, @Nullable Instant heldSince) {}

  private synchronized void keepUp(Instant now) {
    Seen seen = ledger.read(view -> new Seen(view.planNumber(), view.heldSince().orElse(null)));
    boolean later = seen.latest() > status.generation();
    if (later && (seen.latest() != unreadable || !now.isBefore(triedAt.plus(TRY_AGAIN)))) {
      ledger.read(Ledger.View::latestPlan).ifPresent(latest -> follow(latest, now));
      told.accept(status);
    }
    standsIn =
        unreadable != 0
            && ledger.read(view ->
                processes.others(view, now).stream().noneMatch(o -> o.plan() >= seen.latest()));
    showHeld(seen.heldSince());
    troubles.tidy(now);
  }

  /**
   * Takes the ledger's latest plan over as it was written; its secrets are ours.
   *
   * @return false if it cannot be read here; what ran before goes on then
   */
  private boolean follow(PlanGeneration latest, Instant now) {
    return switch (reader.read(new Sources(latest.files(), List.of()))) {
      case Reading.Good(Plan plan, List<Problem> warnings) -> {
        List<String> ours = unreadable == 0 ? status.problems() : List.of();
        boolean asWritten = ownFiles.equals(latest.files());
        outfitter.accept(plan);
        enforce(plan, latest.number(), latest.at(), latest.summary());
        own = asWritten ? latest.number() : own;
        status = status.with(asWritten ? List.of() : ours);
        ledger.change(work -> {
          work.alone(WORD);
          if (asWritten) {
            troubles.fine(work, now);
          } else {
            troubles.readable(work, now);
            processes.say(work, now);
          }
        });
        log.info("The plan of the ledger is in force here generation={}", latest.number());
        yield true;
      }
      case Reading.Bad(List<Problem> problems) -> {
        cannotFollow(latest, problems.stream().map(Problem::toString).toList(), now);
        yield false;
      }
    };
  }

  private void cannotFollow(PlanGeneration latest, List<String> problems, Instant now) {
    triedAt = now;
    status = status.with(problems);
    if (unreadable == latest.number()) {
      return;
    }
    unreadable = latest.number();
    log.error(
        "The plan of the ledger cannot be read here, the one before stays generation={}\n  {}",
        latest.number(),
        String.join("\n  ", problems));
    if (ready()) {
      ledger.change(work -> troubles.unreadable(work, problems, now));
    }
  }

  /** Everybody shows what waits for a yes, and anybody may be given it. */
  private void showHeld(@Nullable Instant since) {
    if (Objects.equals(since, heldShown)) {
      return;
    }
    heldShown = since;
    status = status.with(ledger.read(Ledger.View::heldPlan).map(HeldPlan::words).orElse(null));
    told.accept(status);
  }

  // ---- what our own files say

  private synchronized Status load(Sources sources, boolean confirmed) {
    ownFiles = sources.files();
    switch (reader.read(sources)) {
      case Reading.Bad(List<Problem> problems) ->
          refuse(problems.stream().map(Problem::toString).toList());
      case Reading.Good(Plan next, List<Problem> warnings) -> {
        warnings.forEach(warning -> log.warn("The plan has a weak spot at={}", warning));
        accept(sources.files(), next, confirmed);
      }
    }
    told.accept(status);
    return status;
  }

  private void refuse(List<String> problems) {
    if (ready()) {
      log.error(
          "The plan was refused, the last good one stays in force problems={}\n  {}",
          problems.size(),
          String.join("\n  ", problems));
    }
    status = new Status(status.generation(), status.since(), "", problems, null);
    Instant now = clock.instant();
    ledger.change(work -> {
      work.alone(WORD);
      troubles.refused(work, problems, ready(), now);
    });
  }

  /** Others may bring a plan into force at the same moment: then ours is compared with theirs. */
  private void accept(SortedMap<String, String> files, Plan next, boolean confirmed) {
    while (decide(files, next, confirmed) == Outcome.OVERTAKEN) {
      log.info("Another plan came into force meanwhile and is taken first");
      follow(ledger.read(Ledger.View::latestPlan).orElseThrow(), clock.instant());
    }
    // what was made ready for a plan that did not come into force
    InForce current = inForce;
    if (current != null) {
      outfitter.accept(current.plan());
    }
  }

  private Outcome decide(SortedMap<String, String> files, Plan next, boolean confirmed) {
    Instant now = clock.instant();
    InForce before = inForce;
    PlanChange change = before == null ? null : PlanChange.between(before.plan(), next);
    String words = change == null ? Activation.summary(next) : change.sentence();
    boolean tooMuch = change != null && change.removesTooMuch() && !confirmed;
    if (!tooMuch) {
      outfitter.accept(next);
    }
    Decided decided =
        ledger.write(work -> {
          work.alone(WORD);
          long latest = work.planNumber();
          long same = work.planOf(files).orElse(0);
          if (latest != 0 && same == latest) {
            return sameAgain(work, before, next, latest, now);
          }
          if (before != null && latest != before.generation() && latest != unreadable) {
            return new Decided(Outcome.OVERTAKEN, latest);
          }
          if (same != 0 && same >= own && !first && !confirmed) {
            troubles.fine(work, now);
            return new Decided(Outcome.OLDER, same);
          }
          if (tooMuch) {
            troubles.waits(work, new HeldPlan(processes.mine(), now, files, words), now);
            return new Decided(Outcome.WAITS, latest);
          }
          return bring(work, before, files, next, words, now);
        });
    conclude(decided, before, next, words, now);
    return decided.outcome();
  }

  private void conclude(
      Decided decided, @Nullable InForce before, Plan next, String words, Instant now) {
    switch (decided.outcome()) {
      case IN_FORCE -> {
        own = decided.number();
        outfitter.accept(next);
        boolean known = before != null && before.generation() == decided.number();
        enforce(next, decided.number(), known ? status.since() : now, words);
        log.info("The plan is in force generation={} change=\"{}\"", decided.number(), words);
      }
      case OLDER -> {
        own = decided.number();
        older(decided.number());
      }
      case WAITS -> {
        log.error("The plan waits for a yes change=\"{}\"", words);
        status = new Status(status.generation(), status.since(), "", List.of(), words);
      }
      case OVERTAKEN -> {}
    }
  }

  /** The ledger is what this plan says, unless nobody was there to see to it until now. */
  private Decided sameAgain(
      Work work, @Nullable InForce before, Plan next, long latest, Instant now) {
    if (first || (before != null && before.generation() == latest)) {
      Activation.apply(work, before == null ? null : before.plan(), next, now);
    }
    troubles.fine(work, now);
    return new Decided(Outcome.IN_FORCE, latest);
  }

  private Decided bring(
      Work work,
      @Nullable InForce before,
      SortedMap<String, String> files,
      Plan next,
      String words,
      Instant now) {
    // one that could not read the latest plan does not know what the ledger has
    boolean knows = before != null && before.generation() == work.planNumber();
    @Nullable Plan known = before == null || !knows ? null : before.plan();
    Activation.apply(work, known, next, now);
    work.append(new Event(now, Event.Type.PLAN_CHANGED, null, null, null, null, words));
    long number = work.savePlan(files, now, words);
    processes.goesBy(number);
    troubles.fine(work, now);
    troubles.nothingWaits(work, now);
    return new Decided(Outcome.IN_FORCE, number);
  }

  /** Our files are on their way to what runs, or were forgotten on it: that is no decision. */
  private void older(long ours) {
    log.warn(
        "The files here are those of an earlier plan, the later one runs here={} runs={}",
        ours,
        status.generation());
    String words =
        "the files of the process %s are those of plan %d, and plan %d runs"
            .formatted(processes.mine(), ours, status.generation());
    status = new Status(status.generation(), status.since(), words, List.of(), status.held());
  }
}
