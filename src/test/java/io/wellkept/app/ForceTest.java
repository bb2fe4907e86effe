package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed at every step between a look and a settled message, and every promise is
 * kept all the same. In full, with so many kills at steps and moments taken at random, by {@code
 * mvn test -Dtest=ForceTest -Dforce.rounds=500}; {@code -Dforce.seed} repeats a run.
 */
final class ForceTest {
  /** Homes at the same time: a process mostly waits. */
  private static final int LANES = 3;

  private static final int ROUNDS_OF_A_HOME = 12;

  /** How a process ends that is killed, and how {@link HaltingLedger} ends it. */
  private static final int KILLED = 137;

  /** Bounds only what hangs: on a busy machine a start alone may take a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** After a start the ladder waits two minutes for looks. */
  private static final Duration LADDER = Duration.ofMinutes(8);

  @TempDir Path folder;

  /** Where the process is killed. */
  enum Where {
    /** By the web site that it looks at. */
    SITE,
    /** By the mail server that it talks to. */
    POST,
    /** By Slack. */
    SLACK,
    /** By itself, at a change of the ledger. */
    LEDGER,
    /** As soon as the ledger's file is there. */
    FILE,
    /** As soon as somebody was told that they took it. */
    ANSWER,
    /** After some time. */
    TIME
  }

  /** What is done to the process while it runs. */
  enum Deed {
    NOTHING,
    /** Another touchpoint comes into the folder. */
    RELOAD,
    /** Somebody takes something by the link in a mail. */
    TAKE,
    /** Somebody was told and it is repaired. */
    MEND
  }

  /**
   * @param what the step's name there
   */
  record Step(Where where, String what, Deed deed) {
    static Step at(Where where, String what) {
      return new Step(where, what, Deed.NOTHING);
    }
  }

  /** The first start, with no ledger yet. */
  private static List<Step> births() {
    return List.of(
        Step.at(Where.FILE, "10"),
        Step.at(Where.LEDGER, "WITHIN bear 7"),
        Step.at(Where.LEDGER, "WITHIN savePlan 1"),
        Step.at(Where.LEDGER, "AFTER pulse 1"));
  }

  /** Neighbours of those steps, for the long run. */
  private static List<Step> moreBirths() {
    return List.of(
        Step.at(Where.FILE, "0"),
        Step.at(Where.FILE, "40"),
        Step.at(Where.FILE, "150"),
        Step.at(Where.LEDGER, "BEFORE savePlan 1"),
        Step.at(Where.LEDGER, "AFTER savePlan 1"),
        Step.at(Where.LEDGER, "WITHIN append:STARTED 1"));
  }

  private static List<Step> moreSteps() {
    return List.of(
        Step.at(Where.LEDGER, "BEFORE settleLooks 1"),
        Step.at(Where.LEDGER, "BEFORE post 2"),
        Step.at(Where.LEDGER, "WITHIN claimMail 1"),
        Step.at(Where.LEDGER, "BEFORE pack 2"),
        Step.at(Where.LEDGER, "AFTER settle 2"),
        Step.at(Where.LEDGER, "AFTER pulse 1"),
        Step.at(Where.POST, "CONNECT"),
        Step.at(Where.POST, "QUIT"),
        Step.at(Where.SLACK, "HALF chat.postMessage"),
        new Step(Where.SLACK, "HALF chat.update", Deed.MEND),
        new Step(Where.LEDGER, "BEFORE append:PLAN_CHANGED 1", Deed.RELOAD),
        new Step(Where.LEDGER, "BEFORE append:TAKEN 1", Deed.TAKE));
  }

