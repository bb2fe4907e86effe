package io.wellkept.app;

import io.wellkept.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rounds, by Quartz's ticks or by hand. This is the one place that catches what a round
 * throws: it is logged, counted as a missing pulse, and the next tick tries again.
 */
final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  private final List<Round> rounds;
  private final InstantSource clock;
  private final Map<String, Instant> pulses = new ConcurrentHashMap<>();
  private final Map<String, Instant> ran = new ConcurrentHashMap<>();
  private final Map<String, String> failing = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final BiConsumer<String, Instant> completed;

  /**
   * @param completed hears of every round that completed, and when
   */
  Engine(List<Round> rounds, InstantSource clock, BiConsumer<String, Instant> completed) {
    this.rounds = List.copyOf(rounds);
    this.clock = clock;
    this.completed = completed;
    this.scheduler = scheduler(rounds.size());
    rounds.forEach(round -> pulses.put(round.name(), clock.instant()));
  }

  private static Scheduler scheduler(int threads) {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "wellkept-" + System.nanoTime());
    settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    try {
      return new StdSchedulerFactory(settings).getScheduler();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler cannot be made", e);
    }
  }

  /** One tick of one round; Quartz leaves a tick out while the one before is still running. */
  @DisallowConcurrentExecution
  private record Tick(Engine engine, Round round) implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      engine.run(round);
    }
  }

  void start() {
    try {
      scheduler.setJobFactory(
          (bundle, s) -> new Tick(this, round(bundle.getJobDetail().getKey().getName())));
      for (Round round : rounds) {
        scheduler.scheduleJob(
            JobBuilder.newJob(Tick.class).withIdentity(round.name()).build(),
            TriggerBuilder.newTrigger()
                .withSchedule(
                    SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(round.every().toMillis())
                        .repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build());
      }
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the rounds cannot be started", e);
    }
  }

  private Round round(String name) {
    return rounds.stream().filter(round -> round.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Starts nothing new and waits for the rounds that are running.
   *
   * @param patience how long; a round may hang in a ledger that somebody has locked
   */
  void stop(Duration patience) {
    Thread waiting = Thread.ofVirtual().name("scheduler-stop").start(this::stopScheduler);
    try {
      if (!waiting.join(patience)) {
        log.warn("A round is still running and is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopScheduler() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      log.warn("The scheduler did not stop cleanly", e);
    }
  }

  /** Runs one round until it finds nothing to do; true if it did anything. */
  private boolean run(Round round) {
    try {
      boolean any = false;
      int turns = 0;
      while (round.run(clock.instant()) && turns++ < 100) {
        any = true;
      }
      Instant now = clock.instant();
      pulses.put(round.name(), now);
      completed.accept(round.name(), now);
      worksAgain(round);
      return any;
    } catch (RuntimeException e) {
      sayOnce(round, e);
      return false;
    }
  }

  /** A database that is away for an hour is one line in the log, not fourteen thousand. */
  private synchronized void sayOnce(Round round, RuntimeException e) {
    String what = e.getClass().getName() + e.getMessage();
    boolean said = failing.containsValue(what);
    failing.put(round.name(), what);
    if (said) {
      return;
    }
    if (e instanceof LedgerException) {
      log.error("A round waits for the ledger round={} why=\"{}\"", round.name(), e.getMessage());
    } else {
      log.error("A round failed and is tried again round={}", round.name(), e);
    }
  }

  private synchronized void worksAgain(Round round) {
    if (failing.remove(round.name()) != null && failing.isEmpty()) {
      log.info("All rounds work again");
    }
  }

  /**
   * Runs every round whose time has come, in order; true if any did something. For those who move
   * the clock by hand: a round comes as often as Quartz would let it, by that clock.
   */
  boolean runAll() {
    boolean any = false;
    for (Round round : rounds) {
      any |= mayRun(round) && run(round);
    }
    return any;
  }

  /** What comes several times a second is always run: at one moment much may follow from it. */
  private boolean mayRun(Round round) {
    Instant last = ran.put(round.name(), clock.instant());
    boolean may =
        last == null
            || round.every().compareTo(Duration.ofSeconds(1)) < 0
            || clock.instant().isBefore(last)
            || !clock.instant().isBefore(last.plus(round.every()));
    if (!may) {
      ran.put(round.name(), last);
    }
    return may;
  }

  List<Round> rounds() {
    return rounds;
  }

  /** When the round last completed; before the first time, when the engine was made. */
  Instant completed(Round round) {
    return Objects.requireNonNull(pulses.get(round.name()), "put there at the beginning");
  }

  /** How long a round may be silent before it counts as stalled. */
  static Duration patience(Round round) {
    Duration tenTicks = round.every().multipliedBy(10);
    Duration least = Duration.ofMinutes(1);
    return tenTicks.compareTo(least) > 0 ? tenTicks : least;
  }

  /** The same, but not before that moment: a machine that slept has not stalled. */
  Instant completed(Round round, Instant awakeSince) {
    Instant completed = completed(round);
    return completed.isAfter(awakeSince) ? completed : awakeSince;
  }

  /** Names of rounds that have not completed for too long, since the machine is awake. */
  List<String> stalled(Instant now, Instant awakeSince) {
    return rounds.stream()
        .filter(round -> now.isAfter(completed(round, awakeSince).plus(patience(round))))
        .map(Round::name)
        .toList();
  }
}