  private static List<Step> steps() {
    return List.of(
        // the look
        Step.at(Where.LEDGER, "AFTER claimLooks 1"),
        Step.at(Where.SITE, "REQUESTED"),
        Step.at(Where.SITE, "ANSWERED"),
        Step.at(Where.LEDGER, "WITHIN settleLooks 3"),
        Step.at(Where.LEDGER, "AFTER settleLooks 1"),
        // the decision
        Step.at(Where.LEDGER, "WITHIN post 1"),
        Step.at(Where.LEDGER, "AFTER post 1"),
        // the courier
        Step.at(Where.LEDGER, "AFTER claimMail 1"),
        Step.at(Where.LEDGER, "WITHIN pack 1"),
        Step.at(Where.LEDGER, "AFTER pack 1"),
        // the mail
        Step.at(Where.POST, "MAIL"),
        Step.at(Where.POST, "RCPT"),
        Step.at(Where.POST, "DATA"),
        Step.at(Where.POST, "MIDST"),
        Step.at(Where.POST, "END"),
        Step.at(Where.POST, "WAS TAKEN"),
        // Slack
        Step.at(Where.SLACK, "COMES chat.postMessage"),
        Step.at(Where.SLACK, "TAKEN chat.postMessage"),
        Step.at(Where.SLACK, "ANSWERED chat.postMessage"),
        // the end of the message
        Step.at(Where.LEDGER, "BEFORE settle 1"),
        Step.at(Where.LEDGER, "WITHIN settle 1"),
        Step.at(Where.LEDGER, "AFTER settle 1"),
        // the end of the incident
        new Step(Where.LEDGER, "WITHIN append:RESOLVED 1", Deed.MEND),
        new Step(Where.LEDGER, "AFTER append:RESOLVED 1", Deed.MEND),
        new Step(Where.SLACK, "TAKEN chat.update", Deed.MEND),
        new Step(Where.SLACK, "ANSWERED chat.update", Deed.MEND),
        // a plan comes into force
        new Step(Where.LEDGER, "WITHIN append:PLAN_CHANGED 1", Deed.RELOAD),
        new Step(Where.LEDGER, "AFTER append:PLAN_CHANGED 1", Deed.RELOAD),
        // a person acts
        new Step(Where.LEDGER, "WITHIN append:TAKEN 1", Deed.TAKE),
        new Step(Where.LEDGER, "AFTER append:TAKEN 1", Deed.TAKE),
        new Step(Where.ANSWER, "", Deed.TAKE));
  }

  @Test
  void whateverTheStepAtWhichItIsKilledEveryPromiseIsKept() throws Exception {
    List<Callable<Integer>> lanes = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      List<Step> mine = dealt(births(), lane);
      mine.addAll(dealt(steps(), lane));
      String name = "lane" + lane;
      lanes.add(() -> killedOneAfterTheOther(name, mine));
    }
    int kills = together(lanes);
    assertThat(kills).isEqualTo(births().size() + steps().size());
  }

  /** Steps that need somebody who was told come last. */
  private static List<Step> dealt(List<Step> steps, int lane) {
    List<Step> mine = new ArrayList<>();
    for (int i = lane; i < steps.size(); i += LANES) {
      mine.add(steps.get(i));
    }
    return mine;
  }

  private int killedOneAfterTheOther(String name, List<Step> steps) throws InterruptedException {
    try (ForcedHome home = new ForcedHome(folder, name, 2 * steps.size())) {
      for (Step step : steps) {
        home.breaks();
        kill(home, step);
      }
      rests(home, new ForcedProof(home, false), PATIENCE);
    }
    return steps.size();
  }

  private static void rests(ForcedHome home, ForcedProof proof, Duration patience)
      throws InterruptedException {
    Daemon daemon = home.begins(null);
    home.comesToRest(daemon, proof, patience);
    assertThat(daemon.log()).doesNotContain(" ERROR ");
    home.kill();
  }

  /** Starts the process and sees it die at that step. */
  private static void kill(ForcedHome home, Step step) throws InterruptedException {
    prepare(home, step);
    AtomicBoolean once = new AtomicBoolean();
    Runnable kill =
        () -> {
          if (once.compareAndSet(false, true)) {
            home.kill();
          }
        };
    home.house.site.whenever(
        path -> at(step, Where.SITE, "REQUESTED", kill),
        path -> at(step, Where.SITE, "ANSWERED", kill));
    home.post.whenever(now -> at(step, Where.POST, now, kill));
    home.slack.whenever(now -> at(step, Where.SLACK, now, kill));
    Daemon daemon = home.begins(step.where() == Where.LEDGER ? step.what() : null);
    act(home, daemon, step.deed());
    switch (step.where()) {
      case FILE -> {
        while (!Files.exists(home.data().resolve(SqliteLedger.FILE)) && daemon.alive()) {
          TimeUnit.MICROSECONDS.sleep(200);
        }
        TimeUnit.MILLISECONDS.sleep(Integer.parseInt(step.what()));
        kill.run();
      }
      case TIME -> {
        TimeUnit.MILLISECONDS.sleep(Integer.parseInt(step.what()));
        kill.run();
      }
      case ANSWER -> kill.run();
      case SITE, POST, SLACK, LEDGER -> {}
    }
    boolean died = ForcedHome.died(daemon) && daemon.exitCode() == KILLED;
    assertThat(died).as("never came to %s; the log says:\n%s", step, daemon.log()).isTrue();
    assertThat(daemon.log()).as(step.toString()).doesNotContain(" ERROR ");
  }

  private static void at(Step step, Where where, String now, Runnable kill) {
    if (step.where() == where && step.what().equals(now)) {
      kill.run();
    }
  }

  private static void prepare(ForcedHome home, Step step) throws InterruptedException {
    Deed deed = step.deed();
    boolean needsTold = deed == Deed.TAKE || deed == Deed.MEND;
    // only what Slack's answer was kept of can be changed there: a message that was taken as we
    // were
    // killed is followed by another one
    boolean needsAnswer = step.where() == Where.SLACK && deed == Deed.MEND;
    if (needsAnswer || (needsTold && (home.takable().isEmpty() || !home.slackWasTold()))) {
      rests(home, new ForcedProof(home, false), PATIENCE);
    }
    if (deed == Deed.MEND) {
      home.mends();
    }
  }

  private static void act(ForcedHome home, Daemon daemon, Deed deed) throws InterruptedException {
    switch (deed) {
      case RELOAD -> {
        daemon.await(daemon::runs);
        home.adds();
      }
      case TAKE -> {
        daemon.await(daemon::runs);
        home.takes(daemon);
      }
      case NOTHING, MEND -> {}
    }
  }

  @Test
  void whateverTheMomentAtWhichItIsKilledEveryPromiseIsKept() throws Exception {
    int rounds = Integer.getInteger("force.rounds", 0);
    long seed = Long.getLong("force.seed", System.nanoTime());
    Map<String, Integer> kills = new TreeMap<>();
    long begun = System.nanoTime();
    List<Callable<Integer>> lanes = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      Random random = new Random(seed + lane);
      String name = "random" + lane;
      int mine = (rounds + lane) / LANES;
      lanes.add(() -> killedAtRandom(name, mine, random, kills));
    }
    int done = together(lanes);
    assertThat(done).isEqualTo(rounds);
    if (rounds > 0) {
      System.out.printf(
          "%d kills in %d s, every promise kept; seed=%d%n%s%n",
          done, (System.nanoTime() - begun) / 1_000_000_000, seed, kills);
    }
  }

  private int killedAtRandom(String name, int rounds, Random random, Map<String, Integer> kills)
      throws InterruptedException {
    int done = 0;
    for (int part = 0; done < rounds; part++) {
      int here = Math.min(ROUNDS_OF_A_HOME, rounds - done);
      try (ForcedHome home = new ForcedHome(folder, name + "-" + part, 2 * here)) {
        for (int round = 0; round < here; round++, done++) {
          Step step = chosen(random, round == 0);
          home.breaks();
          if (random.nextInt(3) == 0) {
            home.mends();
          }
          kill(home, step);
          rests(home, new ForcedProof(home, false), PATIENCE);
          synchronized (kills) {
            kills.merge(step.where() + " " + step.what().replaceAll("\\d+", "n"), 1, Integer::sum);
          }
        }
        rests(home, new ForcedProof(home, true), LADDER);
      }
      System.out.printf("%s: %d kills, every promise kept%n", name, done);
    }
    return done;
  }

  private static Step chosen(Random random, boolean first) {
    List<Step> some = new ArrayList<>(first ? births() : steps());
    some.addAll(first ? moreBirths() : moreSteps());
    return random.nextInt(3) == 0
        ? Step.at(Where.TIME, Integer.toString(random.nextInt(5_000)))
        : some.get(random.nextInt(some.size()));
  }

  private static int together(List<Callable<Integer>> lanes) throws Exception {
    int done = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> lane : threads.invokeAll(lanes)) {
        done += lane.get();
      }
    }
    return done;
  }
}
